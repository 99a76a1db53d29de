import { entryOf, serviceInMemory } from '../../test/in-memory.js';
import { deleteFrom } from '@lastmile/documents';
import { keepEntry } from '../indexing/kept-index.js';
import { forgetEntry } from '../indexing/indexing.commands.js';
import { indexedCollection } from '../indexing/indexed-entry.js';
import { matchOutcomesCollection } from './match-outcomes.projection.js';
import type { MatchOutcome } from './match-outcomes.projection.js';
import { offlineOutcome, recordedOutcome } from './offline.js';
import { exportedOutcomes, judgedOf } from './outcome-rows.js';
import type { ExportedOutcome } from './outcome-rows.js';

const outcomeOf = (listingId: string, change: Partial<MatchOutcome> = {}): MatchOutcome => ({
  id: `m-${listingId}`,
  revision: 0,
  listingId,
  demandId: 'd',
  supplyId: 'university',
  demandOwnerId: 'enterprise',
  ranking: { engineVersion: 'e1', modelVersion: 'm1', policyVersion: 'p1' },
  score: 0.6,
  level: 3,
  outcome: 'OPEN',
  seen: { listing: 1, demand: 1 },
  proposedAt: '2030-05-20T10:00:00.000Z',
  updatedAt: '2030-05-20T10:00:00.000Z',
  ...change,
});

describe('the exported log', () => {
  it('has what both records say, or last said, and not who they are', async () => {
    const memory = await serviceInMemory();
    const { documents, service } = memory;
    const cause = { eventId: 'gone', at: '2030-05-21T10:00:00.000Z', correlationId: 'spec' };
    for (const id of ['l1', 'l2', 'l3'])
      await keepEntry(service, entryOf('LISTING', id, { body: `正文 ${id}`, price: 5, excluded: ['x'] }));
    await keepEntry(service, entryOf('DEMAND', 'd', { title: '需求' }));
    await forgetEntry(service, { kind: 'LISTING', id: 'l2', revision: 2, reason: 'CONTRACTED' }, cause);
    await documents.apply([deleteFrom(indexedCollection, 'LISTING-l3')]);
    const collection = documents.collection(matchOutcomesCollection);
    const declined = { side: 'DEMAND' as const, reason: 'WRONG_FIELD' as const, note: '不要外传' };
    await collection.replace(outcomeOf('l1', { outcome: 'DECLINED', declined, position: 3 }));
    await collection.replace(outcomeOf('l2', { outcome: 'INTRODUCED' }));
    await collection.replace(outcomeOf('l3'));
    const rows: (ExportedOutcome | undefined)[] = [];
    for await (const row of exportedOutcomes(documents)) rows.push(row);
    expect(rows).toMatchObject([
      {
        ...{
          listingId: 'l1',
          demandId: 'd',
          outcome: 'DECLINED',
          reason: 'WRONG_FIELD',
          judged: 1,
          position: 3,
          score: 0.6,
          level: 3,
        },
        ...{ title: '需求', text: '', listingText: '正文 l1', listing: { price: 5 }, ranking: { engineVersion: 'e1' } },
      },
      { listingId: 'l2', judged: 4, listingText: '正文 l2' },
    ]);
    expect(rows[2]).toBeUndefined();
    for (const secret of ['university', 'enterprise', 'excluded', '不要外传']) expect(JSON.stringify(rows)).not.toContain(secret);
    await memory.stop();
  });
  it.each([
    ['INTRODUCED', undefined, 4],
    ['INTENT', undefined, 3],
    ['DECLINED', 'NO_ADVANTAGE_SHOWN', 2],
    ['DECLINED', 'PRICE', undefined],
    ['OPEN', undefined, undefined],
    ['CLOSED', undefined, undefined],
  ] as const)('judges %s (%s) as %s', (outcome, reason, expected) =>
    expect(judgedOf({ outcome, declined: reason && { side: 'DEMAND', reason } })).toBe(expected),
  );
});

describe('another ranking of the recorded proposals', () => {
  const bare = { organisationId: '', title: '', body: '', modes: [], indicators: [] };
  const row = (listingId: string, more: Partial<ExportedOutcome>): ExportedOutcome => ({
    ...{ listingId, demandId: 'd', score: 0.6, level: 3, outcome: 'OPEN', proposedAt: '2030-05-20T10:00:00.000Z' },
    ranking: { engineVersion: 'e1', modelVersion: 'm1', policyVersion: 'p1' },
    ...{ title: '', text: '', listingTitle: '', listingText: '', listing: bare, demand: bare },
    ...more,
  });
  const rows = [
    row('l1', { score: 0.9, level: 4, outcome: 'DECLINED', reason: 'WRONG_FIELD' }),
    row('l2', { score: 0.6, outcome: 'INTRODUCED' }),
    row('l3', { score: 0.55, ranking: { engineVersion: 'e1', modelVersion: 'm0', policyVersion: 'p1' } }),
  ];
  it('is told beside the recorded one: the order over all, the counts over what it would have proposed', () => {
    const recorded = recordedOutcome(rows);
    expect(recorded).toMatchObject({
      ranking: { modelVersion: 'm0 + m1' },
      proposed: 3,
      declined: 1,
      introduced: 1,
      ndcg10: 0.659,
    });
    const present = { engineVersion: 'e2', modelVersion: 'm2', policyVersion: 'p1' };
    const rated: Record<string, { score: number; level: number }> = {
      l1: { score: 0.2, level: 1 },
      l2: { score: 0.9, level: 4 },
      l3: { score: 0.6, level: 3 },
    };
    const now = offlineOutcome(present, rows, ({ listingId }) => rated[listingId]!);
    expect(now).toMatchObject({ ranking: present, proposed: 2, declined: 0, introduced: 1, ndcg10: 1, declines: [] });
    expect(now.levels.map(({ pairs }) => pairs)).toEqual([1, 1, 0, 1]);
  });
});
