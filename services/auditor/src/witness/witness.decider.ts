import type { Difference } from '../difference.types.js';

export interface SeenState {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** What to do with a checkpoint whose signatures hold: nothing (it is known), ask for a proof from the newest known one, or refuse for good. */
export type Judgement =
  | { readonly verdict: 'KNOWN' }
  | { readonly verdict: 'NEEDS_PROOF'; readonly from: number }
  | { readonly verdict: 'REFUSED'; readonly difference: Difference };

const refused = (kind: Difference['kind'], size: number, rest: Omit<Difference, 'kind' | 'where'>): Judgement => ({
  verdict: 'REFUSED',
  difference: { kind, where: `checkpoint of size ${size}`, ...rest },
});

/**
 * A witness stands for one history: never two roots for one size, never back. @param known what was seen of this size, and the newest that was seen
 */
export const judge = (shown: SeenState, known: { readonly same?: SeenState; readonly newest?: SeenState }): Judgement => {
  const { same, newest } = known;
  if (same && same.root !== shown.root) {
    const roots = { expected: same.root, found: shown.root };
    return refused('TWO_ROOTS', shown.size, { what: 'the log signed two roots for one size', ...roots });
  }
  if (newest && shown.size < newest.size) {
    const sizes = { expected: String(newest.size), found: String(shown.size) };
    return refused('LOG_SHRANK', shown.size, { what: 'the log shows an earlier state than it did before', ...sizes });
  }
  return same ? { verdict: 'KNOWN' } : { verdict: 'NEEDS_PROOF', from: newest?.size ?? 0 };
};
