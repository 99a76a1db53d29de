import { normalise } from '../engine/normalise.js';

/** What a record says, as it is compared for repetition. */
export interface RecordText {
  title: string;
  body: string;
}

/** A Chinese character says about half of what a word of letters says; a shingle spans at least this many halves. */
const HAN_SIZE = 1;
const WORD_SIZE = 2;
const SHINGLE_SIZE = 3;

const LETTER = /[\p{L}\p{N}]/u;

const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff);

const isLetter = (code: number): boolean =>
  code < 0x80
    ? (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
    : LETTER.test(String.fromCharCode(code)) || (code >= 0xd800 && code <= 0xdfff);

const mixed = (hash: number): number => {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/** Calls back with the hash and the size of each Chinese character and each word of letters or digits; all else only separates. */
const visitTokens = (text: string, visit: (hash: number, size: number) => void): void => {
  let word = 0;
  const end = (): void => {
    if (word !== 0) visit(mixed(word), WORD_SIZE);
    word = 0;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isHan(code)) {
      end();
      visit(mixed(code), HAN_SIZE);
    } else if (isLetter(code)) word = Math.imul(word ^ code ^ 0x9e3779b9, 0x01000193) || 1;
    else end();
  }
  end();
};

const addShingles = (text: string, into: Set<number>): void => {
  const [hashes, sizes]: [number[], number[]] = [[], []];
  visitTokens(normalise(text), (hash, size) => {
    hashes.push(hash);
    sizes.push(size);
  });
  for (let from = 0; from < hashes.length; from += 1) {
    let [hash, size, at] = [0, 0, from];
    for (; at < hashes.length && size < SHINGLE_SIZE; at += 1) {
      hash = Math.imul(hash ^ (hashes[at] ?? 0), 0x9e3779b1);
      hash = (hash << 15) | (hash >>> 17);
      size += sizes[at] ?? 0;
    }
    // what is too short at the end stands for itself only when there is nothing longer
    if (size >= SHINGLE_SIZE || from === 0) into.add(mixed(hash));
  }
};

/**
 * Hashes of all runs of three Chinese characters or two words, of title and body each for itself. Punctuation, spaces, case, full-width and
 * traditional forms make no difference; sentences in another order differ at their borders only.
 */
export const shinglesOf = ({ title, body }: RecordText): Set<number> => {
  const shingles = new Set<number>();
  addShingles(title, shingles);
  addShingles(body, shingles);
  return shingles;
};

/** Jaccard likeness of two sets, 0–1; nothing is like nothing. */
export const likenessOf = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common += 1;
  return common === 0 ? 0 : common / (a.size + b.size - common);
};
