import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';
import { deadlinesDefinitions } from '../deadlines/deadlines.events.js';
import { evidenceDefinitions } from '../evidence/evidence.events.js';
import { negotiationDefinitions } from '../negotiation/negotiation.events.js';
import { signingDefinitions } from '../signing/signing.events.js';
import type { ContractEvent } from './contract.types.js';

const party = z.object({ organisationId: z.string(), side: z.enum(['SUPPLY', 'DEMAND']) });
const contractDrafted = z.object({
  matchId: z.string(),
  listingId: z.string(),
  demandId: z.string(),
  title: z.string(),
  parties: z.array(party).length(2),
  draftedAt: z.iso.datetime(),
});

/** Every event of the stream `contract-<id>`, whatever part it belongs to. */
export const contractEventsCodec = defineEvents<ContractEvent>({
  'ContractDrafted.v1': { event: 'ContractDrafted', schema: contractDrafted },
  ...negotiationDefinitions,
  ...signingDefinitions,
  ...deadlinesDefinitions,
  ...evidenceDefinitions,
});
