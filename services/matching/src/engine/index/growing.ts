type Numbers = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The same numbers in an array of the new length; the rest is 0. */
export const resized = <T extends Numbers>(old: T, length: number): T => {
  const next = new (old.constructor as new (length: number) => T)(length);
  next.set(length < old.length ? old.subarray(0, length) : old);
  return next;
};

/** What an array grows to when it must hold `needed`: by half, so that little is left unused. */
export const roomFor = (needed: number, capacity: number): number => Math.max(needed, capacity + (capacity >>> 1), 64);
