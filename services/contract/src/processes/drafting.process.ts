import { defineEvents } from '@lastmile/eventsourcing';
import type { Process } from '@lastmile/eventsourcing';
import { z } from 'zod';
import type { ContractCommand } from '../contract/contract.types.js';

const party = z.object({ organisationId: z.string(), title: z.string() });
const matchIntroduced = z.object({
  matchId: z.string(),
  listingId: z.string(),
  demandId: z.string(),
  supply: party,
  demand: party,
  introducedAt: z.iso.datetime(),
});

/** Both sides of a match agreed to talk. */
export type MatchIntroduced = { type: 'MatchIntroduced' } & z.infer<typeof matchIntroduced>;
type DraftContract = Extract<ContractCommand, { type: 'DraftContract' }>;

/** The input as the process's own stream keeps it. */
export const draftingInputs = defineEvents<MatchIntroduced>({
  'MatchIntroduced.v1': { event: 'MatchIntroduced', schema: matchIntroduced },
});

/** From introduction to draft: one contract a match, whatever is delivered twice. */
export const draftingProcess: Process<{ isDrafted: boolean }, MatchIntroduced, DraftContract> = {
  name: 'drafting',
  idOf: (input) => input.matchId,
  initialState: () => ({ isDrafted: false }),
  decide: (input, { isDrafted }) => {
    if (isDrafted) return [];
    const { matchId, listingId, demandId, supply, demand, introducedAt } = input;
    const parties: DraftContract['deal']['parties'] = [
      { organisationId: supply.organisationId, side: 'SUPPLY' },
      { organisationId: demand.organisationId, side: 'DEMAND' },
    ];
    const deal = { matchId, listingId, demandId, title: supply.title, parties };
    // Nothing to take back: the draft is the only command, and a draft binds nobody.
    return [{ command: { type: 'DraftContract', deal, now: introducedAt }, undo: 'none' }];
  },
  evolve: () => ({ isDrafted: true }),
};
