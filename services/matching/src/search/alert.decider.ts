import type { Decider } from '@lastmile/eventsourcing';
import type { AlertEvent } from './alert.events.js';

export type AlertCommand = { type: 'RaiseAlert'; now: string } & Omit<AlertEvent, 'type' | 'raisedAt'>;

export interface AlertState {
  isRaised: boolean;
}

/** What one saved search says about one record: once, whatever becomes of the two. */
export const alertDecider: Decider<AlertState, AlertCommand, AlertEvent> = {
  initialState: () => ({ isRaised: false }),
  decide: ({ type: _, now, ...alert }, { isRaised }) => (isRaised ? [] : [{ type: 'AlertRaised', ...alert, raisedAt: now }]),
  evolve: () => ({ isRaised: true }),
};
