import { attributes, withSpan } from '@lastmile/telemetry';
import type { Batch } from './follower.js';
import { traceOf } from './recorded-meta.js';

const mostLinks = 32;

/**
 * One consumer span for what is handled: a single live event goes on in the trace in which it was written, a batch links to the
 * traces of its first events. Batches without events leave no span.
 */
export const withBatchSpan = (name: string, batch: Batch, run: () => Promise<void>): Promise<void> => {
  const [first] = batch.events;
  if (!first) return run();
  const spanAttributes = { [attributes.eventCount]: batch.events.length, [attributes.eventPosition]: batch.checkpoint };
  if (batch.isLive && batch.events.length === 1) {
    const single = { ...spanAttributes, [attributes.eventType]: first.type, [attributes.eventId]: first.id };
    return withSpan(name, { kind: 'consumer', attributes: single, parent: traceOf(first) }, run);
  }
  const links = batch.events.slice(0, mostLinks).map(traceOf);
  return withSpan(name, { kind: 'consumer', attributes: spanAttributes, links }, run);
};
