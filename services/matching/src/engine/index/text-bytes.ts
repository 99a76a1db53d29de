/**
 * Text as bytes for keeping: ASCII one byte, the common Chinese characters two, all else three (UTF-8 needs three for Chinese). Any string
 * of UTF-16 codes comes back as it was.
 */
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const HAN = 0x80;
const OTHER = 0xff;

/** The most bytes that a text may need. */
export const mostBytes = (text: string): number => text.length * 3;

/** Writes the text from `at` on and answers where it ends. */
export const writeText = (bytes: Uint8Array, at: number, text: string): number => {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < HAN) bytes[at++] = code;
    else if (code >= FIRST_HAN && code <= LAST_HAN) {
      bytes[at++] = HAN + ((code - FIRST_HAN) >>> 8);
      bytes[at++] = code & 0xff;
    } else {
      bytes[at++] = OTHER;
      bytes[at++] = code >>> 8;
      bytes[at++] = code & 0xff;
    }
  }
  return at;
};

const PIECE = 4096;
const codes = new Uint16Array(PIECE);
const codesAsBytes = Buffer.from(codes.buffer);
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const textOf = (length: number): string =>
  isLittleEndian ? codesAsBytes.toString('utf16le', 0, 2 * length) : String.fromCharCode(...codes.subarray(0, length));

export const readText = (bytes: Uint8Array, from: number, to: number): string => {
  let text = '';
  let length = 0;
  for (let at = from; at < to;) {
    const first = bytes[at++]!;
    if (first < HAN) codes[length++] = first;
    else if (first < OTHER) codes[length++] = FIRST_HAN + ((first - HAN) << 8) + bytes[at++]!;
    else {
      codes[length++] = (bytes[at]! << 8) | bytes[at + 1]!;
      at += 2;
    }
    if (length < PIECE) continue;
    text += textOf(length);
    length = 0;
  }
  return text + textOf(length);
};
