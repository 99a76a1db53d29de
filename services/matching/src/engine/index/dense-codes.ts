/**
 * How a posting is written in a chunk of a common term: one byte, the distance to the place before (1 to 15) above four bits for the counts. Seldom
 * counts follow in two bytes. A byte without counts (0xf0) only goes on by 15 places, and 0, which is never written, by none: so a reader can
 * take byte after byte and need not ask what each one is.
 */
const STEP = 15;
const SKIP = STEP << 4;
const FOLLOWS = 15;
const NO_CODE = 0;
const COUNTS = 1024;

/** Counts by code (title above five bits for the whole text): the eight usual ones outside of titles, six in titles. */
export const denseCounts = Uint16Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 33, 34, 35, 36, 37, 66, 0]);
/** From this code on the title has the term, or the counts follow. */
export const FIRST_IN_TITLE = 9;
const codeOfCounts = new Uint8Array(COUNTS).fill(NO_CODE);
denseCounts.forEach((counts, code) => {
  if (counts > 0) codeOfCounts[counts] = code;
});

/** Larger distances are not written so. */
export const MOST_DENSE_GAP = 4 * STEP;
/** Up to this mean distance chunks are written so. */
export const MEAN_DENSE_GAP = 12;

export const denseLength = (gap: number, counts: number): number =>
  Math.floor((gap - 1) / STEP) + (codeOfCounts[counts] === NO_CODE ? 3 : 1);

/** Writes a posting at `at`; answers where it ends. */
export const writeDense = (bytes: Uint8Array, at: number, { gap, counts }: { gap: number; counts: number }): number => {
  let left = gap;
  for (; left > STEP; left -= STEP) bytes[at++] = SKIP;
  const code = codeOfCounts[counts]!;
  bytes[at++] = (left << 4) | (code === NO_CODE ? FOLLOWS : code);
  if (code !== NO_CODE) return at;
  bytes[at++] = counts >>> 8;
  bytes[at++] = counts;
  return at;
};

export const followingCounts = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

/** Reads postings (place above ten bits of counts); answers how many. */
export const readDense = (
  postings: Uint32Array,
  { bytes, at, end, next }: { bytes: Uint8Array; at: number; end: number; next: number },
): number => {
  let place = next - 1;
  let length = 0;
  while (at < end) {
    const code = bytes[at++]!;
    place += code >>> 4;
    const short = code & 15;
    if (short === FOLLOWS) {
      postings[length++] = (place << 10) | followingCounts(bytes, at);
      at += 2;
    } else if (short !== 0) postings[length++] = (place << 10) | denseCounts[short]!;
  }
  return length;
};
