import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { problem } from '../problems/problem.js';

export interface ReceivedFile {
  path: string;
  rows: number;
  sha256: string;
}

export interface Spool {
  /** Writes a body to disk and syncs it. Throws BODY_TOO_LARGE beyond the limit; leaves nothing behind then. */
  receive(body: Readable): Promise<ReceivedFile>;
  /** Gives a received file its name. */
  keep(received: ReceivedFile, id: string): Promise<void>;
  discard(received: ReceivedFile): Promise<void>;
  pathOf(id: string): string;
  has(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;

/** Counts lines that hold more than white space, chunk by chunk. */
const rowCounter = () => {
  let rows = 0;
  let isFilled = false;
  return {
    see: (chunk: Buffer): void => {
      for (const byte of chunk) {
        if (byte === 0x0a) {
          rows += isFilled ? 1 : 0;
          isFilled = false;
        } else isFilled ||= !isBlank(byte);
      }
    },
    count: (): number => rows + (isFilled ? 1 : 0),
  };
};

const staleMs = 3_600_000;

/** What was being received when a gateway died has no job and no reader. */
const clean = async (folder: string): Promise<void> => {
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.part'))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > staleMs) await rm(path, { force: true });
  }
};

const write = async (path: string, body: Readable, maxBytes: number): Promise<ReceivedFile> => {
  const hash = createHash('sha256');
  const counter = rowCounter();
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw problem('BODY_TOO_LARGE', { headers: { connection: 'close' } });
      hash.update(chunk);
      counter.see(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, rows: counter.count(), sha256: hash.digest('hex') };
};

/** Files of imports under way in one folder, which only this machine sees. */
export const openSpool = async (folder: string, maxBytes: number): Promise<Spool> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clean(folder);
  const pathOf = (id: string): string => join(folder, `${id}.jsonl`);
  return {
    pathOf,
    receive: async (body) => {
      const path = join(folder, `${randomUUID()}.part`);
      try {
        return await write(path, body, maxBytes);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    keep: ({ path }, id) => rename(path, pathOf(id)),
    discard: ({ path }) => rm(path, { force: true }),
    has: (id) =>
      access(pathOf(id), constants.R_OK).then(
        () => true,
        () => false,
      ),
    remove: (id) => rm(pathOf(id), { force: true }),
  };
};
