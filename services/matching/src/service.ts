import type { Documents } from '@lastmile/documents';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import type { Bounded } from './indexing/bounded.js';
import type { MatchCommand } from './match/match.decider.js';
import type { EngineDoor } from './worker/engine-door.js';

/** What the edges work with; made in the module. */
export interface Service {
  documents: Documents;
  engine: EngineDoor;
  matches: Handle<MatchCommand>;
  /** Bounds how many proposals are written at once, over all messages. */
  bounded: Bounded;
  /** The present instant, ISO, UTC. */
  clock(): string;
}

export const SERVICE = Symbol('matching');
