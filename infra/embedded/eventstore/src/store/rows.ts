import type { EventTypes } from './event-types.js';
import type { StoredEvent } from './model.js';

export interface EventRow {
  position: number;
  stream: string;
  revision: number;
  type: number;
  id: Uint8Array;
  is_json: number;
  created: number;
  metadata: Uint8Array;
  data: Uint8Array;
}

/** Columns of a whole event, with `e` for events and `s` for streams. */
export const eventColumns = 'e.position, s.name AS stream, e.revision, e.type, e.id, e.is_json, e.created, e.metadata, e.data';

export const storedEventOf = (row: EventRow, types: EventTypes): StoredEvent => ({
  position: row.position,
  stream: row.stream,
  revision: row.revision,
  type: types.nameOf(row.type),
  id: row.id,
  isJson: row.is_json === 1,
  created: row.created,
  metadata: row.metadata,
  data: row.data,
});

const pageBytes = 1_048_576;

/** Takes rows until the page holds a megabyte; says whether rows were left behind. */
export const takePage = (rows: Iterable<unknown>, types: EventTypes): { events: StoredEvent[]; isCut: boolean } => {
  const events: StoredEvent[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (bytes >= pageBytes) return { events, isCut: true };
    const event = storedEventOf(row as EventRow, types);
    bytes += event.data.length + event.metadata.length;
    events.push(event);
  }
  return { events, isCut: false };
};
