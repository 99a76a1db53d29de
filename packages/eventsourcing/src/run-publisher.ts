import { measures } from '@lastmile/telemetry';
import type { EventMeta } from './event-meta.js';
import { categoryOf } from './event-store.js';
import type { EventStore, RecordedEvent } from './event-store.js';
import { InvalidEvent } from './event-codec.js';
import { follow } from './follow.js';
import { PlaceLost } from './follower-errors.js';
import type { Batch, Follower } from './follower.js';
import type { Publication } from './publication.js';
import type { PublicMessage } from './public-message.js';
import type { OutgoingMessage, PublishPort } from './publish-port.js';
import { metaOf } from './recorded-meta.js';
import type { RuntimeLog } from './runtime-log.js';

export interface RunPublisherOptions {
  readonly name: string;
  readonly store: EventStore;
  /** One for each category of the service; made by `publication`. */
  readonly publications: readonly Publication[];
  readonly port: PublishPort;
  readonly logger: RuntimeLog;
  /** How often it asks the broker how far it holds, however busy; 5000 when left out. */
  readonly checkEveryMs?: number;
}

const headersOf = (meta: EventMeta): Record<string, string> => ({
  'Lastmile-Position': String(meta.position),
  'Lastmile-Revision': String(meta.revision),
  'Lastmile-Stream': meta.stream,
  'Lastmile-At': meta.at,
  'Lastmile-Actor': JSON.stringify(meta.actor),
  'Lastmile-Correlation': meta.correlationId,
  ...(meta.causationId === undefined ? {} : { 'Lastmile-Causation': meta.causationId }),
  ...(meta.trace.traceparent === undefined ? {} : { traceparent: meta.trace.traceparent }),
});

const outgoing = (recorded: RecordedEvent, { subject, body }: PublicMessage): OutgoingMessage => {
  const meta = metaOf(recorded);
  return { id: meta.eventId, subject, body, headers: headersOf(meta), position: meta.position };
};

/**
 * Publishes the public events of a service in order. The broker itself says how far it holds, so nothing is written twice with a hope:
 * when it lost its stream or its tail (noticed by the next message, and asked at least every 5 s), the publisher goes back to what it
 * still holds and publishes the rest again. Message id = event id; at least once.
 */
export const runPublisher = (options: RunPublisherOptions): Follower => {
  const { name, store, port, logger, checkEveryMs } = options;
  const publications = new Map(options.publications.map((publication) => [publication.category, publication]));
  let held: number | undefined;

  const messageOf = async (recorded: RecordedEvent): Promise<OutgoingMessage[]> => {
    const publication = publications.get(categoryOf(recorded.stream));
    if (!publication) throw new InvalidEvent(recorded.type, `${recorded.stream} is of no category that ${name} publishes`);
    const message = await publication.toPublic(recorded, store);
    return message ? [outgoing(recorded, message)] : [];
  };

  const holds = (position: number | undefined): void => {
    held = position;
    measures.publisherPosition.set(position ?? 0, { publisher: name });
  };

  const publish = async (messages: OutgoingMessage[]): Promise<void> => {
    try {
      await port.publish(messages);
    } catch (error) {
      const position = await port.lastPosition().catch(() => held);
      if (position === held) throw error;
      throw new PlaceLost(`${name}: the broker holds ${position ?? 'nothing'}, not ${held ?? 'nothing'}`);
    }
  };

  const handle = async (batch: Batch): Promise<void> => {
    const messages: OutgoingMessage[] = [];
    for (const recorded of batch.events) messages.push(...(await messageOf(recorded)));
    const last = messages.at(-1);
    if (!last) return;
    await publish(messages);
    holds(last.position);
  };

  const from = async (): Promise<number | undefined> => {
    holds(await port.lastPosition());
    return held;
  };

  const holdsPlace = async (): Promise<boolean> => (await port.lastPosition()) === held;

  return follow({ name, store, categories: [...publications.keys()], from, handle, holdsPlace, checkEveryMs, logger });
};
