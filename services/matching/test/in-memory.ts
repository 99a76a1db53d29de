import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { commandHandler, runProjection, waitForRevision } from '@lastmile/eventsourcing/runtime';
import type { EventStore, Follower } from '@lastmile/eventsourcing/runtime';
import { inMemoryEventStore } from '@lastmile/eventsourcing/testing';
import type { Actor } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { createEngine } from '../src/engine/engine.js';
import { plainSubject } from '../src/engine/subject.js';
import { bounded } from '../src/indexing/bounded.js';
import { indexedCollection } from '../src/indexing/indexed-entry.js';
import type { IndexedEntry } from '../src/indexing/indexed-entry.js';
import { blockedPairsCollection } from '../src/match/blocked-pairs.js';
import { identityOf } from '../src/match/match.commands.js';
import { matchDecider } from '../src/match/match.decider.js';
import { matchEvents } from '../src/match/match.events.js';
import { createOpenMatches } from '../src/match/open-matches.js';
import { matchOutcomesCollection, matchOutcomesProjection } from '../src/outcomes/match-outcomes.projection.js';
import { retiredTextsCollection } from '../src/outcomes/retired-texts.js';
import { matchDetailsCollection, matchDetailsProjection } from '../src/projections/match-details.projection.js';
import { searchParts } from '../src/search/search-parts.js';
import type { Service } from '../src/service.js';
import { localEngine } from '../src/worker/local-engine.js';
import { sequencesFrom } from '../src/worker/sequences.js';

export const noon = '2030-05-20T10:00:00.000Z';

export const actorOf = (organisationId: string, role: Actor['role'] = 'enterprise'): Actor => ({
  organisationId,
  role,
  subjectId: `somebody of ${organisationId}`,
});

export const entryOf = (kind: 'LISTING' | 'DEMAND', id: string, more: Partial<IndexedEntry> = {}): IndexedEntry => ({
  ...plainSubject('风电轴承感应淬火', ''),
  kind,
  id,
  organisationId: kind === 'LISTING' ? 'university' : 'enterprise',
  revision: 1,
  publishedAt: noon,
  isAnonymous: false,
  ...more,
});

export interface InMemory {
  documents: Documents;
  store: EventStore;
  service: Service;
  /** The service as after a restart, with an empty index. */
  restarted(): Service;
  /** What its clock says. */
  setNow(now: string): void;
  /** Until the read models have seen this much of a match. */
  seen(matchId: string, revision: number): Promise<void>;
  stop(): Promise<void>;
}

/** The service over stores in memory, without messages; with `projections` its read models follow. */
export const serviceInMemory = async ({ projections = false } = {}): Promise<InMemory> => {
  let now = noon;
  const documents = await openDocuments('sqlite::memory:');
  const collections = [indexedCollection, matchDetailsCollection, matchOutcomesCollection, blockedPairsCollection];
  await documents.ensure([...collections, retiredTextsCollection]);
  const store = inMemoryEventStore();
  const logger = createLogger('matching', 'error');
  const common = { store, documents, codec: matchEvents, logger };
  const followers: Follower[] = projections
    ? [
        runProjection({ ...common, projection: matchDetailsProjection }),
        runProjection({ ...common, projection: matchOutcomesProjection }),
      ]
    : [];
  const started = (): Service => ({
    documents,
    engine: localEngine(createEngine<IndexedEntry>()),
    sequences: sequencesFrom(-1),
    matches: commandHandler({ store, category: 'match', decider: matchDecider, codec: matchEvents, identity: identityOf }),
    openMatches: createOpenMatches(documents),
    ...searchParts(store),
    bounded: bounded(4),
    caughtUp: () => Promise.all(followers.map(({ ready }) => ready)),
    clock: () => now,
  });
  const service = started();
  return {
    restarted: started,
    documents,
    store,
    service,
    setNow: (next) => {
      now = next;
    },
    seen: async (matchId, revision) => {
      await waitForRevision(() => documents.collection(matchDetailsCollection).get(matchId), revision);
      await waitForRevision(() => documents.collection(matchOutcomesCollection).get(matchId), revision);
    },
    stop: async () => {
      await Promise.all(followers.map((follower) => follower.stop()));
      await documents.close();
    },
  };
};
