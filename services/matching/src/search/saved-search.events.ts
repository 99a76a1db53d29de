import { defineEvents } from '@lastmile/eventsourcing';
import { instantSchema, recordKindSchema, searchFilterSchema } from '@lastmile/protocol';
import { z } from 'zod';

const content = {
  name: z.string(),
  kind: recordKindSchema,
  query: z.string(),
  filter: searchFilterSchema,
};

const saved = z.object({
  /** As its owner names it; the stream's id follows from it and the organisation. */
  searchId: z.string(),
  organisationId: z.string(),
  ...content,
  savedAt: instantSchema,
});
const changed = z.object({ ...content, changedAt: instantSchema });
const dropped = z.object({ droppedAt: instantSchema });

export type SearchSaved = { type: 'SearchSaved' } & z.infer<typeof saved>;
export type SavedSearchEvent =
  SearchSaved | ({ type: 'SearchChanged' } & z.infer<typeof changed>) | ({ type: 'SearchDropped' } & z.infer<typeof dropped>);

export const savedSearchEvents = defineEvents<SavedSearchEvent>({
  'SearchSaved.v1': { event: 'SearchSaved', schema: saved },
  'SearchChanged.v1': { event: 'SearchChanged', schema: changed },
  'SearchDropped.v1': { event: 'SearchDropped', schema: dropped },
});
