import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { OutputOf, ledgerMessages } from '@lastmile/protocol';
import type { EntryClaim } from '../verify/entry-report.js';
import { get } from './client.js';

export type LogKeys = OutputOf<typeof ledgerMessages.key>;

/** The log's own words about its keys: to be compared, never to be believed anew. */
export const useLogKeys = (): UseQueryResult<LogKeys> =>
  useQuery({ queryKey: ['log-keys'], queryFn: () => get<LogKeys>('/ledger/key'), staleTime: 60_000 });

const entryOf = async (index: number): Promise<EntryClaim> => {
  const { note, size } = await get<OutputOf<typeof ledgerMessages.checkpoint>>('/ledger/checkpoint');
  const [{ leaf }, { proof }] = await Promise.all([
    get<OutputOf<typeof ledgerMessages.entry>>(`/ledger/entries/${index}`),
    get<OutputOf<typeof ledgerMessages.inclusion>>(`/ledger/proofs/inclusion?index=${index}&size=${size}`),
  ]);
  return { index, leaf, proof, note };
};

/** An entry with its proof in the newest signed state of the log; nothing is asked without an index. */
export const useLogEntry = (index: number | undefined): UseQueryResult<EntryClaim> =>
  useQuery({
    queryKey: ['log-entry', index],
    queryFn: () => entryOf(index ?? 0),
    enabled: index !== undefined,
    staleTime: Infinity,
  });
