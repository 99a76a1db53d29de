import { rankingOutcomeSchema } from '@lastmile/protocol';
import { rankingOutcomesOf } from './ranking-outcomes.js';
import type { OutcomeRow } from './ranking-outcomes.js';

const ranking = { engineVersion: 'e1', modelVersion: 'm1', policyVersion: 'p1' };
const row = (demandId: string, score: number, outcome: OutcomeRow['outcome'], more: Partial<OutcomeRow> = {}): OutcomeRow => ({
  ranking,
  listingId: `l${score}`,
  demandId,
  score,
  level: 3,
  outcome,
  proposedAt: '2030-05-20T10:00:00.000Z',
  ...more,
});

describe('the figures of a ranking', () => {
  it('count what became of its proposals', () => {
    const rows = [
      row('a', 0.9, 'INTRODUCED', { level: 4 }),
      row('a', 0.8, 'INTENT'),
      row('a', 0.7, 'DECLINED', { reason: 'PRICE' }),
      row('b', 0.6, 'DECLINED', { reason: 'PRICE' }),
      row('b', 0.5, 'DECLINED', { reason: 'TOO_EARLY' }),
      row('c', 0.5, 'OPEN', { level: 2 }),
      row('c', 0.5, 'CLOSED'),
      row('c', 0.4, 'OPEN'),
    ];
    expect(rankingOutcomesOf(rows)).toEqual([
      {
        ranking,
        proposed: 8,
        intents: 2,
        introduced: 1,
        declined: 3,
        closed: 1,
        ndcg10: 1, // a is in the best order; b had nothing to find; c said nothing
        levels: [
          { level: 4, pairs: 1, share: 0.125 },
          { level: 3, pairs: 6, share: 0.75 },
          { level: 2, pairs: 1, share: 0.125 },
          { level: 1, pairs: 0, share: 0 },
        ],
        declines: [
          { reason: 'TOO_EARLY', pairs: 1, share: 0.3333 },
          { reason: 'PRICE', pairs: 2, share: 0.6667 },
        ],
      },
    ]);
  });
  it('are nDCG by hand: gains 3, 2, 1, 0 over log2(place + 1)', () => {
    // gains in the order of the scores: 0, 1, 3; the best order: 3, 1, 0
    const rows = [row('a', 0.9, 'DECLINED', { reason: 'PRICE' }), row('a', 0.8, 'OPEN'), row('a', 0.7, 'INTRODUCED')];
    const expected = (1 / Math.log2(3) + 3 / 2) / (3 + 1 / Math.log2(3)); // 0.5869
    expect(rankingOutcomesOf(rows)[0]?.ndcg10).toBeCloseTo(expected, 4);
    expect(rankingOutcomesOf(rows)[0]?.ndcg10).toBe(0.5869);
  });
  it('are the mean over the demands, each weighing the same', () => {
    const good = Array.from({ length: 5 }, (_, at) => row('a', 0.9 - at / 10, at === 0 ? 'INTENT' : 'OPEN'));
    const bad = [row('b', 0.9, 'DECLINED', { reason: 'OTHER' }), row('b', 0.2, 'INTENT')];
    expect(rankingOutcomesOf([...good, ...bad])[0]?.ndcg10).toBe(0.8155); // (1 + 1 / log2(3)) / 2
  });
  it('look at the first ten only', () => {
    const rows = Array.from({ length: 11 }, (_, at) => row('a', 1 - at / 100, at < 10 ? 'DECLINED' : 'INTENT'));
    expect(rankingOutcomesOf(rows)[0]?.ndcg10).toBe(0);
  });
  it('are null where no party said anything', () => expect(rankingOutcomesOf([row('a', 0.9, 'OPEN')])[0]?.ndcg10).toBeNull());
  it('do not depend on the order of the log', () => {
    const rows = [row('a', 0.9, 'INTENT'), row('a', 0.9, 'OPEN', { listingId: 'm' }), row('a', 0.3, 'INTRODUCED')];
    expect(rankingOutcomesOf(rows.toReversed())).toEqual(rankingOutcomesOf(rows));
  });
});

describe('the outcome log', () => {
  it('has a line for each ranking, the newest first, as published', () => {
    const newer = { ...ranking, modelVersion: 'm2' };
    const rows = [
      row('a', 0.9, 'INTENT'),
      row('a', 0.8, 'OPEN', { ranking: newer, proposedAt: '2030-06-01T00:00:00.000Z' }),
      row('b', 0.8, 'CLOSED', { ranking: { ...newer } }),
    ];
    const figures = rankingOutcomesOf(rows);
    expect(figures.map((one) => [one.ranking.modelVersion, one.proposed])).toEqual([
      ['m2', 2],
      ['m1', 1],
    ]);
    for (const one of figures) expect(rankingOutcomeSchema.parse(one)).toEqual(one);
  });
  it('is empty in the beginning', () => expect(rankingOutcomesOf([])).toEqual([]));
});
