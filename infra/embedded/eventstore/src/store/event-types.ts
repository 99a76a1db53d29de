import type { DatabaseSync } from 'node:sqlite';

export interface EventTypes {
  /** The number a name is stored under; given on first use. */
  idOf(name: string): number;
  nameOf(id: number): string;
  /** Reads the names again; called when a transaction was rolled back. */
  forget(): void;
}

/** Event type names are few and repeat in every row, so rows hold their numbers. */
export const openEventTypes = (db: DatabaseSync): EventTypes => {
  const ids = new Map<string, number>();
  const names = new Map<number, string>();
  const select = db.prepare('SELECT id, name FROM event_types');
  const insert = db.prepare('INSERT INTO event_types (name) VALUES (?)');

  const remember = (id: number, name: string): number => {
    ids.set(name, id);
    names.set(id, name);
    return id;
  };
  const load = (): void => {
    ids.clear();
    names.clear();
    for (const row of select.all() as unknown as { id: number; name: string }[]) remember(row.id, row.name);
  };
  load();
  return {
    idOf: (name) => ids.get(name) ?? remember(Number(insert.run(name).lastInsertRowid), name),
    nameOf: (id) => names.get(id) ?? '',
    forget: load,
  };
};
