import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { OutputOf, rulesMessages } from '@lastmile/protocol';
import { get } from './client.js';
import { addressOf } from './queries.js';

export type Rules = OutputOf<typeof rulesMessages.rules>;
export type Rule = Rules['rules'][number];

/** The rules of a place on a day; today's when no day is named. */
export const useRules = (place: string, at: string | undefined): UseQueryResult<Rules> =>
  useQuery({
    queryKey: ['rules', place, at],
    queryFn: () => get<Rules>(addressOf('/rules', { jurisdiction: place, at })),
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
