/** Hashes a chunk: 128 KiB, so that growth never copies more. */
const perChunk = 4096;
const hashLength = 32;

/** An append-only column of 32-byte hashes in typed memory. */
export interface HashColumn {
  readonly length: () => number;
  readonly push: (hash: Uint8Array) => void;
  /** A copy-free view that must not be written to. */
  readonly at: (index: number) => Uint8Array;
}

/** The first chunk doubles until it is full, so that short columns stay small. */
const grown = (chunk: Uint8Array): Uint8Array => {
  const larger = new Uint8Array(Math.min(chunk.length * 2, perChunk * hashLength));
  larger.set(chunk);
  return larger;
};

export const createHashColumn = (): HashColumn => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const chunkFor = (offset: number): Uint8Array => {
    const at = Math.floor(length / perChunk);
    const present = chunks[at];
    if (present !== undefined && offset < present.length) return present;
    return (chunks[at] = present ? grown(present) : new Uint8Array((at === 0 ? 4 : perChunk) * hashLength));
  };
  return {
    length: () => length,
    push(hash) {
      const offset = (length % perChunk) * hashLength;
      chunkFor(offset).set(hash, offset);
      length += 1;
    },
    at(index) {
      const chunk = chunks[Math.floor(index / perChunk)];
      if (chunk === undefined || index >= length) throw new RangeError(`no hash at ${index}`);
      const offset = (index % perChunk) * hashLength;
      return chunk.subarray(offset, offset + hashLength);
    },
  };
};
