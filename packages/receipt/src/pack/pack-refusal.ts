import type { RefusalCode } from '../refusal.js';

/** Every reason why a pack is refused, besides those for which one of its receipts or signatures is. */
export const packRefusalCodes = [
  'PACK_UNREADABLE',
  'PACK_NOT_CANONICAL',
  'PACK_FILE_MISSING',
  'PACK_FILE_UNEXPECTED',
  'PACK_FILE_CHANGED',
  'PACK_MANIFEST_INVALID',
  'PACK_HISTORY_INVALID',
  'PACK_EXTRACT_INVALID',
  'PACK_RECEIPT_MISMATCH',
  'PACK_SEAL_MISMATCH',
] as const;

export type PackRefusalCode = (typeof packRefusalCodes)[number];

/** Thrown for anything in a pack that does not hold. `where` is the file, or the place in it. */
export class PackRefusal extends Error {
  constructor(
    readonly code: PackRefusalCode | RefusalCode,
    readonly where: string,
  ) {
    super(`${code} at ${where}`);
    this.name = 'PackRefusal';
  }
}

export const refusePack = (code: PackRefusalCode | RefusalCode, where: string): never => {
  throw new PackRefusal(code, where);
};
