import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEventStore } from '@lastmile/testing';
import type { EventStoreServer } from '@lastmile/testing';
import { eventStoreSuite } from '../src/event-store-suite.js';
import { inMemoryEventStore } from '../src/in-memory-event-store.js';

interface Line {
  name: string;
  error?: string;
}

const script = fileURLToPath(new URL('./db-client.suite.ts', import.meta.url));

describe('event store under the older client', () => {
  let server: EventStoreServer;
  beforeAll(async () => {
    server = await startEventStore();
  });
  afterAll(() => server.stop());

  it('shows the same behaviour', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, server.url], { timeout: 50_000 });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    assert.deepStrictEqual(
      lines,
      eventStoreSuite('db-client', inMemoryEventStore).map(({ name }) => ({ name })),
    );
  });
});
