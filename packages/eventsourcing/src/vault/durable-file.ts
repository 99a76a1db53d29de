import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
};

/** A folder that only its owner reads, and that is still there after a power cut. */
const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(dirname(first));
};

const writeAside = async (path: string, bytes: Uint8Array): Promise<string> => {
  await makeFolder(dirname(path));
  const aside = `${path}.${randomUUID()}.part`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return aside;
};

/** The whole file or nothing of it is there, also after a power cut; what stood there is replaced. */
export const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  await rename(await writeAside(path, bytes), path);
  await syncFolder(dirname(path));
};

/** As `writeDurably`, but whoever comes second changes nothing. */
export const createDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const aside = await writeAside(path, bytes);
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(dirname(path));
};

/** The file's bytes; undefined when it is not there. */
export const readIfThere = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Writes zeros over the file's bytes, then takes it away; true when it was there. */
export const destroyFile = async (path: string): Promise<boolean> => {
  const bytes = await readIfThere(path);
  if (!bytes) return false;
  const file = await open(path, 'r+');
  try {
    await file.write(Buffer.alloc(bytes.length), 0, bytes.length, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
  await syncFolder(dirname(path));
  return true;
};
