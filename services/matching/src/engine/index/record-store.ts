import { mostBytes, readText, writeText } from './text-bytes.js';

/**
 * The records as bytes, in slabs that come one by one. A record is its id and its JSON: two lengths (four bytes each) and the two texts, and
 * begins at a multiple of four bytes; addresses count these. A record larger than a slab has a slab of its own.
 */
export interface RecordStore {
  slabs: Uint8Array[];
  /** How many bytes of each slab are used. */
  used: number[];
}

const SLAB = 1 << 20;
/** Addresses are slab × this + offset in words of four bytes. */
const OFFSETS = 1 << 18;
const HEAD = 8;

export const createRecordStore = (): RecordStore => ({ slabs: [], used: [] });

const setLength = (bytes: Uint8Array, at: number, length: number): void => {
  bytes[at] = length;
  bytes[at + 1] = length >>> 8;
  bytes[at + 2] = length >>> 16;
  bytes[at + 3] = length >>> 24;
};
const lengthAt = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

const aligned = (bytes: number): number => (bytes + 3) & ~3;

const scratch = new Uint8Array(1 << 16);

/** Room for so many bytes at the end of the store; answers the address. */
const claim = (store: RecordStore, length: number): number => {
  const last = store.slabs.length - 1;
  if (last >= 0 && store.used[last]! + length <= store.slabs[last]!.length) {
    const address = last * OFFSETS + store.used[last]! / 4;
    store.used[last]! += length;
    return address;
  }
  store.slabs.push(new Uint8Array(Math.max(SLAB, length)));
  store.used.push(length);
  return (last + 1) * OFFSETS;
};

const slabOf = (address: number): number => Math.floor(address / OFFSETS);
const offsetOf = (address: number): number => (address % OFFSETS) * 4;

/** Keeps a record as it is in the bytes of another store or snapshot. */
export const addBytes = (store: RecordStore, bytes: Uint8Array): number => {
  const address = claim(store, aligned(bytes.length));
  store.slabs[slabOf(address)]!.set(bytes, offsetOf(address));
  return address;
};

/** Keeps a record; answers its address. */
export const addRecord = (store: RecordStore, id: string, json: string): number => {
  const most = HEAD + mostBytes(id) + mostBytes(json);
  const bytes = most <= scratch.length ? scratch : new Uint8Array(most);
  const middle = writeText(bytes, HEAD, id);
  const end = writeText(bytes, middle, json);
  setLength(bytes, 0, middle - HEAD);
  setLength(bytes, 4, end - middle);
  return addBytes(store, bytes.subarray(0, end));
};

/** The bytes of a record, in place. */
export const bytesAt = ({ slabs }: RecordStore, address: number): Uint8Array => {
  const slab = slabs[slabOf(address)]!;
  const at = offsetOf(address);
  return slab.subarray(at, at + HEAD + lengthAt(slab, at) + lengthAt(slab, at + 4));
};

export const idAt = ({ slabs }: RecordStore, address: number): string => {
  const slab = slabs[slabOf(address)]!;
  const at = offsetOf(address);
  return readText(slab, at + HEAD, at + HEAD + lengthAt(slab, at));
};

export const jsonAt = (store: RecordStore, address: number): string => {
  const bytes = bytesAt(store, address);
  return readText(bytes, HEAD + lengthAt(bytes, 0), bytes.length);
};

/** The records at these addresses one behind the other. */
export const copiedRecords = (store: RecordStore, addresses: readonly number[]): RecordStore => {
  const copy = createRecordStore();
  for (const address of addresses) addBytes(copy, bytesAt(store, address));
  return copy;
};

/** An empty slab with `used` bytes to be filled. */
export const openSlab = (store: RecordStore, used: number): Uint8Array => {
  const slab = new Uint8Array(Math.max(SLAB, used));
  store.slabs.push(slab);
  store.used.push(used);
  return slab.subarray(0, used);
};

/** Finds the address of each record, in their order; answers how many there are. Throws a RangeError when the slabs hold anything else. */
export const findRecords = ({ slabs, used }: RecordStore, addresses: Float64Array): number => {
  let count = 0;
  slabs.forEach((slab, number) => {
    for (let at = 0; at < used[number]!;) {
      const next = at + aligned(HEAD + lengthAt(slab, at) + lengthAt(slab, at + 4));
      if (next <= at || next > used[number]! || count === addresses.length) throw new RangeError('no records');
      addresses[count++] = number * OFFSETS + at / 4;
      at = next;
    }
  });
  return count;
};

/** Moves the records at these addresses (ascending) together, slab by slab, and puts the new addresses in the place of the old. */
export const compactRecords = (store: RecordStore, addresses: Float64Array, count: number): RecordStore => {
  const kept = createRecordStore();
  let freed = 0;
  for (let at = 0; at < count; at += 1) {
    const address = addresses[at]!;
    for (; freed < slabOf(address); freed += 1) store.slabs[freed] = scratch;
    addresses[at] = addBytes(kept, bytesAt(store, address));
  }
  return kept;
};
