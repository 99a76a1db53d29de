import type { EventStore } from './event-store.js';
import type { Batch, Follower } from './follower.js';
import type { RuntimeLog } from './runtime-log.js';

export interface FollowOptions {
  readonly name: string;
  readonly store: EventStore;
  readonly categories: readonly string[];
  /** The place to go on from: asked at the start and after every interruption. */
  from(): Promise<number | undefined>;
  handle(batch: Batch): Promise<void>;
  /** Asked every 5 s while idle; false: the place was lost, start again at `from()`. */
  holdsPlace?(): Promise<boolean>;
  readonly logger: RuntimeLog;
}

export declare const follow: (options: FollowOptions) => Follower;
