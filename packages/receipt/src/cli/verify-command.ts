import { parseVerifierKey } from '../note/note-key.js';
import { Refusal } from '../refusal.js';
import { verifyReceipt } from '../receipt/verify-receipt.js';
import type { ReceiptVerdict } from '../receipt/verify-receipt.js';
import { parseJson } from '../receipt/strict-json.js';
import { createNativeChecks } from '../node.js';
import { isArchive, verifyPackCommand } from '../pack/pack-command.js';
import { exitCodes, readBytes, textOf, Unusable } from './terminal.js';
import type { Terminal } from './terminal.js';
import { reportVerdict } from './verdict-report.js';

export interface VerifyArguments {
  readonly file: string;
  readonly keys?: readonly string[];
  readonly terms?: string;
  readonly json?: boolean;
}

const demandKeys = (keys: readonly string[]): void => {
  for (const key of keys) {
    try {
      parseVerifierKey(key);
    } catch {
      throw new Unusable(`--key 不是验证密钥：${key}`, `--key is no verifier key: ${key}`);
    }
  }
};

const readTerms = async (terminal: Terminal, path: string): Promise<unknown> => {
  const text = textOf(await readBytes(terminal, path), path);
  try {
    return parseJson(text, 'terms');
  } catch (error) {
    if (error instanceof Refusal) throw new Unusable(`${path} 不是 JSON 条款文本`, `${path} is no JSON document of terms`);
    throw error;
  }
};

const exitCodeOf = (verdict: ReceiptVerdict): number => {
  if (verdict.ok) return verdict.trusted ? exitCodes.proven : exitCodes.notPinned;
  return verdict.code === 'JSON_INVALID' || verdict.code === 'RECEIPT_TOO_LARGE' ? exitCodes.unusable : exitCodes.refused;
};

/** Verifies one receipt, or one evidence pack, prints the verdict and answers the exit code. */
export const verifyCommand = async (terminal: Terminal, { file, keys, terms, json }: VerifyArguments): Promise<number> => {
  if (keys) demandKeys(keys);
  const bytes = await readBytes(terminal, file);
  if (isArchive(bytes)) return verifyPackCommand(terminal, { bytes, keys, json });
  const text = textOf(bytes, file);
  const document = terms === undefined ? undefined : await readTerms(terminal, terms);
  const verdict = verifyReceipt(text, { trustedKeys: keys, terms: document, checks: createNativeChecks() });
  terminal.out(json ? JSON.stringify(verdict) : reportVerdict(verdict, terminal.language));
  return exitCodeOf(verdict);
};
