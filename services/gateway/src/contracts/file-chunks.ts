import { isRejection } from '@lastmile/protocol';
import type { FileChunk } from '@lastmile/protocol';

/** Where to go on, and in which file. */
export interface Stretch {
  offset: number;
  sha256?: string;
}

export interface GatheredFile {
  readonly bytes: Buffer;
  readonly sha256: string;
}

const attempts = 3;

const gatherOnce = async (ask: (stretch: Stretch) => Promise<FileChunk>): Promise<GatheredFile> => {
  const first = await ask({ offset: 0 });
  const { sha256, size } = first;
  const parts = [Buffer.from(first.bytes, 'base64')];
  for (let offset = parts[0]?.length ?? 0; offset < size; offset += parts.at(-1)?.length ?? 0) {
    const { bytes } = await ask({ offset, sha256 });
    if (bytes === '') throw new Error(`a file of ${size} bytes ended at ${offset}`);
    parts.push(Buffer.from(bytes, 'base64'));
  }
  return { bytes: Buffer.concat(parts), sha256 };
};

/** A file that comes in stretches, put together; begun anew where it became another one on the way. */
export const gathered = async (ask: (stretch: Stretch) => Promise<FileChunk>): Promise<GatheredFile> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await gatherOnce(ask);
    } catch (error) {
      if (!isRejection(error) || error.code !== 'EVIDENCE_CHANGED' || attempt === attempts) throw error;
    }
  }
};
