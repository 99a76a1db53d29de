import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDocuments } from '@lastmile/documents';
import { temporaryDirectory } from '@lastmile/testing';
import { indexedCollection, toDocument } from '../src/indexing/indexed-entry.js';
import { matchOutcomesCollection } from '../src/outcomes/match-outcomes.projection.js';
import type { MatchOutcome } from '../src/outcomes/match-outcomes.projection.js';
import { retiredTextsCollection } from '../src/outcomes/retired-texts.js';
import { entryOf, noon } from './in-memory.js';

const run = async (program: string, ...args: string[]): Promise<Record<string, unknown>[]> => {
  const cwd = join(import.meta.dirname, '..');
  const { stdout } = await promisify(execFile)(process.execPath, [`bench/${program}`, ...args], { cwd, env: {} });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

const outcome = (listingId: string, change: Partial<MatchOutcome>): MatchOutcome => ({
  id: `m-${listingId}`,
  revision: 1,
  ...{ listingId, demandId: 'd', supplyId: 'university', demandOwnerId: 'enterprise', level: 3, score: 0.6, outcome: 'OPEN' },
  ranking: { engineVersion: 'e0', modelVersion: 'm0', policyVersion: 'p0' },
  seen: { listing: 1, demand: 1 },
  proposedAt: noon,
  updatedAt: noon,
  ...change,
});

describe('the programs for offline work', () => {
  const directory = temporaryDirectory('outcomes');
  afterAll(() => directory.remove());

  it('export the log and rate it by the present engine, and by another model, beside what was recorded', async () => {
    const [url, file] = [`sqlite:${join(directory.path, 'documents.db')}`, join(directory.path, 'outcomes.jsonl')];
    const documents = await openDocuments(url);
    await documents.ensure([indexedCollection, matchOutcomesCollection, retiredTextsCollection]);
    const indexed = documents.collection(indexedCollection);
    await indexed.replace(toDocument(entryOf('DEMAND', 'd', { body: '需要轴承感应淬火' }), 0));
    await indexed.replace(toDocument(entryOf('LISTING', 'good', { body: '轴承感应淬火' }), 1));
    await indexed.replace(toDocument(entryOf('LISTING', 'bad', { title: '食品冷链运输' }), 2));
    const log = documents.collection(matchOutcomesCollection);
    await log.replace(outcome('good', { outcome: 'INTRODUCED', score: 0.55 }));
    await log.replace(outcome('bad', { outcome: 'DECLINED', declined: { side: 'DEMAND', reason: 'WRONG_FIELD' }, score: 0.9 }));
    await log.replace(outcome('unknown', {}));
    await documents.close();

    expect(await run('outcomes-export.js', '--documents', url, '--out', file)).toEqual([
      { program: 'outcomes-export', rows: 2, withoutText: 1 },
    ]);
    const rows = readFileSync(file, 'utf8').trim().split('\n');
    expect(rows.map((row) => (JSON.parse(row) as { judged: number }).judged).sort()).toEqual([1, 4]);
    expect(rows.join()).not.toContain('university');

    const [recorded, present, against] = await run('outcomes-eval.js', '--outcomes', file, '--against', 'hand');
    expect(recorded).toMatchObject({ by: 'recorded', ranking: { modelVersion: 'm0' }, proposed: 2, declined: 1, ndcg10: 0.6309 });
    expect(present).toMatchObject({ by: 'present', proposed: 1, introduced: 1, declined: 0, declines: [], ndcg10: 1 });
    expect(against).toMatchObject({ by: 'against', ranking: { modelVersion: 'hand-1' }, ndcg10: 1 });
  });
});
