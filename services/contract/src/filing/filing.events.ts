import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';

const instant = z.iso.datetime();
/** The key is what the stream's id is the hash of. */
const filingClaimed = z.object({ contractId: z.string(), key: z.string(), claimedAt: instant });
const filingReleased = z.object({ contractId: z.string(), releasedAt: instant });

export type FilingEvent =
  ({ type: 'FilingClaimed' } & z.infer<typeof filingClaimed>) | ({ type: 'FilingReleased' } & z.infer<typeof filingReleased>);

export const filingCodec = defineEvents<FilingEvent>({
  'FilingClaimed.v1': { event: 'FilingClaimed', schema: filingClaimed },
  'FilingReleased.v1': { event: 'FilingReleased', schema: filingReleased },
});
