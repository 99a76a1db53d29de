import type { Documents } from '@lastmile/documents';
import type { CommandHandler, Handle } from '@lastmile/eventsourcing/runtime';
import type { Bounded } from './indexing/bounded.js';
import type { MatchCommand } from './match/match.decider.js';
import type { OpenMatches } from './match/open-matches.js';
import type { AlertCommand } from './search/alert.decider.js';
import type { SavedSearchCommand, SavedSearchState } from './search/saved-search.decider.js';
import type { StandingRegister } from './search/standing-register.js';
import type { EngineDoor } from './worker/engine-door.js';
import type { Sequences } from './worker/sequences.js';

/** What the edges work with; made in the module. */
export interface Service {
  documents: Documents;
  engine: EngineDoor;
  /** Numbers the changes of the index. */
  sequences: Sequences;
  matches: Handle<MatchCommand>;
  openMatches: OpenMatches;
  savedSearches: CommandHandler<SavedSearchState, SavedSearchCommand>;
  /** All saved searches, by which new records are held. */
  standing: StandingRegister;
  alerts: Handle<AlertCommand>;
  /** Bounds how many proposals are written at once, over all messages. */
  bounded: Bounded;
  /** Resolves when the read models know what was written before the start: proposals are weighed against them. */
  caughtUp(): Promise<unknown>;
  /** The present instant, ISO, UTC. */
  clock(): string;
}

export const SERVICE = Symbol('matching');
