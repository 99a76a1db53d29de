import type { Actor } from '@lastmile/protocol';
import type { CommandContext } from '../src/command-context.js';
import type { NewEvent } from '../src/event-store.js';
import { eventId } from '../src/ids.js';
import { listingEvents } from './listing.fixture.js';
import type { ListingEvent } from './listing.fixture.js';

export const university: Actor = { organisationId: 'u1', role: 'university', subjectId: 'user-1' };

export const contextWith = (idempotencyKey: string, more: Partial<CommandContext> = {}): CommandContext => ({
  actor: university,
  idempotencyKey,
  correlationId: `correlation-${idempotencyKey}`,
  ...more,
});

/** Events as a command handler would write them. */
export const stored = (stream: string, key: string, events: readonly ListingEvent[]): NewEvent[] =>
  events.map((event, index) => ({
    id: eventId(stream, key, index),
    ...listingEvents.encode(event),
    metadata: { actor: university, correlationId: `correlation-${key}`, idempotencyKey: key },
  }));
