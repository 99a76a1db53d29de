import { crc32 } from 'node:zlib';

/** A snapshot that cannot be read: of another version or model, cut off, or changed. */
export class SnapshotRefused extends Error {
  override readonly name = 'SnapshotRefused';
}

export type Numbers = Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

export const bytesOf = (numbers: Numbers): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** A section is its length in bytes (eight bytes), the bytes, and their CRC-32 (four bytes), all little endian. */
export function* sectionOf(length: number, parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield bytesOf(Float64Array.of(length));
  let sum = 0;
  for (const part of parts) {
    sum = crc32(part, sum);
    yield part;
  }
  yield bytesOf(Uint32Array.of(sum));
}

/** Reads sections from bytes that come in pieces of any size. */
export interface SectionReader {
  /** Begins a section; answers its length in bytes. */
  open(): number;
  fill<T extends Numbers>(target: T): T;
  /** Ends the section: refuses it when its bytes are not those that were written. */
  close(): void;
  /** Refuses a snapshot that goes on. */
  end(): void;
}

export const sectionReader = (pieces: Iterable<Uint8Array>): SectionReader => {
  const source = pieces[Symbol.iterator]();
  let piece = new Uint8Array(0);
  let at = 0;
  let sum = 0;
  let left = 0;
  const hasMore = (): boolean => {
    while (at === piece.length) {
      const next = source.next();
      if (next.done) return false;
      piece = next.value as Uint8Array<ArrayBuffer>;
      at = 0;
    }
    return true;
  };
  const copy = (bytes: Uint8Array): void => {
    for (let filled = 0; filled < bytes.length;) {
      if (!hasMore()) throw new SnapshotRefused('the snapshot is cut off');
      const part = piece.subarray(at, at + bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  };
  const plain = <T extends Numbers>(target: T): T => {
    copy(bytesOf(target));
    return target;
  };
  return {
    open: () => {
      sum = 0;
      left = plain(new Float64Array(1))[0]!;
      if (!Number.isSafeInteger(left) || left < 0) throw new SnapshotRefused('the snapshot is damaged: no length');
      return left;
    },
    fill: (target) => {
      left -= target.byteLength;
      if (left < 0) throw new SnapshotRefused('the snapshot is damaged: a section is too short');
      const filled = plain(target);
      sum = crc32(bytesOf(filled), sum);
      return filled;
    },
    close: () => {
      if (left !== 0) throw new SnapshotRefused('the snapshot is damaged: a section is too long');
      if (plain(new Uint32Array(1))[0] !== sum) throw new SnapshotRefused('the snapshot is damaged: a checksum differs');
    },
    end: () => {
      if (hasMore()) throw new SnapshotRefused('the snapshot is damaged: it goes on behind its end');
    },
  };
};
