import { defineEvents } from '@lastmile/eventsourcing';
import { licenceModeSchema } from '@lastmile/protocol';
import { z } from 'zod';

const day = z.iso.date();

const rightsClaimed = z.object({
  kind: z.enum(['LICENCE', 'ASSIGNMENT']),
  sellerId: z.string(),
  licence: z.object({
    /** The contract's. */
    id: z.string(),
    licenseeId: z.string(),
    mode: licenceModeSchema,
    ip: z.array(z.string()),
    fields: z.array(z.string()).optional(),
    territories: z.array(z.string()).optional(),
    from: day.optional(),
    to: day.optional(),
  }),
  claimedAt: z.iso.datetime(),
});
const rightsReleased = z.object({ contractId: z.string(), releasedAt: z.iso.datetime() });

export type RightsEvent =
  ({ type: 'RightsClaimed' } & z.infer<typeof rightsClaimed>) | ({ type: 'RightsReleased' } & z.infer<typeof rightsReleased>);

/** The stream `rights-<SHA-256 of the number of the right>`. */
export const rightsEventsCodec = defineEvents<RightsEvent>({
  'RightsClaimed.v1': { event: 'RightsClaimed', schema: rightsClaimed },
  'RightsReleased.v1': { event: 'RightsReleased', schema: rightsReleased },
});
