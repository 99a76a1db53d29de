/** UTF-16 code units of normalised text. The array is replaced when it grows. */
export interface Units {
  codes: Uint16Array;
  size: number;
}

export const createUnits = (room = 1 << 10): Units => ({ codes: new Uint16Array(room), size: 0 });

/** Makes room for so many units more. */
export const reserveUnits = (units: Units, more: number): void => {
  const needed = units.size + more;
  if (needed <= units.codes.length) return;
  const grown = new Uint16Array(Math.max(needed, 2 * units.codes.length));
  grown.set(units.codes.subarray(0, units.size));
  units.codes = grown;
};

export const addUnits = (units: Units, text: string): void => {
  reserveUnits(units, text.length);
  const { codes, size } = units;
  for (let at = 0; at < text.length; at += 1) codes[size + at] = text.charCodeAt(at);
  units.size = size + text.length;
};

const FEW = 12;

export const textOf = ({ codes }: Pick<Units, 'codes'>, start: number, end: number): string =>
  end - start <= FEW
    ? String.fromCharCode(...codes.subarray(start, end))
    : Buffer.from(codes.buffer, codes.byteOffset + 2 * start, 2 * (end - start)).toString('utf16le');

/** What a unit is, as bits. */
export const HAN = 1;
/** A letter that is not Chinese, or a digit. */
export const LETTER = 2;
/** May stand between letters and digits, as in 6061-t6, c/c or pm2.5. */
export const JOINER = 4;
/** Half of a character: what it is depends on the other half. */
const HALF = 8;
const KNOWN = 16;

const isHan = /^\p{Script=Han}$/u;
const isLetter = /^[\p{L}\d]$/u;

const kindOfCharacter = (character: string): number => {
  if (isHan.test(character)) return HAN;
  if (isLetter.test(character)) return LETTER;
  return '-/.'.includes(character) ? JOINER : 0;
};

const kinds = new Uint8Array(1 << 16);

const read = (code: number): number => {
  const isHalf = code >= 0xd800 && code < 0xe000;
  const kind = KNOWN | (isHalf ? HALF : kindOfCharacter(String.fromCharCode(code)));
  kinds[code] = kind;
  return kind;
};

const kindOfHalf = (codes: Uint16Array, at: number, end: number): number => {
  const [code, next, before] = [codes[at]!, at + 1 < end ? codes[at + 1]! : 0, at > 0 ? codes[at - 1]! : 0];
  if (code < 0xdc00) return next >= 0xdc00 && next < 0xe000 ? kindOfCharacter(String.fromCharCode(code, next)) : 0;
  return before >= 0xd800 && before < 0xdc00 ? kindOfCharacter(String.fromCharCode(before, code)) : 0;
};

/** Kind of the character that the unit is, or is a half of. */
export const kindAt = (codes: Uint16Array, at: number, end: number): number => {
  const kind = kinds[codes[at]!]! || read(codes[at]!);
  return (kind & HALF) === 0 ? kind : kindOfHalf(codes, at, end);
};
