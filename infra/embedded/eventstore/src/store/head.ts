import type { DatabaseSync } from 'node:sqlite';
import type { NewEvent } from './model.js';

export interface Head {
  /** Takes the next position and moves past it by the size of the event. */
  take(event: NewEvent): number;
  /** Writes the head inside the transaction that moved it; answers whether it had moved. */
  save(): boolean;
  /** Makes the next `save` write, moved or not. */
  touch(): void;
  /** Reads the head again; called when a transaction was rolled back. */
  forget(): void;
}

const recordOverhead = 61;

const sizeOf = (event: NewEvent): number => recordOverhead + event.type.length + event.metadata.length + event.data.length;

/**
 * Positions grow like byte offsets: by the size of what was written, never by one, so nobody learns to count on
 * neighbours. Below 2^53 for nine petabytes.
 */
export const openHead = (db: DatabaseSync): Head => {
  const select = db.prepare('SELECT position FROM head');
  const update = db.prepare('UPDATE head SET position = ?');
  const load = (): number => Number(select.get()?.position);
  let next = load();
  let isSaved = true;
  return {
    take: (event) => {
      const position = next;
      next += sizeOf(event);
      isSaved = false;
      return position;
    },
    save: () => {
      if (isSaved) return false;
      update.run(next);
      isSaved = true;
      return true;
    },
    touch: () => {
      isSaved = false;
    },
    forget: () => {
      next = load();
      isSaved = true;
    },
  };
};
