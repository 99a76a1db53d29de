import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { DemandView, ListingView, OutputOf, Quality, RecordKind, matchingMessages } from '@lastmile/protocol';
import { post } from './client.js';
import { useOne, usePages } from './queries.js';

export const nouns = { LISTING: 'listings', DEMAND: 'demands' } as const;

export interface RecordRef {
  kind: RecordKind;
  id: string;
}
type Feedback = OutputOf<typeof matchingMessages.getFeedback>;
type Blocked = OutputOf<typeof matchingMessages.listBlocked>;
export type BlockedPair = Blocked['items'][number];
export type DeclineCount = Feedback['declines'][number];

export const useListing = (id: string, enabled = true) => useOne<ListingView>(`/listings/${id}`, enabled);
export const useDemand = (id: string, enabled = true) => useOne<DemandView>(`/demands/${id}`, enabled);
export const useOwnListings = () => usePages<ListingView>('/listings', { mine: 'true' });
export const useOwnDemands = () => usePages<DemandView>('/demands', { mine: 'true' });

export const useQualityOf = ({ kind, id }: RecordRef) => useOne<Quality>(`/${nouns[kind]}/${id}/quality`);
export const useFeedback = ({ kind, id }: RecordRef) => useOne<Feedback>(`/${nouns[kind]}/${id}/feedback`);
export const useBlocked = ({ kind, id }: RecordRef) => useOne<Blocked>(`/${nouns[kind]}/${id}/blocked`);

export interface TextToCheck {
  kind: RecordKind;
  content: { title: string } & Record<string, unknown>;
}

/** The last result stays in view while the next is on its way; a text without a title is not asked about. */
export const useQualityOfText = (text: TextToCheck): UseQueryResult<Quality> =>
  useQuery({
    queryKey: ['quality', text],
    queryFn: () => post<Quality>('/quality', text),
    enabled: text.content.title !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
