import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { ContractView, DeclineReason, DemandView, ListingView, MatchView, NotificationView, Role } from '@lastmile/protocol';
import { Problem, get, post } from './client.js';

export interface Me {
  organisationId: string;
  role: Role;
  name?: { zh: string; en: string };
}
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
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

/** Undefined for whoever has not signed in. */
export const useMe = (): UseQueryResult<Me | null> =>
  useQuery({
    queryKey: ['me'],
    queryFn: () =>
      get<Me>('/auth/me').catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }),
    staleTime: 60_000,
  });

const usePages = <T>(path: string, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['pages', path],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      get<Page<T>>(
        `${path}${path.includes('?') ? '&' : '?'}limit=20${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

const withField = (path: string, field: string | undefined): string => (field ? `${path}?field=${field}` : path);

export const useListings = (field?: string) => usePages<ListingView>(withField('/listings', field));
export const useDemands = (field?: string) => usePages<DemandView>(withField('/demands', field));
export const useMatches = (enabled: boolean) => usePages<MatchView>('/matches?mine=true', enabled);
export const useContracts = (enabled: boolean) => usePages<ContractView>('/contracts', enabled);
export const useNotifications = (enabled: boolean) => usePages<NotificationView>('/notifications', enabled);

export const useContract = (id: string): UseQueryResult<ContractView> =>
  useQuery({ queryKey: ['contract', id], queryFn: () => get<ContractView>(`/contracts/${id}`) });
export const useHistory = (id: string): UseQueryResult<{ entries: HistoryEntry[] }> =>
  useQuery({
    queryKey: ['contract', id, 'history'],
    queryFn: () => get<{ entries: HistoryEntry[] }>(`/contracts/${id}/history`),
  });

const useCommand = <Input>(run: (input: Input) => Promise<unknown>): UseMutationResult<unknown, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({ mutationFn: run, onSettled: () => cache.invalidateQueries() });
};

/** The answer names the revision; asking for it waits until the pages have seen it. */
const settled = async (path: string, body: unknown): Promise<unknown> => {
  const { id, revision } = await post<{ id: string; revision: number }>(path, body);
  return get(`/matches/${id}?atRevision=${revision}`);
};

export const useIntent = () => useCommand(({ id }: { id: string }) => settled(`/matches/${id}/intent`, {}));
export const useDecline = () =>
  useCommand(({ id, reason }: { id: string; reason: DeclineReason }) => settled(`/matches/${id}/decline`, { reason }));
export const useSignIn = () => useCommand((apiKey: string) => post('/auth/sign-in', { apiKey }));
export const useSignOut = () => useCommand(() => post('/auth/sign-out'));
export const useMarkRead = () => useCommand((id: string) => post(`/notifications/${id}/read`));
