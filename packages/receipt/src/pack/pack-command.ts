import { exitCodes } from '../cli/terminal.js';
import type { Terminal } from '../cli/terminal.js';
import { createNativeChecks, nativeSha256 } from '../node.js';
import { reportPack } from './pack-report.js';
import { verifyPack } from './verify-pack.js';

/** Whether a file is an archive; a receipt never begins so. */
export const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Verifies one evidence pack, prints the verdict and answers the exit code. */
export const verifyPackCommand = (
  terminal: Terminal,
  { bytes, keys, json }: { readonly bytes: Uint8Array; readonly keys?: readonly string[]; readonly json?: boolean },
): number => {
  const verdict = verifyPack(bytes, { trustedKeys: keys, checks: createNativeChecks(), sha256: nativeSha256 });
  terminal.out(json ? JSON.stringify(verdict) : reportPack(verdict, terminal.language));
  if (!verdict.ok) return exitCodes.refused;
  return verdict.trusted ? exitCodes.proven : exitCodes.notPinned;
};
