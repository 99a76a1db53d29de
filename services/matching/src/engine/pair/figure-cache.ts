import type { Entry, Kind } from '../subject.js';
import type { Figures } from './numbers.js';
import { figuresOf } from './numbers.js';

/** Reading a text's figures takes longer than comparing them; those of the indexed entries that were asked for last are kept. */
export interface FigureCache<E extends Entry> {
  /** `entry` as it is in the index. */
  of(entry: E): Figures;
  forget(kind: Kind, id: string): void;
}

const MOST_KEPT = 4_096;

export const createFigureCache = <E extends Entry>(): FigureCache<E> => {
  const kept = new Map<string, Figures>();
  const keyOf = (kind: Kind, id: string): string => `${kind} ${id}`;
  return {
    of: (entry) => {
      const key = keyOf(entry.kind, entry.id);
      const figures = kept.get(key) ?? figuresOf(entry);
      kept.delete(key);
      kept.set(key, figures);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return figures;
    },
    forget: (kind, id) => void kept.delete(keyOf(kind, id)),
  };
};
