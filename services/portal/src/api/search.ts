import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import type { OutputOf, RecordKind, SavedSearch, SearchOutput, matchingMessages } from '@lastmile/protocol';
import { get } from './client.js';
import { addressOf, usePages } from './queries.js';
import type { PagesResult } from './queries.js';

export type Found = UseInfiniteQueryResult<InfiniteData<SearchOutput>>;

/** What was found before stays in view while the next answer is on its way. */
export const useFound = (query: Record<string, string | undefined>): Found =>
  useInfiniteQuery({
    queryKey: ['changing', '/search', query],
    initialPageParam: '',
    queryFn: ({ pageParam }) => get<SearchOutput>(addressOf('/search', { ...query, limit: '20', cursor: pageParam })),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

type Completions = OutputOf<typeof matchingMessages.suggest>;

/** Words and titles that begin as typed; nothing is asked for an empty text. */
export const useCompletions = (kind: RecordKind, text: string): UseQueryResult<Completions> =>
  useQuery({
    queryKey: ['completions', kind, text],
    queryFn: () => get<Completions>(addressOf('/search/suggestions', { kind: kind.toLowerCase(), text })),
    enabled: text !== '',
    staleTime: 60_000,
  });

export const useSavedSearches = (): PagesResult<SavedSearch> => usePages<SavedSearch>('/saved-searches');
