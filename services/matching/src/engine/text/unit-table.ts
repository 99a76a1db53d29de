import type { Units } from './units.js';
import { createUnits, reserveUnits } from './units.js';

/** Numbers, from 0 on, of runs of code units: open addressing in typed arrays, no strings. */
export interface UnitTable {
  /** Number + 1 by slot. */
  slots: Int32Array;
  hashes: Int32Array;
  /** Where the units of each number end in `keys`; one more than there are numbers. */
  ends: Uint32Array;
  keys: Units;
  size: number;
}

/** A table that never holds more than so many. */
export const createUnitTable = (most: number): UnitTable => ({
  slots: new Int32Array(1 << Math.ceil(Math.log2(2 * most))),
  hashes: new Int32Array(most),
  ends: new Uint32Array(most + 1),
  keys: createUnits(),
  size: 0,
});

export const isFull = ({ hashes, size }: UnitTable): boolean => size === hashes.length;

export const clearTable = (table: UnitTable): void => {
  table.slots.fill(0);
  table.keys.size = 0;
  table.size = 0;
};

/** A run of units within others. */
export interface Piece {
  codes: Uint16Array;
  start: number;
  end: number;
}

const hashOf = ({ codes, start, end }: Piece): number => {
  let hash = end - start;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ codes[at]!, 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 13);
};

const isKey = ({ keys, ends }: UnitTable, number: number, { codes, start, end }: Piece): boolean => {
  const from = ends[number]!;
  if (ends[number + 1]! - from !== end - start) return false;
  for (let at = start; at < end; at += 1) if (keys.codes[from + at - start] !== codes[at]) return false;
  return true;
};

/** Number of the piece, or -1. */
export const numberOf = (table: UnitTable, piece: Piece): number => {
  const { slots, hashes } = table;
  const mask = slots.length - 1;
  const hash = hashOf(piece);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot]! - 1;
    if (number < 0 || (hashes[number] === hash && isKey(table, number, piece))) return number;
  }
};

/** Numbers a piece that has none; the table must not be full. */
export const addPiece = (table: UnitTable, piece: Piece): number => {
  const { slots, hashes, keys, ends, size } = table;
  const { codes, start, end } = piece;
  const mask = slots.length - 1;
  const hash = hashOf(piece);
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = size + 1;
  hashes[size] = hash;
  reserveUnits(keys, end - start);
  keys.codes.set(codes.subarray(start, end), keys.size);
  keys.size += end - start;
  ends[size + 1] = keys.size;
  table.size = size + 1;
  return size;
};
