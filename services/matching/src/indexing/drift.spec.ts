import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { createLogger } from '@lastmile/telemetry';
import { createEngine } from '../engine/engine.js';
import { plainSubject } from '../engine/subject.js';
import type { Kind } from '../engine/subject.js';
import type { EngineDoor } from '../worker/engine-door.js';
import { localEngine } from '../worker/local-engine.js';
import { sequencesFrom } from '../worker/sequences.js';
import { checkDrift, differencesOf, healDrift } from './drift.js';
import { lastSequence, loadIndex } from './index-boot.js';
import { indexedCollection } from './indexed-entry.js';
import type { IndexedEntry } from './indexed-entry.js';
import { dropEntry, keepEntry } from './kept-index.js';

const now = '2030-05-20T10:00:00.000Z';
const logger = createLogger('spec', 'silent');

let documents: Documents;
let engine: EngineDoor;
const sequences = sequencesFrom(-1);
const newEngine = (): EngineDoor => localEngine(createEngine<IndexedEntry>());
const kept = () => ({ documents, engine, sequences, clock: () => now });

beforeEach(async () => {
  documents = await openDocuments('sqlite::memory:');
  await documents.ensure([indexedCollection]);
  engine = newEngine();
});
afterEach(() => documents.close());

const entry = (kind: Kind, id: string, revision = 1): IndexedEntry => ({
  ...plainSubject(`风电轴承 ${revision}`, ''),
  kind,
  id,
  revision,
  publishedAt: now,
  organisationId: 'o',
  isAnonymous: false,
});

describe('what differs', () => {
  it('is missing, surplus or outdated', () =>
    expect(
      differencesOf(
        new Map([
          ['a', 1],
          ['b', 2],
          ['c', 3],
        ]),
        new Map([
          ['b', 1],
          ['c', 3],
          ['d', 1],
        ]),
      ),
    ).toEqual({ missing: ['a'], surplus: ['d'], outdated: ['b'] }));
});

describe('the drift of the index', () => {
  it('is nothing after records came, changed and went', async () => {
    for (const one of [entry('LISTING', 'l1'), entry('LISTING', 'l2'), entry('DEMAND', 'd'), entry('LISTING', 'l1', 2)])
      await keepEntry(kept(), one);
    await dropEntry(kept(), { kind: 'LISTING', id: 'l2', revision: 3 });
    expect(await checkDrift(kept())).toEqual({ checkedAt: now, listings: 1, demands: 1, missing: [], surplus: [], outdated: [] });
  });
  it('is found, and mended', async () => {
    for (const one of [entry('LISTING', 'lost'), entry('LISTING', 'old', 2), entry('DEMAND', 'd')]) await keepEntry(kept(), one);
    await engine.remove('LISTING', 'lost');
    await engine.put(entry('LISTING', 'old', 1));
    await engine.put(entry('DEMAND', 'ghost'));
    expect(await checkDrift(kept())).toMatchObject({
      missing: ['LISTING-lost'],
      surplus: ['DEMAND-ghost'],
      outdated: ['LISTING-old'],
    });
    expect(await healDrift(kept(), logger)).toBe(3);
    expect(await healDrift(kept(), logger)).toBe(0);
    expect((await engine.get('LISTING', 'old'))?.revision).toBe(2);
  });
});

describe('an index that knows how it was at some change', () => {
  it('is brought up to date by what happened since, departures too', async () => {
    await keepEntry(kept(), entry('LISTING', 'stays'));
    await keepEntry(kept(), entry('LISTING', 'goes'));
    const snapshot = newEngine();
    await loadIndex(documents, snapshot);
    const since = await lastSequence(documents);
    await dropEntry(kept(), { kind: 'LISTING', id: 'goes', revision: 2 });
    await keepEntry(kept(), entry('LISTING', 'comes'));
    expect(await loadIndex(documents, snapshot, since)).toBe(2);
    expect(await checkDrift({ ...kept(), engine: snapshot })).toMatchObject({ listings: 2, missing: [], surplus: [] });
  });
});
