import { z } from 'zod';

export const partySchema = z.object({ organisationId: z.string(), side: z.enum(['SUPPLY', 'DEMAND']) });

/** What every public fact about a contract holds. */
export const contractFact = {
  contractId: z.string(),
  revision: z.number().int(),
  matchId: z.string(),
  listingId: z.string(),
  demandId: z.string(),
  title: z.string(),
  parties: z.array(partySchema),
};
