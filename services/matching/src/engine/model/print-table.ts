/** Places of fingerprints in a model file: open addressing, each fingerprint beside its place + 1, 0 where nothing is. */
export type PrintTable = Uint32Array;

const slotOf = (print: number, mask: number): number => (print ^ (print >>> 15)) & mask;

export const createPrintTable = (prints: Uint32Array): PrintTable => {
  const size = 1 << Math.ceil(Math.log2(2 * prints.length + 2));
  const table = new Uint32Array(2 * size);
  prints.forEach((print, place) => {
    let slot = slotOf(print, size - 1);
    while (table[2 * slot + 1] !== 0) slot = (slot + 1) & (size - 1);
    table[2 * slot] = print;
    table[2 * slot + 1] = place + 1;
  });
  return table;
};

/** Place of the fingerprint, or -1. */
export const placeOf = (table: PrintTable, print: number): number => {
  const mask = table.length / 2 - 1;
  for (let slot = slotOf(print, mask); ; slot = (slot + 1) & mask) {
    const place = table[2 * slot + 1]! - 1;
    if (place < 0 || table[2 * slot] === print) return place;
  }
};
