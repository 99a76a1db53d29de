import type { Document } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventMeta } from './event-meta.js';
import type { Projection } from './projection.js';

export interface ProjectionSpec<Doc extends Document, Event extends DomainEvent> {
  /** Events of one stream (id `1`), optionally with parts of their meta. */
  given(events: readonly (Event | { event: Event; meta: Partial<EventMeta> })[]): {
    /** The document after all events, without `id` and `revision`; undefined: there is none. */
    then(document: Omit<Doc, 'id' | 'revision'> | undefined): void;
  };
}

export declare const projectionSpec: <Doc extends Document, Event extends DomainEvent>(
  projection: Projection<Doc, Event>,
) => ProjectionSpec<Doc, Event>;
