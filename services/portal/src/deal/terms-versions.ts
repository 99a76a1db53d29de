import type { Terms } from '@lastmile/protocol';
import type { HistoryEntry } from '../api/queries.js';

export interface TermsVersion {
  version: number;
  terms: Terms;
}

/** Every version of the terms that was ever proposed, from the contract's own history. */
export const versionsOf = (entries: readonly Pick<HistoryEntry, 'type' | 'data'>[]): TermsVersion[] =>
  entries.flatMap(({ type, data }) => {
    const { version, terms } = data as { version?: unknown; terms?: Terms };
    return type.startsWith('TermsProposed.') && typeof version === 'number' && terms ? [{ version, terms }] : [];
  });
