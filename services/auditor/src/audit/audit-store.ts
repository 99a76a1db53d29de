import type { EventStore } from '@lastmile/eventsourcing/runtime';
import type { Difference } from '../difference.types.js';
import { digestOf } from '../record/digest.js';
import type { AuditRecord } from '../record/record.js';
import { changed, whereOf } from '../record/recorder.js';

/** How much was looked at. */
export interface Looked {
  readonly events: number;
}

const missing = (stream: string, revision: number, what: string): Difference => ({
  kind: 'EVENT_MISSING',
  where: `${stream}@${revision}`,
  what,
});

/**
 * Every event that the store holds against the record, and every event of the record against the store: changed, removed, slipped in, or the
 * store of an earlier day. In the order of the store.
 */
export async function* auditStore(store: EventStore, record: AuditRecord): AsyncGenerator<Difference, Looked, void> {
  const seenUpTo = record.seenUpTo() ?? -1;
  const lastOf = new Map<string, number>();
  const ended = new AbortController();
  let events = 0;
  for await (const message of store.subscribe({ categories: 'ALL', signal: ended.signal })) {
    if (message.kind === 'caught-up') ended.abort();
    if (message.kind !== 'event') continue;
    const { event } = message;
    const { stream, revision, position } = event;
    events += 1;
    const before = lastOf.get(stream) ?? -1;
    lastOf.set(stream, revision);
    if (revision !== before + 1) yield missing(stream, before + 1, `the store goes from revision ${before} to ${revision}`);
    const expected = record.digestOf(stream, revision);
    const found = digestOf(event);
    if (expected === undefined && position <= seenUpTo) {
      yield {
        kind: 'EVENT_INSERTED',
        where: whereOf(event),
        what: 'the event was not there when this place of the store was passed',
      };
    } else if (expected !== undefined && expected !== found) yield changed(event, { expected, found });
  }
  for (const [stream, last] of record.streams()) {
    const there = lastOf.get(stream) ?? -1;
    if (there < last) yield missing(stream, there + 1, `the stream ended at revision ${last} before and ends at ${there} now`);
  }
  return { events };
}
