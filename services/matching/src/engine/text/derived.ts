import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { keptFolder } from './kept-folder.js';

/** What is derived from dictionaries: plain data of texts and typed arrays. */
export interface Derivation<Data> {
  /** Names the file in which the build keeps it. */
  name: string;
  derive(): Data;
}

interface Heading {
  /** Whose data it is, and under which licence. */
  about: string;
  /** Of everything that it was made from. */
  stamp: string;
  v8: string;
  crc: number;
}

const LINE_BREAK = 10;

export const keptFile = (name: string, folder = keptFolder): URL => new URL(`${name}.bin`, folder);

/** A line that says what it is, and the data behind it. */
export const keptBytes = ({ about, stamp }: Pick<Heading, 'about' | 'stamp'>, data: unknown): Buffer => {
  const bytes = serialize(data);
  const heading: Heading = { about, stamp, v8: process.versions.v8, crc: crc32(bytes) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(heading)}\n`), bytes]);
};

const wholeOf = (file: URL): Buffer | undefined => {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const headingOf = (whole: Buffer): { heading: Heading; end: number } | undefined => {
  const end = whole.indexOf(LINE_BREAK);
  return end < 0 ? undefined : { heading: JSON.parse(whole.toString('utf8', 0, end)) as Heading, end };
};

/** What it was made from, in short; undefined when there is no such file. */
export const keptStamp = (file: URL): string | undefined => {
  const whole = wholeOf(file);
  return whole && headingOf(whole)?.heading.stamp;
};

/** Undefined when there is no such file, or it was damaged or written by another engine of JavaScript. */
export const readKept = (file: URL): { stamp: string; data: unknown } | undefined => {
  const whole = wholeOf(file);
  const head = whole && headingOf(whole);
  if (!head) return undefined;
  const { stamp, v8, crc } = head.heading;
  const bytes = whole.subarray(head.end + 1);
  return v8 === process.versions.v8 && crc === crc32(bytes) ? { stamp, data: deserialize(bytes) } : undefined;
};

/** What the build has kept; derived anew when it has not, as in the sources. */
export const derived = <Data>({ name, derive }: Derivation<Data>): Data =>
  (readKept(keptFile(name))?.data as Data | undefined) ?? derive();
