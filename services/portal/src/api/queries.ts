import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import type { ContractView, DemandView, ListingView, MatchView, NotificationView } from '@lastmile/protocol';
import { get } from './client.js';

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
export type PagesResult<T> = UseInfiniteQueryResult<InfiniteData<Page<T>>>;

export interface HistoryEntry {
  revision: number;
  eventId: string;
  type: string;
  at: string;
  organisationId: string;
  role: string;
  traceId?: string;
  data: Record<string, unknown>;
}
export interface Organisation {
  id: string;
  name: { zh: string; en: string };
}
export interface Numbers {
  listings: number;
  demands: number;
  matches: number;
}

export const addressOf = (path: string, query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** `changing`: what the live stream may have news of. */
export const usePages = <T>(path: string, query: Record<string, string | undefined> = {}): PagesResult<T> =>
  useInfiniteQuery({
    queryKey: ['changing', path, query],
    initialPageParam: '',
    queryFn: ({ pageParam }) => get<Page<T>>(addressOf(path, { ...query, limit: '20', cursor: pageParam })),
    getNextPageParam: (page) => page.nextCursor,
  });

export const useOne = <T>(path: string, enabled = true): UseQueryResult<T> =>
  useQuery({ queryKey: ['changing', path], queryFn: () => get<T>(path), enabled });

export const useListings = (field?: string) => usePages<ListingView>('/listings', { field });
export const useDemands = (field?: string) => usePages<DemandView>('/demands', { field });
export const useMatches = (status?: string) => usePages<MatchView>('/matches', { mine: 'true', status });
export const useContracts = () => usePages<ContractView>('/contracts');
export const useNotifications = (unreadOnly: boolean) =>
  usePages<NotificationView>('/notifications', { unreadOnly: unreadOnly ? 'true' : undefined });

export const useMatch = (id: string) => useOne<MatchView>(`/matches/${id}`);
export const useContract = (id: string) => useOne<ContractView>(`/contracts/${id}`);
export const useHistory = (id: string) => useOne<{ entries: HistoryEntry[] }>(`/contracts/${id}/history`);
export const useNumbers = (enabled: boolean) => useOne<Numbers>('/match-index', enabled);
export const useUnread = (enabled: boolean) => useOne<{ unread: number }>('/notifications?limit=1', enabled);

/** Names hardly ever change. */
export const useOrganisation = (id: string, enabled: boolean): UseQueryResult<Organisation> =>
  useQuery({
    queryKey: ['organisation', id],
    queryFn: () => get<Organisation>(`/organisations/${id}`),
    enabled,
    staleTime: 3_600_000,
  });
