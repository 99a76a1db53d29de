import type { RecordedEvent } from './event-store.js';

/**
 * starting: (re)connecting; catching-up: reading the past; live: at the head; stopped: its handler failed, it tries again from the same
 * place with growing delay, or it was stopped by `stop()`.
 */
export interface FollowerStatus {
  readonly name: string;
  readonly state: 'starting' | 'catching-up' | 'live' | 'stopped';
  /** Everything up to here was handled. */
  readonly position?: number;
  readonly error?: string;
  /** Events received and not yet handled; while catching up more may follow. */
  readonly lagEvents: number;
  /** Age of the oldest of them, by the store's time. */
  readonly oldestUnprocessedSeconds: number;
}

export interface Follower {
  status(): FollowerStatus;
  /** Resolves when the follower is live for the first time, or was stopped before. */
  readonly ready: Promise<void>;
  /** Finishes the batch that is under way. */
  stop(): Promise<void>;
}

/** What is at hand, at most 200 events, in order. `checkpoint`: the place reached, also when later events were of other categories. */
export interface Batch {
  readonly events: readonly RecordedEvent[];
  readonly checkpoint: number;
  /** False while catching up with the past. */
  readonly isLive: boolean;
}
