import { createHash, hash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openBox, readIfThere, sealBox, writeDurably } from '@lastmile/eventsourcing/runtime';
import type { MasterKeys, WrappedKey } from '@lastmile/eventsourcing/runtime';

export interface StoredFile {
  name: string;
  bytes: Buffer;
}

/** Contents of attachments by contract and hash, and uploads that are not whole yet; all of it encrypted. */
export interface ContentStore {
  stage(contractId: string, upload: string, chunk: { index: number; bytes: Uint8Array }): Promise<void>;
  /** The staged bytes in order; undefined when a stretch is missing. */
  staged(contractId: string, upload: string, chunks: number): Promise<Buffer | undefined>;
  discard(contractId: string, upload: string): Promise<void>;
  /** There for good when it resolves; keeping the same content again replaces it. */
  keep(contractId: string, sha256: string, file: StoredFile): Promise<void>;
  /** Undefined when it is missing, was changed, or is not what the hash says. */
  read(contractId: string, sha256: string): Promise<StoredFile | undefined>;
  nameOf(contractId: string, sha256: string): Promise<string | undefined>;
  /** Takes away uploads that nobody went on with for ten minutes. */
  cleanUploads(): Promise<void>;
}

const staleMs = 600_000;

interface Header extends WrappedKey {
  version: 1;
  /** Sealed with the file's own key. */
  name: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const aadOf = (...parts: string[]): string => JSON.stringify(['attachment/1', ...parts]);

/** Length of the header (4 bytes), header (JSON), sealed content. */
const pack = (header: Header, content: Uint8Array): Buffer => {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, content]);
};
const unpack = (bytes: Buffer): { header: Header; content: Buffer } => {
  const end = 4 + bytes.readUInt32BE(0);
  return { header: JSON.parse(bytes.subarray(4, end).toString()) as Header, content: bytes.subarray(end) };
};

const sealFile = (masters: MasterKeys, place: string[], { name, bytes }: StoredFile): Buffer => {
  const key = randomBytes(32);
  const sealedName = sealBox(Buffer.from(name), { key, aad: aadOf('name', ...place) }).toString('base64');
  const header: Header = { version: 1, ...masters.wrap(key, aadOf('key', ...place)), name: sealedName };
  return pack(header, sealBox(bytes, { key, aad: aadOf('content', ...place) }));
};

const openFile = (masters: MasterKeys, place: string[], file: Buffer) => {
  const { header, content } = unpack(file);
  const key = masters.unwrap(header, aadOf('key', ...place));
  return {
    name: openBox(Buffer.from(header.name, 'base64'), { key, aad: aadOf('name', ...place) }).toString(),
    bytes: (): Buffer => openBox(content, { key, aad: aadOf('content', ...place) }),
  };
};

const tried = <T>(open: () => T): T | undefined => {
  try {
    return open();
  } catch {
    return undefined;
  }
};

const uploadsIn = (folder: string, masters: MasterKeys) => {
  const root = join(folder, 'uploads');
  const uploadPath = (contractId: string, upload: string): string => join(root, hashOf(`${contractId} ${upload}`));
  const placeOf = (contractId: string, upload: string, index: number) => ['upload', contractId, upload, String(index)];
  const one = async (contractId: string, upload: string, index: number): Promise<Buffer | undefined> => {
    const file = await readIfThere(join(uploadPath(contractId, upload), String(index)));
    return file && tried(() => openFile(masters, placeOf(contractId, upload, index), file).bytes());
  };
  const stage: ContentStore['stage'] = (contractId, upload, { index, bytes }) =>
    writeDurably(
      join(uploadPath(contractId, upload), String(index)),
      sealFile(masters, placeOf(contractId, upload, index), { name: '', bytes: Buffer.from(bytes) }),
    );
  const staged: ContentStore['staged'] = async (contractId, upload, chunks) => {
    const parts: Buffer[] = [];
    for (let index = 0; index < chunks; index += 1) {
      const part = await one(contractId, upload, index);
      if (!part) return undefined;
      parts.push(part);
    }
    return Buffer.concat(parts);
  };
  const discard: ContentStore['discard'] = (contractId, upload) =>
    rm(uploadPath(contractId, upload), { recursive: true, force: true });
  const cleanUploads = async (): Promise<void> => {
    for (const name of await readdir(root).catch(() => [])) {
      const found = await stat(join(root, name)).catch(() => undefined);
      if (found && Date.now() - found.mtimeMs > staleMs) await rm(join(root, name), { recursive: true, force: true });
    }
  };
  return { stage, staged, discard, cleanUploads };
};

/** Contents as files in a folder, which instances of the service may share. */
export const contentStoreIn = (folder: string, masters: MasterKeys): ContentStore => {
  const pathOf = (contractId: string, sha256: string): string => join(folder, 'attachments', hashOf(contractId), sha256);
  const open = async (contractId: string, sha256: string) => {
    const file = await readIfThere(pathOf(contractId, sha256));
    return file && tried(() => openFile(masters, [contractId, sha256], file));
  };
  return {
    ...uploadsIn(folder, masters),
    keep: (contractId, sha256, file) => writeDurably(pathOf(contractId, sha256), sealFile(masters, [contractId, sha256], file)),
    read: async (contractId, sha256) => {
      const opened = await open(contractId, sha256);
      const bytes = opened && tried(opened.bytes);
      return opened && bytes && hash('sha256', bytes, 'hex') === sha256 ? { name: opened.name, bytes } : undefined;
    },
    nameOf: async (contractId, sha256) => (await open(contractId, sha256))?.name,
  };
};
