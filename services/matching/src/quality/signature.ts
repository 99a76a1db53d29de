/** Rows of a band agree together; a pair of likeness s meets in one band at least with 1 - (1 - s^ROWS)^BANDS. */
export const BANDS = 7;
export const ROWS = 3;
export const SIGNATURE_SIZE = BANDS * ROWS;

/** Odd factors and offsets of the permutations, from a fixed sequence: a signature never changes its meaning. */
const sequence = (seed: number): Uint32Array => {
  let state = seed;
  return Uint32Array.from({ length: SIGNATURE_SIZE }, () => {
    state = (state + 0x9e3779b9) | 0;
    let value = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return (value ^ (value >>> 15)) >>> 0;
  });
};
const factors = sequence(1).map((value) => value | 1);
const offsets = sequence(2);

const leastOf = (shingles: ReadonlySet<number>): Uint32Array => {
  const least = new Uint32Array(SIGNATURE_SIZE).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let row = 0; row < SIGNATURE_SIZE; row += 1) {
      let value = Math.imul(shingle ^ (offsets[row] ?? 0), factors[row] ?? 0);
      value = (value ^ (value >>> 15)) >>> 0;
      if (value < (least[row] ?? 0)) least[row] = value;
    }
  }
  return least;
};

/** One byte a permutation: two records agree in a byte with the probability of their likeness, and by chance in one of 256. */
export const signatureOf = (shingles: ReadonlySet<number>): Uint8Array =>
  Uint8Array.from(leastOf(shingles), (least) => Math.imul(least ^ (least >>> 11), 0x9e3779b1) >>> 24);
