import type { Document } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore, RecordedEvent } from './event-store.js';
import { GapInStream } from './follower-errors.js';
import { projectedDocument } from './projected-document.js';
import type { Projection } from './projection.js';
import { metaOf } from './recorded-meta.js';

/** How far a stream is folded: the document, or that there is none at this revision. */
export interface Folded<Doc> {
  readonly document?: Doc;
  readonly revision: number;
}

export interface StreamFold<Doc> {
  /**
   * Folds the next events of one stream into its stored document. What the document has seen is ignored; throws `GapInStream` when
   * events are missing.
   */
  after(document: Doc | undefined, events: readonly RecordedEvent[]): Promise<Folded<Doc>>;
  /** To be told what was written: streams without a document have no other memory of how far they were seen. */
  keep(stream: string, folded: Folded<Doc>): void;
}

interface StreamFoldOptions<Doc extends Document, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly projection: Projection<Doc, Event>;
  readonly codec: EventCodec<Event>;
}

type Apply<Doc> = (folded: Folded<Doc>, recorded: RecordedEvent) => Folded<Doc>;

const mostAbsent = 10_000;
const nothing = { revision: -1 };

/**
 * No document where one could be: right when the stream had none before this event, or when a later event deletes it (then these events
 * are a repeat). Else events were missed or the document was lost.
 */
const beforeAbsence = async <Doc>(store: EventStore, first: RecordedEvent, apply: Apply<Doc>): Promise<Folded<Doc>> => {
  let before: Folded<Doc> = nothing;
  let current = before;
  let isExplained = false;
  for (const recorded of await store.read(first.stream)) {
    current = apply(current, recorded);
    if (current.revision === first.revision - 1) before = current;
    if (current.revision >= first.revision - 1 && !current.document) isExplained = true;
  }
  if (!isExplained) throw new GapInStream(first.stream, -1, first.revision);
  return before;
};

export const streamFold = <Doc extends Document, Event extends DomainEvent>(
  options: StreamFoldOptions<Doc, Event>,
): StreamFold<Doc> => {
  const { store, projection, codec } = options;
  /** Streams without a document, as far as they were seen. */
  const absent = new Map<string, number>();

  const apply: Apply<Doc> = ({ document }, recorded) => ({
    document: projectedDocument(projection, document, { event: codec.decode(recorded), meta: metaOf(recorded) }),
    revision: recorded.revision,
  });

  const startOf = async (document: Doc | undefined, first: RecordedEvent): Promise<Folded<Doc>> => {
    if (document) return { document, revision: document.revision };
    const known = absent.get(first.stream);
    if (known !== undefined) return { revision: known };
    return first.revision === 0 ? nothing : beforeAbsence(store, first, apply);
  };

  return {
    after: async (document, events) => {
      const [first] = events;
      if (!first) return document ? { document, revision: document.revision } : nothing;
      let folded = await startOf(document, first);
      for (const recorded of events) {
        if (recorded.revision <= folded.revision) continue;
        if (recorded.revision > folded.revision + 1) throw new GapInStream(recorded.stream, folded.revision, recorded.revision);
        folded = apply(folded, recorded);
      }
      return folded;
    },
    keep: (stream, { document, revision }) => {
      if (absent.size > mostAbsent) absent.clear();
      if (document) absent.delete(stream);
      else absent.set(stream, revision);
    },
  };
};
