import { defineEvents } from '@lastmile/eventsourcing';
import { instantSchema, recordKindSchema } from '@lastmile/protocol';
import { z } from 'zod';

const raised = z.object({
  searchId: z.string(),
  organisationId: z.string(),
  /** The search's name at that time. */
  name: z.string(),
  kind: recordKindSchema,
  recordId: z.string(),
  /** Of the record's revision that matched. */
  recordRevision: z.number().int(),
  title: z.string(),
  /** What of the record met the query's words, as the record writes it. */
  words: z.array(z.string()),
  /** Which of the record's values met the search's filters, as `field:NEW_ENERGY`. */
  filters: z.array(z.string()),
  raisedAt: instantSchema,
});

export type AlertEvent = { type: 'AlertRaised' } & z.infer<typeof raised>;

export const alertEvents = defineEvents<AlertEvent>({ 'AlertRaised.v1': { event: 'AlertRaised', schema: raised } });
