/** Places by id: open addressing over a typed array; the ids themselves are in the records. */
export interface IdTable {
  /** Place + 1 by slot. */
  slots: Uint32Array;
  size: number;
}

export const createIdTable = (): IdTable => ({ slots: new Uint32Array(1 << 8), size: 0 });

const hashOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
};

type IdAt = (place: number) => string;

const slotWith = ({ slots }: IdTable, id: string, idAt: IdAt): number => {
  const mask = slots.length - 1;
  let slot = hashOf(id) & mask;
  while (slots[slot] !== 0 && idAt(slots[slot]! - 1) !== id) slot = (slot + 1) & mask;
  return slot;
};

export const placeWith = (table: IdTable, id: string, idAt: IdAt): number | undefined => {
  const place = table.slots[slotWith(table, id, idAt)]! - 1;
  return place < 0 ? undefined : place;
};

const insert = (slots: Uint32Array, id: string, place: number): void => {
  const mask = slots.length - 1;
  let slot = hashOf(id) & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = place + 1;
};

/** Puts the place in, which has an id that is not in yet. */
export const addId = (table: IdTable, place: number, idAt: IdAt): void => {
  table.size += 1;
  if (table.size > table.slots.length * 0.6) {
    const old = table.slots;
    table.slots = new Uint32Array(old.length * 2);
    for (const slot of old) if (slot !== 0) insert(table.slots, idAt(slot - 1), slot - 1);
  }
  insert(table.slots, idAt(place), place);
};

/** Takes the id out and moves up those behind it that were pushed on by it. */
export const removeId = (table: IdTable, id: string, idAt: IdAt): void => {
  const { slots } = table;
  const mask = slots.length - 1;
  let hole = slotWith(table, id, idAt);
  if (slots[hole] === 0) return;
  table.size -= 1;
  for (let slot = (hole + 1) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const home = hashOf(idAt(slots[slot]! - 1)) & mask;
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
    slots[hole] = slots[slot]!;
    hole = slot;
  }
  slots[hole] = 0;
};

export const rebuildIds = (count: number, idAt: IdAt): IdTable => {
  let length = 1 << 8;
  while (count > length * 0.6) length *= 2;
  const table: IdTable = { slots: new Uint32Array(length), size: count };
  for (let place = 0; place < count; place += 1) insert(table.slots, idAt(place), place);
  return table;
};
