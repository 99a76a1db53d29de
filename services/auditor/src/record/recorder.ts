import { follow } from '@lastmile/eventsourcing/runtime';
import type { EventStore, Follower, RecordedEvent, RuntimeLog } from '@lastmile/eventsourcing/runtime';
import type { Difference } from '../difference.types.js';
import { digestOf } from './digest.js';
import type { AuditRecord, EventDigest } from './record.js';

export const whereOf = ({ stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>): string => `${stream}@${revision}`;

export const changed = (event: RecordedEvent, digests: { expected: string; found: string }): Difference => ({
  kind: 'EVENT_CHANGED',
  where: whereOf(event),
  what: `the store says another ${event.type} than it said before`,
  ...digests,
});

/** What is new of some events, and what differs from what is known of them. */
export const compareWithRecord = (
  record: AuditRecord,
  events: readonly RecordedEvent[],
): { fresh: EventDigest[]; differences: Difference[] } => {
  const fresh: EventDigest[] = [];
  const differences: Difference[] = [];
  for (const event of events) {
    const { stream, revision, position } = event;
    const digest = digestOf(event);
    const known = record.digestOf(stream, revision);
    if (known === undefined) fresh.push({ stream, revision, position, digest });
    else if (known !== digest) differences.push(changed(event, { expected: known, found: digest }));
  }
  return { fresh, differences };
};

/** Keeps a digest of every event of every stream, in the order of the store, from where the record ends. */
export const runRecorder = (options: {
  store: EventStore;
  record: AuditRecord;
  report: (difference: Difference) => void;
  logger: RuntimeLog;
}): Follower => {
  const { store, record, report, logger } = options;
  return follow({
    name: 'recorder',
    store,
    categories: 'ALL',
    from: () => Promise.resolve(record.seenUpTo()),
    handle: ({ events, checkpoint }) => {
      const { fresh, differences } = compareWithRecord(record, events);
      differences.forEach(report);
      record.addEvents(fresh, checkpoint);
      return Promise.resolve();
    },
    logger,
  });
};
