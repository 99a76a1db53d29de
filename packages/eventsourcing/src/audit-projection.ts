import { isDeepStrictEqual } from 'node:util';
import type { Document, Documents } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import { categoryOf, idOf, streamOf } from './event-store.js';
import type { EventStore } from './event-store.js';
import { projectedDocument } from './projected-document.js';
import type { Projection } from './projection.js';
import { metaOf } from './recorded-meta.js';

/** One place where a read model is not the fold of its events. */
export interface ReadModelDifference {
  readonly kind: 'CHANGED' | 'MISSING' | 'SURPLUS' | 'BEHIND' | 'AHEAD' | 'DAMAGED';
  /** Stored name of the collection's projection. */
  readonly readModel: string;
  readonly id: string;
  /** Dotted path of the first field that differs; for BEHIND and AHEAD the revision. */
  readonly path?: string;
  readonly expected?: unknown;
  readonly found?: unknown;
  readonly what?: string;
}

export interface AuditProjectionOptions<Doc extends Document, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly documents: Documents;
  readonly projection: Projection<Doc, Event>;
  readonly codec: EventCodec<Event>;
}

const idsAtOnce = 200;

/** The first place where two JSON values differ, in the order of the expected one's fields. */
export const firstDifference = (
  expected: unknown,
  found: unknown,
  path = '',
): { path: string; expected: unknown; found: unknown } | undefined => {
  if (isDeepStrictEqual(expected, found)) return undefined;
  const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isNode(expected) || !isNode(found) || Array.isArray(expected) !== Array.isArray(found)) return { path, expected, found };
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const inner = firstDifference(expected[name], found[name], path ? `${path}.${name}` : name);
    if (inner) return inner;
  }
  return { path, expected, found };
};

/** Ids of a category's streams with the revision of the last event of each, as the store tells them. */
const streamsOf = async (store: EventStore, category: string): Promise<Map<string, number>> => {
  const streams = new Map<string, number>();
  const ended = new AbortController();
  for await (const message of store.subscribe({ categories: [category], signal: ended.signal })) {
    if (message.kind === 'caught-up') ended.abort();
    if (message.kind === 'event' && categoryOf(message.event.stream) === category)
      streams.set(idOf(message.event.stream), message.event.revision);
  }
  return streams;
};

/** As a store of documents gives it back. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const compare = async <Doc extends Document, Event extends DomainEvent>(
  { store, projection, codec }: AuditProjectionOptions<Doc, Event>,
  stream: { id: string; last: number },
  found: Doc | undefined,
): Promise<Omit<ReadModelDifference, 'readModel'>[]> => {
  const { id, last } = stream;
  const events = await store.read(streamOf(projection.category, id));
  let document: Doc | undefined;
  for (const recorded of events) {
    if (found && recorded.revision > found.revision) break;
    document = projectedDocument(projection, document, { event: codec.decode(recorded), meta: metaOf(recorded) });
  }
  const newest = events.at(-1)?.revision ?? -1;
  if (!found) return document && last >= 0 ? [{ kind: 'MISSING', id, expected: newest }] : [];
  if (found.revision > newest) return [{ kind: 'AHEAD', id, path: 'revision', expected: newest, found: found.revision }];
  const difference = firstDifference(plain(document) ?? null, found);
  if (difference) return [{ kind: document ? 'CHANGED' : 'SURPLUS', id, ...difference }];
  return found.revision < last ? [{ kind: 'BEHIND', id, path: 'revision', expected: last, found: found.revision }] : [];
};

/**
 * Compares every document of a projection with the fold of its events, up to the revision that the document says, and what the database keeps
 * besides with the documents. Yields what differs; reads only. A document that a later event has not reached yet is BEHIND: while the
 * projection runs that passes in a moment.
 */
export async function* auditProjection<Doc extends Document, Event extends DomainEvent>(
  options: AuditProjectionOptions<Doc, Event>,
): AsyncGenerator<ReadModelDifference, { documents: number }, void> {
  const { store, documents, projection } = options;
  const readModel = projection.name;
  await documents.ensure([projection.collection]);
  const collection = documents.collection(projection.collection);
  for (const { id, what } of await documents.faults(projection.collection)) yield { kind: 'DAMAGED', readModel, id, what };
  const streams = await streamsOf(store, projection.category);
  const ids = [...streams.keys()];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const page = ids.slice(at, at + idsAtOnce);
    const found = new Map((await collection.getMany(page)).map((document) => [document.id, document]));
    for (const id of page) {
      const stream = { id, last: streams.get(id) ?? -1 };
      for (const difference of await compare(options, stream, found.get(id))) yield { readModel, ...difference };
    }
  }
  let count = 0;
  for await (const page of collection.pages({ limit: 500 })) {
    count += page.length;
    for (const { id } of page) if (!streams.has(id)) yield { kind: 'SURPLUS', readModel, id };
  }
  return { documents: count };
}
