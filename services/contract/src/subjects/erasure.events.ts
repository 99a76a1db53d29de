import { defineEvents } from '@lastmile/eventsourcing';
import { erasureReasons } from '@lastmile/protocol';
import { z } from 'zod';

const subjectErased = z.object({
  erasedBy: z.string(),
  /** One of a list: a free text could name the person again. */
  reason: z.enum(erasureReasons),
  erasedAt: z.iso.datetime(),
});

export type ErasureEvent = { type: 'SubjectErased' } & z.infer<typeof subjectErased>;

/** Events of `subject-<id>`. */
export const erasureCodec = defineEvents<ErasureEvent>({
  'SubjectErased.v1': { event: 'SubjectErased', schema: subjectErased },
});
