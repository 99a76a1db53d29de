/** The newest layout of the file; raised together with a step in `steps`. */
export const schemaVersion = 1;

/**
 * Position, not time, orders everything. `events_scan` is the narrow copy that filtered scans walk instead of the fat rows.
 * The head lives in its own row: positions must never be used again, whatever happens to the events.
 */
const createAll = `
  CREATE TABLE head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    position INTEGER NOT NULL
  ) STRICT;
  INSERT INTO head VALUES (1, 0);

  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    truncate_before INTEGER NOT NULL DEFAULT 0,
    max_count INTEGER,
    max_age_seconds INTEGER,
    has_metadata INTEGER NOT NULL DEFAULT 0,
    is_tombstoned INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE event_types (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type INTEGER NOT NULL,
    id BLOB NOT NULL,
    is_json INTEGER NOT NULL,
    created INTEGER NOT NULL,
    metadata BLOB NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_stream_revision ON events (stream, revision);
  CREATE INDEX events_stream_id ON events (stream, id);
  CREATE INDEX events_scan ON events (position, stream, type);
`;

/** Step n brings a file of version n to version n + 1. */
export const steps: readonly string[] = [createAll];
