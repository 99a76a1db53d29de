import type { Documents } from '@lastmile/documents';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import type { Engine } from './engine/engine.js';
import type { Bounded } from './indexing/bounded.js';
import type { IndexedEntry } from './indexing/indexed-entry.js';
import type { MatchCommand } from './match/match.decider.js';

/** What the edges work with; made in the module. */
export interface Service {
  documents: Documents;
  engine: Engine<IndexedEntry>;
  matches: Handle<MatchCommand>;
  /** Bounds how many proposals are written at once, over all messages. */
  bounded: Bounded;
  /** The present instant, ISO, UTC. */
  clock(): string;
}

export const SERVICE = Symbol('matching');
