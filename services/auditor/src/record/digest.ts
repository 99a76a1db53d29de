import { createHash } from 'node:crypto';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { hashOfEvent } from '@lastmile/receipt';

/** Covers all that the store says of an event but its position, which another store would give anew. */
export const digestOf = (event: RecordedEvent): string =>
  createHash('sha256')
    .update(`${hashOfEvent(event)}\n${event.created}`, 'utf8')
    .digest('hex');
