import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import type { FilingEvent } from './filing.events.js';

/** Whose a key is: that of one filing, or an office's number. */
export interface Filing {
  readonly heldBy?: string;
}

export type FilingCommand =
  | { type: 'ClaimFiling'; contractId: string; key: string; now: string }
  | { type: 'ReleaseFiling'; contractId: string; now: string };

/** One key, one contract at a time: the first that claims it has it until it lets it go. Refuses with REGISTERED_ELSEWHERE. */
export const filingDecider: Decider<Filing, FilingCommand, FilingEvent> = {
  initialState: () => ({}),
  decide: (command, { heldBy }) => {
    const { contractId, now } = command;
    if (command.type === 'ReleaseFiling')
      return heldBy === contractId ? [{ type: 'FilingReleased', contractId, releasedAt: now }] : [];
    if (heldBy === contractId) return [];
    if (heldBy !== undefined) throw reject('REGISTERED_ELSEWHERE');
    return [{ type: 'FilingClaimed', contractId, key: command.key, claimedAt: now }];
  },
  evolve: (_, event) => (event.type === 'FilingClaimed' ? { heldBy: event.contractId } : {}),
};
