import { hash } from 'node:crypto';
import type { FileChunk } from '@lastmile/protocol';
import { reject } from '@lastmile/protocol';

/** A file that was made for a question, and of which event it is the last state. */
export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly revision: number;
}

interface Wanted {
  /** Of the contract: what is kept of one is no answer about another. */
  readonly id: string;
  readonly offset: number;
  readonly sha256?: string;
}

/** Well below what a message of the broker may hold (1 MiB), in base64 and with what stands around it. */
const chunkBytes = 512 * 1024;

/** Files in stretches. */
export interface FileKeeper {
  /** The wanted stretch of a file; made anew unless it is the one that was begun and is still kept. Refuses EVIDENCE_CHANGED. */
  chunk(wanted: Wanted, make: () => Promise<MadeFile>): Promise<FileChunk>;
}

const chunkOf = ({ bytes, revision }: MadeFile, sha256: string, offset: number): FileChunk => {
  const part = Buffer.from(bytes.subarray(offset, offset + chunkBytes)).toString('base64');
  return { revision, sha256, size: bytes.length, offset, bytes: part };
};

/** Keeps only files of several stretches, the newest ones, up to so many bytes: most files go out whole. */
export const fileKeeper = (mostBytes = 32 * 1024 * 1024): FileKeeper => {
  const kept = new Map<string, MadeFile>();
  const keep = (name: string, file: MadeFile): void => {
    if (file.bytes.length <= chunkBytes) return;
    kept.delete(name);
    kept.set(name, file);
    let sum = [...kept.values()].reduce((bytes, one) => bytes + one.bytes.length, 0);
    for (const [oldest, { bytes }] of kept) {
      if (sum <= mostBytes) break;
      kept.delete(oldest);
      sum -= bytes.length;
    }
  };
  return {
    chunk: async ({ id, offset, sha256: begun }, make) => {
      const found = begun === undefined ? undefined : kept.get(`${id} ${begun}`);
      if (found && begun !== undefined) return chunkOf(found, begun, offset);
      const made = await make();
      const sha256 = hash('sha256', made.bytes, 'hex');
      if ((begun !== undefined && begun !== sha256) || offset >= made.bytes.length) throw reject('EVIDENCE_CHANGED');
      keep(`${id} ${sha256}`, made);
      return chunkOf(made, sha256, offset);
    },
  };
};
