import { BANDS, ROWS, SIGNATURE_SIZE } from './signature.js';

/** A record that agrees with what was asked in so many bytes of the signature. */
export interface Near {
  place: number;
  agreeing: number;
}

export interface StoredSignatures {
  /** Ascending. */
  places: Uint32Array;
  /** One after another, in the order of the places. */
  signatures: Uint8Array;
}

/** Signatures of records by place (a small whole number that stands for a record), found again by any band they share. */
export interface NearDuplicates {
  /** Replaces what was there. */
  put(place: number, signature: Uint8Array): void;
  remove(place: number): void;
  /** In how many bytes the signatures of two records agree. */
  agreeing(place: number, other: number): number;
  /** Those that share a band with the signature, the ones that agree most first, equal ones by place. */
  near(signature: Uint8Array, leastAgreeing: number): Near[];
  size(): number;
  /** Bytes held, room for growth included. */
  bytes(): number;
  /** The same records give the same bytes, in whatever order they came. */
  serialise(): StoredSignatures;
}

/** So many records of one bucket are looked at: more that are all alike tell nothing new. */
const MOST_IN_BUCKET = 2_048;
const FIRST_ROOM = 256;
const GROWTH = 1.25;

interface Room {
  places: number;
  isThere: Uint8Array;
  signatures: Uint8Array;
  /** A link is place * BANDS + band + 1; here the next one of the bucket, by link - 1. 0 ends. */
  next: Uint32Array;
  /** First link of each bucket; the buckets, a power of two, serve all bands. */
  heads: Uint32Array;
}

const bucketOf = ({ heads }: Room, signature: Uint8Array, band: number): number => {
  const at = band * ROWS;
  const key = (signature[at] ?? 0) | ((signature[at + 1] ?? 0) << 8) | ((signature[at + 2] ?? 0) << 16);
  let value = Math.imul(key ^ Math.imul(band + 1, 0x9e3779b1), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 15), 0x297a2d39);
  return (value ^ (value >>> 15)) & (heads.length - 1);
};

const signatureAt = ({ signatures }: Room, place: number): Uint8Array =>
  signatures.subarray(place * SIGNATURE_SIZE, (place + 1) * SIGNATURE_SIZE);

const link = (room: Room, place: number): void => {
  const signature = signatureAt(room, place);
  for (let band = 0; band < BANDS; band += 1) {
    const bucket = bucketOf(room, signature, band);
    const own = place * BANDS + band;
    room.next[own] = room.heads[bucket] ?? 0;
    room.heads[bucket] = own + 1;
  }
};

const unlink = (room: Room, place: number): void => {
  const { heads, next } = room;
  const signature = signatureAt(room, place);
  for (let band = 0; band < BANDS; band += 1) {
    const own = place * BANDS + band;
    const bucket = bucketOf(room, signature, band);
    let before = 0;
    for (let at = heads[bucket] ?? 0; at !== own + 1; at = next[at - 1] ?? 0) before = at;
    if (before === 0) heads[bucket] = next[own] ?? 0;
    else next[before - 1] = next[own] ?? 0;
  }
};

const roomFor = (places: number): Room => ({
  places,
  isThere: new Uint8Array(places),
  signatures: new Uint8Array(places * SIGNATURE_SIZE),
  next: new Uint32Array(places * BANDS),
  heads: new Uint32Array(2 ** Math.floor(Math.log2(places))),
});

/** Room for so many places with the same records; buckets are linked anew when there are more of them. */
const grown = (room: Room, places: number): Room => {
  const larger = roomFor(places);
  larger.isThere.set(room.isThere);
  larger.signatures.set(room.signatures);
  if (larger.heads.length === room.heads.length) {
    larger.next.set(room.next);
    larger.heads.set(room.heads);
    return larger;
  }
  for (let place = 0; place < room.places; place += 1) if (room.isThere[place]) link(larger, place);
  return larger;
};

const agreeingOf = ({ signatures }: Room, place: number, signature: Uint8Array): number => {
  const start = place * SIGNATURE_SIZE;
  let agreeing = 0;
  for (let row = 0; row < SIGNATURE_SIZE; row += 1) if (signatures[start + row] === signature[row]) agreeing += 1;
  return agreeing;
};

const nearIn = (room: Room, signature: Uint8Array, least: number): Near[] => {
  const found = new Map<number, number>();
  for (let band = 0; band < BANDS; band += 1) {
    let at = room.heads[bucketOf(room, signature, band)] ?? 0;
    for (let seen = 0; at !== 0 && seen < MOST_IN_BUCKET; seen += 1) {
      const place = Math.floor((at - 1) / BANDS);
      const agreeing = agreeingOf(room, place, signature);
      if (agreeing >= least) found.set(place, agreeing);
      at = room.next[at - 1] ?? 0;
    }
  }
  return Array.from(found, ([place, agreeing]) => ({ place, agreeing })).sort(
    (a, b) => b.agreeing - a.agreeing || a.place - b.place,
  );
};

const storedOf = (room: Room, size: number): StoredSignatures => {
  const stored = { places: new Uint32Array(size), signatures: new Uint8Array(size * SIGNATURE_SIZE) };
  let at = 0;
  for (let place = 0; place < room.places; place += 1) {
    if (!room.isThere[place]) continue;
    stored.places[at] = place;
    stored.signatures.set(signatureAt(room, place), at * SIGNATURE_SIZE);
    at += 1;
  }
  return stored;
};

/** Empty, or with the records of an earlier one. */
export const createNearDuplicates = (stored?: StoredSignatures): NearDuplicates => {
  let room = roomFor(Math.max(FIRST_ROOM, (stored?.places.at(-1) ?? 0) + 1));
  let size = 0;
  const remove = (place: number): void => {
    if (!room.isThere[place]) return;
    unlink(room, place);
    room.isThere[place] = 0;
    size -= 1;
  };
  const put = (place: number, signature: Uint8Array): void => {
    remove(place);
    if (place >= room.places) room = grown(room, Math.max(place + 1, Math.ceil(room.places * GROWTH)));
    room.signatures.set(signature, place * SIGNATURE_SIZE);
    room.isThere[place] = 1;
    link(room, place);
    size += 1;
  };
  stored?.places.forEach((place, at) => put(place, stored.signatures.subarray(at * SIGNATURE_SIZE, (at + 1) * SIGNATURE_SIZE)));
  return {
    put,
    remove,
    agreeing: (place, other) => agreeingOf(room, place, signatureAt(room, other)),
    near: (signature, leastAgreeing) => nearIn(room, signature, leastAgreeing),
    size: () => size,
    bytes: () => room.isThere.byteLength + room.signatures.byteLength + room.next.byteLength + room.heads.byteLength,
    serialise: () => storedOf(room, size),
  };
};
