import { countWeight } from '../text/text-vector.js';
import { HAN } from './shelf.js';
import type { Shelf } from './shelf.js';
import { acrossBit, NO_GROUP } from './vocabulary.js';
import type { Vocabulary } from './vocabulary.js';

const ACROSS = 2;
export const SHARE_STEPS = 65_535;

/** A share as it is kept, a little too large rather than too small. */
export const stepsOf = (part: number): number => Math.min(SHARE_STEPS, Math.ceil(part * SHARE_STEPS) + 1);

export const inverseOf = (norm: number): number => (norm > 0 ? 1 / norm : 0);

/** The shares that a term has in the length of a text (see `raiseShares`). */
export const sharesOf = (
  { squares, groups, across }: Vocabulary,
  { norms, flags }: Shelf,
  { number, posting }: { number: number; posting: number },
): number => {
  const place = posting >>> 10;
  const title = (posting >>> 5) & 31;
  const group = groups[number]!;
  const isCompared = (across[number]! & acrossBit((flags[place]! & HAN) !== 0)) !== 0;
  const largest = (at: number): number =>
    Math.max(group === NO_GROUP ? 0 : inverseOf(norms[group]![at]!), isCompared ? inverseOf(norms[ACROSS][at]!) : 0);
  const weight = Math.sqrt(squares[number]!);
  const ofTitle = title === 0 ? 0 : stepsOf(weight * countWeight[title]! * largest(2 * place));
  return ((ofTitle << 16) | stepsOf(weight * countWeight[posting & 31]! * largest(2 * place + 1))) >>> 0;
};
