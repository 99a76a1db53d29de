import type { EventTypes } from './event-types.js';
import type { Filter } from './filter.js';
import type { StoredEvent } from './model.js';
import { eventColumns, storedEventOf, takePage } from './rows.js';
import type { EventRow } from './rows.js';
import type { ReaderParts } from './stream-reader.js';

/** One place of the log that was looked at; without `event` the filter did not want it. */
export interface LogEntry {
  position: number;
  event: StoredEvent | undefined;
}

export interface LogPage {
  entries: LogEntry[];
  /** Position to go on from (inclusive forwards, exclusive backwards), or undefined at the end of what is there now. */
  next: number | undefined;
}

export interface LogReader {
  /** Position of the last event; -1 when there is none. */
  lastPosition(): number;
  /** Events at `from` and after. */
  forwards(from: number, filter?: Filter): LogPage;
  /** Events before `from`. */
  backwards(from: number, filter?: Filter): LogPage;
}

interface ScanRow {
  position: number;
  stream: number;
  type: number;
}

const pageRows = 256;
const scanRows = 1_024;
const pageBytes = 1_048_576;
const memoLimit = 100_000;

const plain = (event: StoredEvent): LogEntry => ({ position: event.position, event });

const statements = (db: ReaderParts['db']) => {
  const whole = `SELECT ${eventColumns} FROM events e JOIN streams s ON s.id = e.stream`;
  const scan = 'SELECT position, stream, type FROM events INDEXED BY events_scan';
  return {
    last: db.prepare('SELECT max(position) AS position FROM events'),
    up: db.prepare(`${whole} WHERE e.position >= ? ORDER BY e.position LIMIT ?`),
    down: db.prepare(`${whole} WHERE e.position < ? ORDER BY e.position DESC LIMIT ?`),
    one: db.prepare(`${whole} WHERE e.position = ?`),
    scanUp: db.prepare(`${scan} WHERE position >= ? ORDER BY position LIMIT ?`),
    scanDown: db.prepare(`${scan} WHERE position < ? ORDER BY position DESC LIMIT ?`),
    streamName: db.prepare('SELECT name FROM streams WHERE id = ?'),
  };
};

/** Remembers the verdict of a filter by number, so each stream or type name is looked at once. */
const createVerdicts = (sql: ReturnType<typeof statements>, types: EventTypes) => {
  const memo = new WeakMap<Filter, Map<number, boolean>>();
  return (filter: Filter, row: ScanRow): boolean => {
    const known = memo.get(filter) ?? new Map<number, boolean>();
    memo.set(filter, known);
    const id = filter.on === 'stream' ? row.stream : row.type;
    const verdict = known.get(id);
    if (verdict !== undefined) return verdict;
    const name = filter.on === 'stream' ? String(sql.streamName.get(id)?.name ?? '') : types.nameOf(id);
    const matches = filter.matches(name);
    if (known.size >= memoLimit) known.clear();
    known.set(id, matches);
    return matches;
  };
};

/** Reads of the whole log. A filtered page walks narrow rows and loads only what the filter wants. */
export const createLogReader = ({ db, types }: ReaderParts): LogReader => {
  const sql = statements(db);
  const isWanted = createVerdicts(sql, types);

  const wholePage = (rows: Iterable<unknown>): { entries: LogEntry[]; hasMore: boolean } => {
    const { events, isCut } = takePage(rows, types);
    return { entries: events.map(plain), hasMore: isCut || events.length === pageRows };
  };

  const filteredPage = (rows: Iterable<unknown>, filter: Filter): { entries: LogEntry[]; hasMore: boolean } => {
    const entries: LogEntry[] = [];
    let bytes = 0;
    for (const row of rows as Iterable<ScanRow>) {
      if (bytes >= pageBytes) return { entries, hasMore: true };
      const wanted = isWanted(filter, row) ? (sql.one.get(row.position) as unknown as EventRow) : undefined;
      const event = wanted && storedEventOf(wanted, types);
      if (event) bytes += event.data.length + event.metadata.length;
      entries.push({ position: row.position, event });
    }
    return { entries, hasMore: entries.length === scanRows };
  };

  const forwards = (from: number, filter?: Filter): LogPage => {
    const page = filter ? filteredPage(sql.scanUp.iterate(from, scanRows), filter) : wholePage(sql.up.iterate(from, pageRows));
    return { entries: page.entries, next: page.hasMore ? (page.entries.at(-1)?.position ?? from) + 1 : undefined };
  };

  const backwards = (from: number, filter?: Filter): LogPage => {
    const page = filter
      ? filteredPage(sql.scanDown.iterate(from, scanRows), filter)
      : wholePage(sql.down.iterate(from, pageRows));
    return { entries: page.entries, next: page.hasMore ? (page.entries.at(-1)?.position ?? 0) : undefined };
  };

  return { lastPosition: () => (sql.last.get()?.position as number | null) ?? -1, forwards, backwards };
};
