import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** What a snapshot is made of: named parts, each a run of bytes. */
export interface SnapshotHeader {
  /** Whoever reads it must be able to read exactly this. */
  version: string;
  /** Every change up to this one is in the parts. */
  sequence: number;
}

export type Parts = Record<string, Iterable<Uint8Array>>;

interface PartRow {
  name: string;
  length: number;
  crc: number;
}

const MAGIC = 'LMSNAP01';
const FOOTER = 16;
const MOST_AT_ONCE = 1 << 28;

/** The file is no snapshot, of another version, cut short or damaged. */
export class SnapshotUnreadable extends Error {
  override readonly name = 'SnapshotUnreadable';
}

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE));
};

const writePart = (file: number, name: string, chunks: Iterable<Uint8Array>): PartRow => {
  let [length, crc] = [0, 0];
  for (const chunk of chunks) {
    writeAll(file, chunk);
    length += chunk.length;
    crc = crc32(chunk, crc);
  }
  return { name, length, crc };
};

/** Magic, parts, a table of contents as JSON, its length and checksum. The whole appears at once or not at all. */
export const writeSnapshotFile = (path: string, header: SnapshotHeader, parts: Parts): number => {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeAll(file, Buffer.from(MAGIC));
    const rows = Object.entries(parts).map(([name, chunks]) => writePart(file, name, chunks));
    const table = Buffer.from(JSON.stringify({ ...header, parts: rows }));
    const footer = Buffer.alloc(FOOTER);
    footer.writeUInt32LE(table.length, 0);
    footer.writeUInt32LE(crc32(table), 4);
    footer.write(MAGIC, 8);
    writeAll(file, table);
    writeAll(file, footer);
    fsyncSync(file);
    const { size } = fstatSync(file);
    renameSync(unfinished, path);
    return size;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
};

const readAt = (file: number, position: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const count = readSync(file, bytes, at, Math.min(length - at, MOST_AT_ONCE), position + at);
    if (count === 0) throw new SnapshotUnreadable('cut short');
    at += count;
  }
  return bytes;
};

const tableOf = (file: number): SnapshotHeader & { parts: PartRow[]; end: number } => {
  const { size } = fstatSync(file);
  if (size < MAGIC.length + FOOTER) throw new SnapshotUnreadable('cut short');
  const footer = readAt(file, size - FOOTER, FOOTER);
  if (footer.toString('latin1', 8) !== MAGIC) throw new SnapshotUnreadable('not a snapshot, or cut short');
  const length = footer.readUInt32LE(0);
  const end = size - FOOTER - length;
  if (end < MAGIC.length) throw new SnapshotUnreadable('damaged table of contents');
  const table = readAt(file, end, length);
  if (crc32(table) !== footer.readUInt32LE(4)) throw new SnapshotUnreadable('damaged table of contents');
  return { ...(JSON.parse(table.toString('utf8')) as SnapshotHeader & { parts: PartRow[] }), end };
};

export interface SnapshotRead {
  sequence: number;
  parts: Map<string, Buffer>;
}

/** Undefined when there is no such file. */
export const readSnapshotFile = (path: string, version: string): SnapshotRead | undefined => {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const table = tableOf(file);
    if (table.version !== version) throw new SnapshotUnreadable(`of version ${table.version}, wanted ${version}`);
    let position = MAGIC.length;
    const parts = new Map<string, Buffer>();
    for (const { name, length, crc } of table.parts) {
      if (position + length > table.end) throw new SnapshotUnreadable(`part ${name}: cut short`);
      const bytes = readAt(file, position, length);
      if (crc32(bytes) !== crc) throw new SnapshotUnreadable(`part ${name}: damaged`);
      parts.set(name, bytes);
      position += length;
    }
    return { sequence: table.sequence, parts };
  } finally {
    closeSync(file);
  }
};
