import { inMemoryEventStore } from '@lastmile/eventsourcing/testing';
import type { EventStore, Follower, RecordedEvent, RuntimeLog } from '@lastmile/eventsourcing/runtime';
import { eventually } from '@lastmile/testing';
import { conclude, newSigner } from '../../test/ledger.fixture.js';
import { runLedgerAudit } from './ledger.audit.js';
import { runLedger } from './ledger.follower.js';
import { ledgerHealth } from './ledger.health.js';
import { createLedger } from './ledger.recorder.js';
import type { Ledger } from './ledger.recorder.js';

const quiet: RuntimeLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = (): string => '2026-03-02T08:00:00.000Z';

describe('the audit', () => {
  const signer = newSigner();
  let running: Follower[] = [];
  afterEach(async () => {
    await Promise.all(running.map((follower) => follower.stop()));
    running = [];
  });

  const recorded = async (store: EventStore, contracts: number): Promise<void> => {
    const ledger = createLedger({ store, signer, clock });
    const follower = runLedger({ store, ledger, logger: quiet });
    for (let contract = 0; contract < contracts; contract += 1) await conclude(store, `c-${contract}`);
    await eventually(() => Promise.resolve(expect(ledger.state.size()).toBe(contracts)), 10_000);
    await follower.stop();
  };
  const auditing = async (store: EventStore): Promise<Ledger> => {
    const ledger = createLedger({ store, signer, clock });
    await ledger.open();
    running.push(runLedgerAudit({ store, ledger, logger: quiet }));
    return ledger;
  };
  /** A store that was tampered with: other events of the contracts than those that the log was made of. */
  const tampered = (store: EventStore, change: (event: RecordedEvent) => RecordedEvent[]): EventStore => ({
    ...store,
    read: async (...call) => (await store.read(...call)).flatMap(change),
    subscribe: async function* (options) {
      for await (const message of store.subscribe(options)) {
        if (message.kind !== 'event') yield message;
        else for (const event of change(message.event)) yield { kind: 'event', event };
      }
    },
  });
  const isOf = ({ stream }: RecordedEvent, contract: string): boolean => stream === `contract-${contract}`;

  it('compares every leaf with the events that it stands for, also those that come while it runs', async () => {
    const store = inMemoryEventStore();
    await recorded(store, 5);
    const ledger = await auditing(store);
    await eventually(() => Promise.resolve(expect(ledger.audited()).toBe(5)), 10_000);
    running.push(runLedger({ store, ledger, logger: quiet }));
    await conclude(store, 'later');
    await conclude(store, 'last');
    await eventually(() => Promise.resolve(expect(ledger.audited()).toBe(7)), 10_000);
    expect(ledger.difference()).toBeUndefined();
    expect(await ledgerHealth(ledger).check()).toMatchObject({ status: 'up' });
  });

  it.each<[string, (event: RecordedEvent) => RecordedEvent[], RegExp]>([
    [
      'a changed title of long ago',
      (event) => [
        isOf(event, 'c-2') && event.revision === 0 ? { ...event, data: { ...(event.data as object), title: '换' } } : event,
      ],
      /leaf 2 is not what/,
    ],
    [
      'a changed name of who signed',
      (event) => [
        isOf(event, 'c-1') && event.revision === 1 ? { ...event, metadata: { ...event.metadata, actor: 'other' } } : event,
      ],
      /leaf 1 is not what/,
    ],
    ['a contract that is gone', (event) => (isOf(event, 'c-3') ? [] : [event]), /leaf 3 is not what/],
    ['the last contract gone', (event) => (isOf(event, 'c-4') ? [] : [event]), /leaf 4 stands for no event/],
  ])('finds %s, and the log stops', async (_, change, what) => {
    const store = inMemoryEventStore();
    await recorded(store, 5);
    await conclude(store, 'c-later');
    const ledger = await auditing(tampered(store, change));
    await eventually(() => Promise.resolve(expect(ledger.difference()?.message).toMatch(what)), 10_000);
    expect(await ledgerHealth(ledger).check()).toMatchObject({ status: 'down' });
    await expect(ledger.record([])).rejects.toThrow(what);
  });
});
