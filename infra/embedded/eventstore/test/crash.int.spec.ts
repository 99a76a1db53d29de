import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { jsonEvent } from '@kurrent/kurrentdb-client';
import type { AppendResult, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { eventually, freePort, startEventStore, temporaryDirectory } from '@lastmile/testing';
import { connect } from './connect.js';

const writers = 32;
const rounds = 5;
const appendsARound = 300;

interface Acknowledged {
  stream: string;
  revision: number;
  id: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Appends to a stream of its own, repeating each append with the same id until it is acknowledged. */
const write = async (client: KurrentDBClient, stream: string, state: { isOver: boolean; acknowledged: Acknowledged[] }) => {
  let expected: 'no_stream' | bigint = 'no_stream';
  while (!state.isOver) {
    const id = randomUUID();
    const event = jsonEvent({ id, type: 'Written', data: { stream } });
    for (let isDone = false; !isDone && !state.isOver;) {
      try {
        const answer: AppendResult = await client.appendToStream(stream, [event], { streamState: expected, deadline: 5_000 });
        const { nextExpectedRevision } = answer;
        state.acknowledged.push({ stream, revision: Number(nextExpectedRevision), id });
        expected = nextExpectedRevision;
        isDone = true;
      } catch (error) {
        // A repeat must never be taken for a conflict: that would be a lost or a foreign event.
        if (error instanceof Error && 'type' in error && error.type === 'wrong-expected-version') throw error;
        await pause(20);
      }
    }
  }
};

const storedIds = (file: string): Map<string, string[]> => {
  const db = new DatabaseSync(file);
  const rows = db
    .prepare(
      'SELECT s.name AS stream, e.revision, hex(e.id) AS id FROM events e JOIN streams s ON s.id = e.stream ORDER BY e.position',
    )
    .all();
  const streams = new Map<string, string[]>();
  for (const { stream, revision, id } of rows) {
    const ids = streams.get(String(stream)) ?? [];
    // In order of position the revisions of a stream have no gap.
    expect(revision).toBe(ids.length);
    ids.push(String(id).toLowerCase());
    streams.set(String(stream), ids);
  }
  expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  db.close();
  return streams;
};

describe('SIGKILL under concurrent writers', () => {
  it('loses nothing that was acknowledged and writes nothing twice', async () => {
    const directory = temporaryDirectory('eventstore-crash');
    const dbFile = join(directory.path, 'events.db');
    const port = await freePort();
    let server = await startEventStore({ dbFile, port });
    const client = connect(server.port);
    const state = { isOver: false, acknowledged: [] as Acknowledged[] };
    const running = Promise.all(Array.from({ length: writers }, (_, n) => write(client, `crash-${n}`, state)));
    try {
      for (let round = 1; round <= rounds; round += 1) {
        const wanted = state.acknowledged.length + appendsARound;
        await Promise.race([eventually(() => expect(state.acknowledged.length).toBeGreaterThan(wanted), 30_000), running]);
        await server.kill('SIGKILL');
        server = await startEventStore({ dbFile, port });
      }
      const wanted = state.acknowledged.length + appendsARound;
      await eventually(() => expect(state.acknowledged.length).toBeGreaterThan(wanted), 30_000);
      state.isOver = true;
      await running;
    } finally {
      state.isOver = true;
      await client.dispose();
      await server.stop();
    }
    const streams = storedIds(dbFile);
    const missing = state.acknowledged.filter(
      ({ stream, revision, id }) => streams.get(stream)?.[revision] !== id.replaceAll('-', ''),
    );
    expect(missing).toEqual([]);
    for (const ids of streams.values()) expect(new Set(ids).size).toBe(ids.length);
    directory.remove();
  });
});
