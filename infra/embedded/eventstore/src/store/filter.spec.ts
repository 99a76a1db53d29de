import { join } from 'node:path';
import { temporaryDirectory } from '@lastmile/testing';
import { compileFilter } from './filter.js';
import type { Filter } from './filter.js';
import type { NewEvent } from './model.js';
import { openStore } from './store.js';
import type { Store } from './store.js';

const eventOf = (n: number, type: string): NewEvent => ({
  id: Buffer.from(n.toString(16).padStart(32, '0'), 'hex'),
  type,
  isJson: true,
  metadata: new Uint8Array(),
  data: Buffer.from('{}'),
});

const all = (store: Store, filter: Filter): string[] => {
  const found: string[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = store.log.forwards(from, filter);
    for (const { event } of page.entries) if (event) found.push(`${event.stream}/${event.type}`);
    from = page.next;
  }
  return found;
};

describe('a filtered read of the log', () => {
  const directory = temporaryDirectory('eventstore-spec');
  const store = openStore({ file: join(directory.path, 'events.db'), onFatal: () => undefined });
  const count = 3_000;

  beforeAll(async () => {
    const streams = ['contract-1', 'ledger-1', 'contract-2'];
    for (let n = 0; n < count; n += 1) {
      const stream = streams[n % 3] ?? '';
      void store.append({ stream, expected: 'any', events: [eventOf(n + 1, n % 1_000 === 0 ? 'Rare' : 'Often')] });
    }
    await store.append({ stream: 'end', expected: 'any', events: [eventOf(count + 1, 'End')] });
  });

  afterAll(() => {
    store.close();
    directory.remove();
  });

  it('finds all streams of a prefix over many pages, in order', () => {
    const found = all(store, compileFilter({ on: 'stream', prefixes: ['contract-'], expression: '' }));
    expect(found).toHaveLength((count / 3) * 2);
    expect(new Set(found.map((name) => name.split('/')[0]))).toEqual(new Set(['contract-1', 'contract-2']));
  });

  it('finds rare types', () => {
    expect(all(store, compileFilter({ on: 'type', prefixes: ['Rare', 'End'], expression: '' }))).toEqual([
      'contract-1/Rare',
      'ledger-1/Rare',
      'contract-2/Rare',
      'end/End',
    ]);
  });

  it('leaves out system events by expression', () => {
    const found = all(store, compileFilter({ on: 'type', prefixes: [], expression: '^[^$].*' }));
    expect(found).toHaveLength(count + 1);
  });

  it('reads backwards alike', () => {
    const filter = compileFilter({ on: 'type', prefixes: ['Rare'], expression: '' });
    const found: number[] = [];
    for (let from: number | undefined = Infinity; from !== undefined;) {
      const page = store.log.backwards(from, filter);
      for (const { event } of page.entries) if (event) found.push(event.position);
      from = page.next;
    }
    expect(found).toHaveLength(3);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
  });
});
