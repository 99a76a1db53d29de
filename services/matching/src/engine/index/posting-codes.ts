/**
 * How a posting is written in bytes: the distance to the place before, times two, plus one when the counts follow, seven bits a byte; then the
 * counts, unless they are the usual ones (once in the text, not in the title). Most postings take one byte or two. No posting begins
 * with the byte 0.
 */
const USUAL = 1;
const COUNTS = 1024;
/** Counts that are written in one byte; the others take a second. */
const SHORT_CODES = 252;
const NO_CODE = 0xff;

const countsOfCode = new Uint16Array(SHORT_CODES);
const codeOfCounts = new Uint8Array(COUNTS).fill(NO_CODE);

/** The counts that texts have: the title's is at most that of the whole text. */
const listCounts = (): void => {
  let code = 0;
  for (let title = 0; title < 32; title += 1)
    for (let whole = title; whole < 32 && code < SHORT_CODES; whole += 1) {
      countsOfCode[code] = (title << 5) | whole;
      codeOfCounts[(title << 5) | whole] = code++;
    }
};
listCounts();

/** The most bytes that a posting takes. */
export const LONGEST_CODE = 6;

export const codeLength = (gap: number, counts: number): number => {
  const bits = 33 - Math.clz32(gap);
  const ofGap = bits <= 7 ? 1 : bits <= 14 ? 2 : bits <= 21 ? 3 : 4;
  if (counts === USUAL) return ofGap;
  return codeOfCounts[counts] === NO_CODE ? ofGap + 2 : ofGap + 1;
};

/** Writes a posting at `at`, `gap` places (1 or more) behind the one before; answers where it ends. */
export const writeCode = (bytes: Uint8Array, at: number, { gap, counts }: { gap: number; counts: number }): number => {
  let code = (gap << 1) | (counts === USUAL ? 0 : 1);
  for (; code >= 0x80; code >>>= 7) bytes[at++] = code | 0x80;
  bytes[at++] = code;
  if (counts === USUAL) return at;
  const short = codeOfCounts[counts]!;
  if (short === NO_CODE) bytes[at++] = SHORT_CODES + (counts >>> 8);
  bytes[at++] = short === NO_CODE ? counts : short;
  return at;
};

export interface Codes {
  bytes: Uint8Array;
  at: number;
  /** The codes end here, or at a byte 0 before. */
  end: number;
  /** One more than the place before the first. */
  next: number;
}

/** Reads postings (place above ten bits of counts); answers how many. */
export const readCodes = (postings: Uint32Array, { bytes, at, end, next }: Codes): number => {
  let place = next - 1;
  let length = 0;
  while (at < end) {
    let code = bytes[at++]!;
    if (code === 0) break;
    if (code >= 0x80) {
      let more = bytes[at++]!;
      code = (code & 0x7f) | ((more & 0x7f) << 7);
      for (let shift = 14; more >= 0x80; shift += 7) {
        more = bytes[at++]!;
        code |= (more & 0x7f) << shift;
      }
    }
    place += code >>> 1;
    let counts = USUAL;
    if ((code & 1) !== 0) {
      const short = bytes[at++]!;
      counts = short < SHORT_CODES ? countsOfCode[short]! : ((short - SHORT_CODES) << 8) | bytes[at++]!;
    }
    postings[length++] = (place << 10) | counts;
  }
  return length;
};

/** The counts that are written there. */
export const countsAfter = (bytes: Uint8Array, at: number): number => {
  const short = bytes[at]!;
  return short < SHORT_CODES ? countsOfCode[short]! : ((short - SHORT_CODES) << 8) | bytes[at + 1]!;
};

export const lengthOfCounts = (bytes: Uint8Array, at: number): number => (bytes[at]! < SHORT_CODES ? 1 : 2);
