import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import type { DeclineReason, RecordKind, SearchFilter, Terms } from '@lastmile/protocol';
import { get, post, remove } from './client.js';

interface Result {
  id: string;
  revision: number;
}

/** A change; whatever the pages show is asked for anew after it. */
export const useCommand = <Input, Output>(run: (input: Input) => Promise<Output>): UseMutationResult<Output, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'changing' }),
  });
};

/** The answer names the revision; asking for it waits until the pages have seen it. */
export const settled = async (noun: string, path: string, body: unknown): Promise<unknown> => {
  const { id, revision } = await post<Result>(path, body);
  return get(`/${noun}/${id}?atRevision=${revision}`);
};

export const useIntent = () => useCommand((id: string) => settled('matches', `/matches/${id}/intent`, {}));
export const useDecline = () =>
  useCommand(({ id, ...body }: { id: string; reason: DeclineReason; note?: string }) =>
    settled('matches', `/matches/${id}/decline`, body),
  );

/** Answers with the contract that follows from a match, also when it has been drafted before. */
export const useContractOfMatch = () => useCommand((matchId: string) => post<Result>('/contracts', { matchId }));
export const useAcceptTerms = () =>
  useCommand(({ id, ...body }: { id: string; version: number; hash: string }) =>
    settled('contracts', `/contracts/${id}/accept`, body),
  );
export const useProposeTerms = () =>
  useCommand(({ id, terms }: { id: string; terms: Terms }) => settled('contracts', `/contracts/${id}/terms`, terms));
export const useMarkRead = () => useCommand((id: string) => post<Result>(`/notifications/${id}/read`));

export interface SearchToSave {
  name: string;
  kind: RecordKind;
  query: string;
  filter: SearchFilter;
}
export const useSaveSearch = () => useCommand((search: SearchToSave) => post<Result>('/saved-searches', search));
export const useDropSearch = () => useCommand((id: string) => remove<Result>(`/saved-searches/${id}`));
