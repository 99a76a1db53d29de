import { createNearDuplicates } from './near-duplicates.js';
import type { NearDuplicates, StoredSignatures } from './near-duplicates.js';
import { createNumbering } from './numbering.js';
import type { Numbering } from './numbering.js';
import { likenessPolicy } from './likeness.policy.js';
import type { LeastLikeness } from './likeness.policy.js';
import type { RecordText } from './shingles.js';
import { likenessOf, shinglesOf } from './shingles.js';
import { signatureOf, SIGNATURE_SIZE } from './signature.js';

export interface Likeness {
  id: string;
  /** Share of the runs of characters or words that both texts have, 0–1. */
  likeness: number;
}

export interface NearestOptions {
  limit: number;
  /** Asked from the most alike on, until the limit is reached. */
  accepts?(id: string): boolean;
}

export interface StoredDuplicates {
  /** Ids by place; an empty one where a place is free. */
  ids: string[];
  signatures: StoredSignatures;
}

/** Which records of one kind say nearly the same. */
export interface Duplicates {
  put(id: string, text: RecordText): void;
  remove(id: string): void;
  /** The nearest first, equal ones by id. */
  nearest(text: RecordText, options: NearestOptions): Likeness[];
  /** Whether two records are not worth showing beside each other, when one organisation offers both. */
  isNearDuplicate(aId: string, bId: string): boolean;
  size(): number;
  /** Bytes held in typed arrays; ids come on top. */
  bytes(): number;
  serialise(): StoredDuplicates;
}

/** The text of a record that was put; undefined when it is gone. */
type TextOf = (id: string) => RecordText | undefined;

interface Parts {
  numbering: Numbering;
  near: NearDuplicates;
  textOf: TextOf;
}

/** So many of the most alike are compared word by word, and so many are asked for whether they count at all. */
const MOST_COMPARED = 64;
const MOST_ASKED = 512;

/** An estimate is off by a tenth or so: what is two and a half deviations below a threshold is compared all the same. */
const leastAgreeing = (share: number): number =>
  Math.floor(SIGNATURE_SIZE * share - 2.5 * Math.sqrt(SIGNATURE_SIZE * share * (1 - share)));
const NEAR_AGREEING = leastAgreeing(likenessPolicy.near.long);
const TWINS_AGREEING = leastAgreeing(likenessPolicy.twins.long);

type Shingles = ReadonlySet<number>;

/** Short texts share their few runs by chance or fashion, so they have to agree in more of them. */
const isAlike = (likeness: number, least: LeastLikeness, [a, b]: readonly [Shingles, Shingles]): boolean =>
  likeness >= (Math.min(a.size, b.size) < likenessPolicy.shortBelow ? least.short : least.long);

const nearestOf = ({ numbering, near, textOf }: Parts, text: RecordText, { limit, accepts }: NearestOptions): Likeness[] => {
  const asked = shinglesOf(text);
  if (asked.size === 0) return [];
  const ids = near
    .near(signatureOf(asked), NEAR_AGREEING)
    .slice(0, MOST_ASKED)
    .map(({ place }) => numbering.idAt(place))
    .filter((id) => !accepts || accepts(id))
    .slice(0, MOST_COMPARED);
  const found = ids.flatMap((id) => {
    const other = textOf(id);
    if (!other) return [];
    const shingles = shinglesOf(other);
    const likeness = likenessOf(asked, shingles);
    return isAlike(likeness, likenessPolicy.near, [asked, shingles]) ? [{ id, likeness }] : [];
  });
  return found.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)).slice(0, limit);
};

const isTwin = ({ numbering, near, textOf }: Parts, aId: string, bId: string): boolean => {
  const [aPlace, bPlace] = [numbering.placeOf(aId), numbering.placeOf(bId)];
  if (aPlace === undefined || bPlace === undefined || near.agreeing(aPlace, bPlace) < TWINS_AGREEING) return false;
  const [a, b] = [textOf(aId), textOf(bId)];
  if (!a || !b) return false;
  const shingles = [shinglesOf(a), shinglesOf(b)] as const;
  return isAlike(likenessOf(...shingles), likenessPolicy.twins, shingles);
};

/** Empty, or as it was stored. `textOf` is asked for the texts themselves, which are not kept here. */
export const createDuplicates = (textOf: TextOf, stored?: StoredDuplicates): Duplicates => {
  const numbering = createNumbering(stored?.ids);
  const near = createNearDuplicates(stored?.signatures);
  const parts = { numbering, near, textOf };
  const remove = (id: string): void => {
    const place = numbering.free(id);
    if (place !== undefined) near.remove(place);
  };
  return {
    put: (id, text) => {
      const shingles = shinglesOf(text);
      if (shingles.size === 0) remove(id);
      else near.put(numbering.placeFor(id), signatureOf(shingles));
    },
    remove,
    nearest: (text, options) => nearestOf(parts, text, options),
    isNearDuplicate: (aId, bId) => isTwin(parts, aId, bId),
    size: near.size,
    bytes: near.bytes,
    serialise: () => ({ ids: numbering.serialise(), signatures: near.serialise() }),
  };
};
