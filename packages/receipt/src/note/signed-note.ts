import { concat, fromBase64, fromHex, toBase64, toHex } from '../bytes.js';
import { refuse } from '../refusal.js';

/** One line under a note: who says to have signed, and the signature's bytes behind the key id. */
export interface NoteSignature {
  readonly name: string;
  /** 8 lower-case hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** What is signed, its last newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Limits against notes made to exhaust a reader; the format asks for at least 16 signatures. */
const longest = 65_536;
const mostSignatures = 64;

/** Key names hold no Unicode space and no plus, nor anything that a line cannot hold. */
export const isKeyName = (name: string): boolean => /^[^\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed();

/** No ASCII control characters but the newline, and text that UTF-8 can hold. */
const isNoteText = (text: string): boolean =>
  text.isWellFormed() && Array.from(text).every((character) => character >= ' ' || character === '\n');

const parseLine = (line: string, at: number): NoteSignature => {
  const where = `note signature ${at + 1}`;
  const [, name = '', encoded = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return refuse('NOTE_MALFORMED', where);
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
};

/**
 * Takes a signed note apart (C2SP signed-note) and checks its form, not its signatures. Throws Refusal NOTE_MALFORMED.
 * The text ends at the last empty line; at most 65 536 characters and 64 signatures.
 */
export const parseNote = (note: string): Note => {
  const end = note.lastIndexOf('\n\n');
  if (note.length > longest || end < 0 || !note.endsWith('\n') || !isNoteText(note)) return refuse('NOTE_MALFORMED', 'note');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) return refuse('NOTE_MALFORMED', 'note');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseLine) };
};

const formatLine = ({ name, keyId, signature }: NoteSignature): string => {
  const id = fromHex(keyId);
  if (!isKeyName(name) || id?.length !== 4 || signature.length === 0) return refuse('NOTE_MALFORMED', 'note signature');
  return `\u2014 ${name} ${toBase64(concat(id, signature))}\n`;
};

/** The text of a signed note; the inverse of parseNote. Throws Refusal NOTE_MALFORMED for a text that does not end in a newline. */
export const formatNote = ({ text, signatures }: Note): string => {
  if (!text.endsWith('\n') || !isNoteText(text) || signatures.length === 0) return refuse('NOTE_MALFORMED', 'note');
  return `${text}\n${signatures.map(formatLine).join('')}`;
};
