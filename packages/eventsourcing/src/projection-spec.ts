import assert from 'node:assert/strict';
import { systemActor } from '@lastmile/protocol';
import type { Document } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventMeta } from './event-meta.js';
import { deriveId } from './ids.js';
import { projectedDocument } from './projected-document.js';
import type { Projection } from './projection.js';
import { unchanged } from './unchanged.js';

/** An event, or an event with the parts of its meta that matter to the projection. */
export type GivenEvent<Event extends DomainEvent> = Event | { readonly event: Event; readonly meta: Partial<EventMeta> };

export interface ProjectionSpec<Doc extends Document, Event extends DomainEvent> {
  /** The events of one stream, whose id is `1` unless a meta says otherwise. */
  given(events: readonly GivenEvent<Event>[]): {
    /** The document after all events, without `id` and `revision`; undefined: there is none. */
    then(document: Omit<Doc, 'id' | 'revision'> | undefined): void;
  };
}

interface Given<Event extends DomainEvent> {
  event: Event;
  meta: EventMeta;
}

const givenAt = <Event extends DomainEvent>(category: string, given: GivenEvent<Event>, revision: number): Given<Event> => {
  const { event, meta } = 'meta' in given && 'event' in given ? given : { event: given, meta: {} };
  const id = meta.id ?? '1';
  const stream = `${category}-${id}`;
  const defaults: EventMeta = {
    eventId: deriveId(stream, String(revision)),
    stream,
    id,
    revision,
    position: revision * 10 + 1,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, revision)).toISOString(),
    actor: systemActor('spec'),
    correlationId: 'spec',
    trace: {},
  };
  return { event, meta: { ...defaults, ...meta } };
};

const projectedTwice = <Doc extends Document, Event extends DomainEvent>(
  definition: Projection<Doc, Event>,
  document: Doc | undefined,
  given: Given<Event>,
): Doc | undefined => {
  const project = (): Doc | undefined =>
    unchanged(`projecting ${given.event.type}`, [document, given], () => projectedDocument(definition, document, given));
  const once = project();
  const again = project();
  assert.deepStrictEqual(again, once, `projecting ${given.event.type} twice gave two documents`);
  return once;
};

/**
 * Given the events of a stream, then this document. Every event is projected twice from the same document: the results must be
 * equal and nothing given may be changed.
 * @example projectionSpec(contractDetails).given([drafted, signed('a')]).then({ status: 'DRAFTED', signedBy: ['a'] })
 */
export const projectionSpec = <Doc extends Document, Event extends DomainEvent>(
  definition: Projection<Doc, Event>,
): ProjectionSpec<Doc, Event> => ({
  given: (events) => ({
    then: (expected) => {
      const all = events.map((event, revision) => givenAt(definition.category, event, revision));
      const document = all.reduce<Doc | undefined>((current, given) => projectedTwice(definition, current, given), undefined);
      const last = all.at(-1)?.meta;
      assert.deepStrictEqual(document, expected && { ...expected, id: last?.id, revision: last?.revision });
    },
  }),
});
