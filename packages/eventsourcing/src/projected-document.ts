import type { Document } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventMeta } from './event-meta.js';
import type { Projection } from './projection.js';

/** The document after one event, complete with the stream's id and the event's revision. */
export const projectedDocument = <Doc extends Document, Event extends DomainEvent>(
  definition: Projection<Doc, Event>,
  document: Doc | undefined,
  { event, meta }: { event: Event; meta: EventMeta },
): Doc | undefined => {
  const fields = definition.project(document, event, meta);
  // `fields` holds all of Doc but these two, which the compiler cannot add up for an open type
  return fields && ({ ...fields, id: meta.id, revision: meta.revision } as Doc);
};
