import { actorSchema } from '@lastmile/protocol';
import { InvalidEvent } from './event-codec.js';
import type { EventMeta } from './event-meta.js';
import { idOf } from './event-store.js';
import type { RecordedEvent } from './event-store.js';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The meta of a stored event. Throws `InvalidEvent` when it was not written with an actor and a correlation id. */
export const metaOf = (recorded: RecordedEvent): EventMeta => {
  const actor = actorSchema.safeParse(recorded.metadata['actor']);
  const correlationId = textOf(recorded.metadata['correlationId']);
  if (!actor.success || correlationId === undefined)
    throw new InvalidEvent(
      recorded.type,
      `${recorded.stream}@${recorded.revision} has no actor or no correlationId in its metadata`,
    );
  return {
    eventId: recorded.id,
    stream: recorded.stream,
    id: idOf(recorded.stream),
    revision: recorded.revision,
    position: recorded.position,
    at: recorded.created,
    actor: actor.data,
    correlationId,
    causationId: textOf(recorded.metadata['causationId']),
    trace: traceOf(recorded),
  };
};

/** The trace in which the event was written. */
export const traceOf = (recorded: RecordedEvent): { traceparent?: string } => {
  const traceparent = textOf(recorded.metadata['traceparent']);
  return traceparent === undefined ? {} : { traceparent };
};
