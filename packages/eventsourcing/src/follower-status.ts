import { measures } from '@lastmile/telemetry';
import type { FollowerStatus } from './follower.js';

/** What a follower knows of itself while it runs. */
export interface FollowerState {
  state: FollowerStatus['state'];
  position?: number;
  error?: string;
  /** Events received and not handled, with the time of the oldest. */
  pending(): { count: number; oldest?: string };
  lastSignOfLife: number;
}

const secondsSince = (iso: string | undefined): number =>
  iso === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(iso)) / 1_000);

export const statusOf = (name: string, state: FollowerState): FollowerStatus => {
  const pending = state.pending();
  return {
    name,
    state: state.state,
    position: state.position,
    error: state.error,
    lagEvents: pending.count,
    oldestUnprocessedSeconds: secondsSince(pending.oldest),
  };
};

/** Shows the follower in the metrics until the returned function is called. */
export const observed = (name: string, state: FollowerState): (() => void) => {
  const labels = { follower: name };
  const stops = [
    measures.followerPosition.observe(labels, () => state.position),
    measures.followerLagEvents.observe(labels, () => state.pending().count),
    measures.followerOldestUnprocessedSeconds.observe(labels, () => secondsSince(state.pending().oldest)),
    measures.followerHeartbeat.observe(labels, () => state.lastSignOfLife / 1_000),
    measures.followerStopped.observe(labels, () => (state.state === 'stopped' ? 1 : 0)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
