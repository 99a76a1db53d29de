import type { Columns, Dictionaries, Names } from './columns.js';
import { DEAD, idOf } from './shelf.js';
import type { Shelf } from './shelf.js';

/** Places of the living in the order in which they are written, and the new place by old place (-1 for the dead). */
export interface Order {
  places: Uint32Array;
  renumbered: Int32Array;
  /** Whether every place stays what it is. */
  isAsPut: boolean;
}

/** In the order of the puts, or of the ids. */
export const orderOf = (shelf: Shelf, isById: boolean): Order => {
  const living = Uint32Array.from({ length: shelf.size }, (_, place) => place).filter(
    (place) => (shelf.flags[place]! & DEAD) === 0,
  );
  const ids = isById ? new Map(Array.from(living, (place) => [place, idOf(shelf, place)])) : undefined;
  const places = ids ? living.sort((a, b) => (ids.get(a)! < ids.get(b)! ? -1 : 1)) : living;
  const renumbered = new Int32Array(shelf.size).fill(-1);
  places.forEach((place, at) => (renumbered[place] = at));
  return { places, renumbered, isAsPut: !isById && shelf.dead === 0 };
};

/** The names that are used, in alphabetical order, and the new code by old code. */
export interface Recoding {
  names: string[];
  codes: Uint32Array;
}

export type Recodings = Record<keyof Dictionaries, Recoding>;

const recoding = ({ names }: Names, used: ReadonlySet<number>): Recoding => {
  const kept = names.map((name, code) => ({ name, code })).filter(({ code }) => code > 0 && used.has(code));
  kept.sort((a, b) => (a.name < b.name ? -1 : 1));
  const codes = new Uint32Array(names.length);
  kept.forEach(({ code }, at) => (codes[code] = at + 1));
  return { names: ['', ...kept.map(({ name }) => name)], codes };
};

interface Ordered {
  shelf: Shelf;
  order: Order;
}

const codesOf = (bits: number): number[] => {
  const codes: number[] = [];
  for (let left = bits; left !== 0; left &= left - 1) codes.push(32 - Math.clz32(left & -left));
  return codes;
};

export const recodingsOf = (dictionaries: Dictionaries, sides: readonly Ordered[]): Recodings => {
  const used = (codes: (columns: Columns, place: number) => readonly number[]): Set<number> => {
    const all = new Set<number>();
    for (const { shelf, order } of sides)
      for (const place of order.places) for (const code of codes(shelf.columns, place)) all.add(code);
    return all;
  };
  return {
    field: recoding(
      dictionaries.field,
      used(({ field }, place) => [field[place]!]),
    ),
    kind: recoding(
      dictionaries.kind,
      used(({ kind }, place) => [kind[place]!]),
    ),
    organisation: recoding(
      dictionaries.organisation,
      used(({ organisation }, place) => [organisation[place]!]),
    ),
    mode: recoding(
      dictionaries.mode,
      used(({ modes }, place) => (modes[place] === 0 ? [] : codesOf(modes[place]!))),
    ),
  };
};

/** The columns that hold codes, with the new codes in the places of the old: the same bytes whatever was there before. */
export const recoded = ({ shelf, order }: Ordered, to: Recodings): Partial<Columns> => {
  const { columns } = shelf;
  const { places } = order;
  const modes = (bits: number): number => codesOf(bits).reduce((all, code) => all | (1 << (to.mode.codes[code]! - 1)), 0) >>> 0;
  return {
    field: Uint16Array.from(places, (place) => to.field.codes[columns.field[place]!]!),
    kind: Uint16Array.from(places, (place) => to.kind.codes[columns.kind[place]!]!),
    organisation: Uint32Array.from(places, (place) => to.organisation.codes[columns.organisation[place]!]!),
    modes: Uint32Array.from(places, (place) => (columns.modes[place] === 0 ? 0 : modes(columns.modes[place]!))),
  };
};
