import { deleteFrom, replaceIn } from '@lastmile/documents';
import type { Document, Documents, Write } from '@lastmile/documents';
import { spanNames } from '@lastmile/telemetry';
import type { DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import { idOf } from './event-store.js';
import type { EventStore } from './event-store.js';
import { follow } from './follow.js';
import type { Batch, Follower } from './follower.js';
import type { Projection } from './projection.js';
import type { RuntimeLog } from './runtime-log.js';
import { streamFold } from './stream-fold.js';
import type { Folded } from './stream-fold.js';

export interface RunProjectionOptions<Doc extends Document, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly documents: Documents;
  readonly projection: Projection<Doc, Event>;
  readonly codec: EventCodec<Event>;
  readonly logger: RuntimeLog;
  /** How often it looks whether its checkpoint is still there; 5000 when left out. */
  readonly checkEveryMs?: number;
}

/** The name under which a projection keeps its place; a new version of its collection starts from the first event. */
export const checkpointOf = (definition: { name: string; collection: { version: number } }): string =>
  `${definition.name}.v${definition.collection.version}`;

/** The way from the stored document to the folded one. */
const writesOf = <Doc extends Document>(
  { collection }: Projection<Doc, never>,
  id: string,
  { before, after }: { before: Doc | undefined; after: Folded<Doc> },
): Write[] => {
  if (after.document) return after.revision === before?.revision ? [] : [replaceIn(collection, after.document)];
  return before ? [deleteFrom(collection, id, after.revision)] : [];
};

/**
 * Keeps the documents of a projection equal to the fold of their streams. Documents and checkpoint are written in one `apply`; events of
 * one stream within a batch become one write. Events that a document has already seen are ignored; a gap, an unknown or an
 * invalid event stops it at its place. When the checkpoint is gone (read models erased or dropped to be rebuilt) it starts from
 * the first event. The collection is ensured at the start.
 */
export const runProjection = <Doc extends Document, Event extends DomainEvent>(
  options: RunProjectionOptions<Doc, Event>,
): Follower => {
  const { store, documents, projection, codec, logger, checkEveryMs } = options;
  const checkpoint = checkpointOf(projection);
  const collection = documents.collection(projection.collection);
  const fold = streamFold({ store, projection, codec });
  let written: number | undefined;

  const handle = async (batch: Batch): Promise<void> => {
    const streams = Map.groupBy(batch.events, (event) => event.stream);
    const known = new Map((await collection.getMany([...streams.keys()].map(idOf))).map((document) => [document.id, document]));
    const folded = new Map<string, Folded<Doc>>();
    for (const [stream, events] of streams) folded.set(stream, await fold.after(known.get(idOf(stream)), events));
    const writes = [...folded].flatMap(([stream, after]) =>
      writesOf(projection, idOf(stream), { before: known.get(idOf(stream)), after }),
    );
    await documents.apply(writes, { name: checkpoint, position: batch.checkpoint });
    written = batch.checkpoint;
    for (const [stream, after] of folded) fold.keep(stream, after);
  };

  const from = async (): Promise<number | undefined> => {
    await documents.ensure([projection.collection]);
    written = await documents.checkpoint(checkpoint);
    return written;
  };

  const holdsPlace = async (): Promise<boolean> =>
    written === undefined || ((await documents.checkpoint(checkpoint)) ?? -1) >= written;

  return follow({
    name: projection.name,
    store,
    categories: [projection.category],
    from,
    handle,
    holdsPlace,
    checkEveryMs,
    spanName: spanNames.project(projection.name),
    logger,
  });
};
