import { deleteFrom, replaceIn } from '@lastmile/documents';
import type { Document, Documents, Write } from '@lastmile/documents';
import { spanNames } from '@lastmile/telemetry';
import type { DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import type { EventMeta } from './event-meta.js';
import { idOf } from './event-store.js';
import type { EventStore, RecordedEvent } from './event-store.js';
import { follow } from './follow.js';
import { GapInStream } from './follower-errors.js';
import type { Batch, Follower } from './follower.js';
import { projectedDocument } from './projected-document.js';
import type { Projection } from './projection.js';
import { metaOf } from './recorded-meta.js';
import type { RuntimeLog } from './runtime-log.js';

export interface RunProjectionOptions<Doc extends Document, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly documents: Documents;
  readonly projection: Projection<Doc, Event>;
  readonly codec: EventCodec<Event>;
  readonly logger: RuntimeLog;
  /** How often it looks whether its checkpoint is still there; 5000 when left out. */
  readonly checkEveryMs?: number;
}

interface Decoded<Event> {
  readonly event: Event;
  readonly meta: EventMeta;
}

/** How far a stream is folded: the document, or that there is none at this revision. */
interface Folded<Doc> {
  readonly document?: Doc;
  readonly revision: number;
}

const mostAbsent = 10_000;

/** The name under which a projection keeps its place; a new version of its collection starts from the first event. */
export const checkpointOf = (definition: { name: string; collection: { version: number } }): string =>
  `${definition.name}.v${definition.collection.version}`;

/**
 * Keeps the documents of a projection equal to the fold of their streams. Documents and checkpoint are written in one `apply`; events of
 * one stream within a batch become one write. Events that a document has already seen are ignored; a gap, an unknown or an
 * invalid event stops it at its place. When the checkpoint is gone (read models erased or dropped to be rebuilt) it starts from
 * the first event. The collection is ensured at the start.
 */
export const runProjection = <Doc extends Document, Event extends DomainEvent>(
  options: RunProjectionOptions<Doc, Event>,
): Follower => {
  const { store, documents, projection: definition, codec, logger, checkEveryMs } = options;
  const checkpoint = checkpointOf(definition);
  const collection = documents.collection(definition.collection);
  /** Streams without a document, as far as they were seen since the start of the round. */
  const absent = new Map<string, number>();
  let written: number | undefined;

  const decoded = (recorded: RecordedEvent): Decoded<Event> => ({ event: codec.decode(recorded), meta: metaOf(recorded) });

  const applied = (folded: Folded<Doc>, next: Decoded<Event>): Folded<Doc> => ({
    document: projectedDocument(definition, folded.document, next),
    revision: next.meta.revision,
  });

  /**
   * No document where one could be: right when the stream had none before this event, or when a later event deletes it (then these
   * events are a repeat). Else events were missed or the document was lost.
   */
  const beforeAbsence = async ({ stream, revision }: RecordedEvent): Promise<Folded<Doc>> => {
    let before: Folded<Doc> = { revision: -1 };
    let current = before;
    let isExplained = false;
    for (const recorded of await store.read(stream)) {
      current = applied(current, decoded(recorded));
      if (current.revision === revision - 1) before = current;
      if (current.revision >= revision - 1 && !current.document) isExplained = true;
    }
    if (!isExplained) throw new GapInStream(stream, -1, revision);
    return before;
  };

  const startOf = async (document: Doc | undefined, first: RecordedEvent): Promise<Folded<Doc>> => {
    if (document) return { document, revision: document.revision };
    const known = absent.get(first.stream);
    if (known !== undefined) return { revision: known };
    return first.revision === 0 ? { revision: -1 } : beforeAbsence(first);
  };

  const foldStream = async (document: Doc | undefined, events: readonly RecordedEvent[]): Promise<Folded<Doc>> => {
    let folded: Folded<Doc> | undefined;
    for (const recorded of events) {
      folded ??= await startOf(document, recorded);
      if (recorded.revision <= folded.revision) continue;
      if (recorded.revision > folded.revision + 1) throw new GapInStream(recorded.stream, folded.revision, recorded.revision);
      folded = applied(folded, decoded(recorded));
    }
    return folded ?? { revision: -1 };
  };

  const writeOf = (id: string, before: Doc | undefined, { document, revision }: Folded<Doc>): Write[] => {
    if (document) return document.revision === before?.revision ? [] : [replaceIn(definition.collection, document)];
    return before ? [deleteFrom(definition.collection, id, revision)] : [];
  };

  const handle = async (batch: Batch): Promise<void> => {
    const streams = Map.groupBy(batch.events, (event) => event.stream);
    const known = new Map((await collection.getMany([...streams.keys()].map(idOf))).map((document) => [document.id, document]));
    const writes: Write[] = [];
    const emptied = new Map<string, number>();
    for (const [stream, events] of streams) {
      const before = known.get(idOf(stream));
      const folded = await foldStream(before, events);
      writes.push(...writeOf(idOf(stream), before, folded));
      if (!folded.document) emptied.set(stream, folded.revision);
    }
    await documents.apply(writes, { name: checkpoint, position: batch.checkpoint });
    written = batch.checkpoint;
    if (absent.size > mostAbsent) absent.clear();
    for (const stream of streams.keys()) absent.delete(stream);
    for (const [stream, revision] of emptied) absent.set(stream, revision);
  };

  const from = async (): Promise<number | undefined> => {
    absent.clear();
    await documents.ensure([definition.collection]);
    written = await documents.checkpoint(checkpoint);
    return written;
  };

  return follow({
    name: definition.name,
    store,
    categories: [definition.category],
    from,
    handle,
    holdsPlace: async () => written === undefined || ((await documents.checkpoint(checkpoint)) ?? -1) >= written,
    checkEveryMs,
    spanName: spanNames.project(definition.name),
    logger,
  });
};
