import { formatReceipt, parseReceipt, verifyReceipt } from '@lastmile/receipt';
import { ApiProblem, until } from './api.js';
import type { Api } from './api.js';
import type { Contract } from './contract.js';

/** What a receipt proves, checked here and without the platform. */
export interface CheckedReceipt {
  origin: string;
  index: number;
  size: number;
  bytes: number;
  signedBy: string[];
}

const unlessPending = (error: unknown): undefined => {
  if (!(error instanceof ApiProblem && error.problem.code === 'RECEIPT_PENDING')) throw error;
};

/** The receipt of the newest step of a kind, checked with nobody's help; with its text and the keys that it was checked by. */
export const receiptOf = async (
  api: Api,
  id: string,
  of: 'registration' | 'distribution',
): Promise<{ checked: CheckedReceipt; text: string; keys: string[] }> => {
  const { keys } = await api.get<{ keys: string[] }>('/ledger/key');
  const given = await until(`the receipt of the ${of}`, 30, () =>
    api.get<object>(`/contracts/${id}/receipt?of=${of}`).catch(unlessPending),
  );
  const text = formatReceipt(parseReceipt(given));
  const verdict = verifyReceipt(text, { trustedKeys: keys });
  if (!verdict.ok) throw new Error(`the receipt does not hold: ${verdict.code} at ${verdict.where}`);
  const { origin, index, size, signedBy } = verdict;
  const checked = { origin, index, size, bytes: Buffer.byteLength(text), signedBy: signedBy.map(({ kind }) => kind) };
  return { checked, text, keys };
};

/** Fetches the receipt and the log's keys, then checks leaf, proof, checkpoint, signatures and terms with nobody's help. */
export const checkedReceipt = async (api: Api, { id, terms }: Contract): Promise<CheckedReceipt> => {
  const { keys } = await api.get<{ keys: string[] }>('/ledger/key');
  const given = await until('the receipt of the contract', 30, () =>
    api.get<object>(`/contracts/${id}/receipt`).catch(unlessPending),
  );
  const verdict = verifyReceipt(given, { trustedKeys: keys, terms: terms?.content });
  if (!verdict.ok) throw new Error(`the receipt does not hold: ${verdict.code} at ${verdict.where}`);
  const { origin, index, size, signedBy } = verdict;
  const bytes = Buffer.byteLength(formatReceipt(parseReceipt(given)));
  return { origin, index, size, bytes, signedBy: signedBy.map(({ kind }) => kind) };
};
