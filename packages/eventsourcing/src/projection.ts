import type { CollectionDefinition, Document } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventMeta } from './event-meta.js';

/**
 * One document a stream, made by a pure fold over the stream's events. `project` answers the whole new document without `id` (it is
 * the stream's id) and `revision` (it is the event's), or undefined when there is none (before it is made, or deleted).
 * A new version of the collection is built from the first event beside the old one.
 */
export interface Projection<Doc extends Document, Event extends DomainEvent> {
  readonly name: string;
  readonly category: string;
  readonly collection: CollectionDefinition<Doc>;
  project(document: Doc | undefined, event: Event, meta: EventMeta): Omit<Doc, 'id' | 'revision'> | undefined;
}

/** Lets the types of a projection be inferred where it is declared. */
export const projection = <Doc extends Document, Event extends DomainEvent>(
  definition: Projection<Doc, Event>,
): Projection<Doc, Event> => definition;
