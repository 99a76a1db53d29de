import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';
import { attachmentsDefinitions } from '../attachments/attachments.events.js';
import { dossierDefinitions } from '../dossier/dossier.events.js';
import { pricingDefinitions } from '../pricing/pricing.events.js';
import { deadlinesDefinitions } from '../deadlines/deadlines.events.js';
import { evidenceDefinitions } from '../evidence/evidence.events.js';
import { negotiationDefinitions } from '../negotiation/negotiation.events.js';
import { signingDefinitions } from '../signing/signing.events.js';
import { registrationDefinitions } from '../registration/registration.events.js';
import { performanceDefinitions } from '../performance/performance.events.js';
import { amendmentDefinitions } from '../performance/amendment.events.js';
import { terminationDefinitions } from '../performance/termination.events.js';
import { disputeDefinitions } from '../dispute/dispute.events.js';
import { incomeDefinitions } from '../income/income.events.js';
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
  ...dossierDefinitions,
  ...pricingDefinitions,
  ...evidenceDefinitions,
  ...attachmentsDefinitions,
  ...registrationDefinitions,
  ...performanceDefinitions,
  ...amendmentDefinitions,
  ...terminationDefinitions,
  ...disputeDefinitions,
  ...incomeDefinitions,
});
