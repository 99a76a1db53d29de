import { serviceInMemory } from '../../test/in-memory.js';
import type { InMemory } from '../../test/in-memory.js';
import { matchDetailsCollection } from '../projections/match-details.projection.js';
import type { MatchDetails } from '../projections/match-details.projection.js';
import type { RatedPair } from '../worker/engine-door.js';
import { admitted, MOST_OPEN } from './ceilings.js';
import type { OpenMatch } from './open-matches.js';

const match = (listingId: string, score: number, demandId = 'd'): OpenMatch => ({
  id: `${listingId} ${demandId}`,
  listingId,
  demandId,
  score,
});

describe('the open matches of a record', () => {
  let memory: InMemory;
  beforeEach(async () => {
    memory = await serviceInMemory();
  });
  afterEach(() => memory.stop());

  const project = (one: OpenMatch, revision: number, status: MatchDetails['status'] = 'PROPOSED') =>
    memory.documents.collection(matchDetailsCollection).replace({
      ...one,
      revision,
      status,
      supply: { organisationId: 'o', title: 't' },
      demand: { organisationId: 'p', title: 't', isAnonymous: false },
      organisationIds: ['o', 'p'],
      level: 3,
      explanation: { words: [], components: [], engineVersion: 'e' },
      intents: [],
      proposedAt: '2030-05-20T10:00:00.000Z',
      updatedAt: '2030-05-20T10:00:00.000Z',
    });
  const listed = async (kind: 'LISTING' | 'DEMAND', id: string) =>
    (await memory.service.openMatches.of(kind, [id])).map((one) => one.id);

  it('are those of the read model and those on their way to it, the best first', async () => {
    const { openMatches } = memory.service;
    await project(match('a', 0.6), 0);
    await project(match('b', 0.9), 1, 'DECLINED');
    openMatches.writing(match('c', 0.8));
    openMatches.writing(match('e', 0.7, 'other'))(0);
    expect(await listed('DEMAND', 'd')).toEqual(['c d', 'a d']);
    expect(await listed('LISTING', 'e')).toEqual(['e other']);
  });
  it('are as the read model says as soon as it has seen them', async () => {
    const { openMatches } = memory.service;
    const written = openMatches.writing(match('a', 0.6));
    await project(match('a', 0.6), 0, 'CLOSED');
    expect(await listed('DEMAND', 'd')).toEqual(['a d']);
    written(1);
    expect(await listed('DEMAND', 'd')).toEqual(['a d']);
    await project(match('a', 0.6), 2, 'DECLINED');
    expect(await listed('DEMAND', 'd')).toEqual([]);
  });
  it('are not those that came to nothing, or were closed', async () => {
    const { openMatches } = memory.service;
    openMatches.writing(match('a', 0.6))(-1);
    openMatches.writing(match('b', 0.6))(0);
    openMatches.closed('b d');
    expect(await listed('DEMAND', 'd')).toEqual([]);
  });
});

describe('what is admitted to a demand', () => {
  const side = (id: string) => ({ id, revision: 1, organisationId: 'o', title: id, isAnonymous: false });
  const pair = (listingId: string, score: number, demandId = 'd'): RatedPair => ({
    listing: side(listingId),
    demand: side(demandId),
    score,
    level: 3,
    constraints: [],
  });
  const told = (proposals: ReturnType<typeof admitted>) => proposals.map((one) => [one.pair.listing.id, one.position]);
  const full = Array.from({ length: MOST_OPEN }, (_, at) => match(`o${at}`, 0.6 + at / 100));

  it('has its place among what is open', () =>
    expect(told(admitted([pair('x', 0.9), pair('y', 0.7), pair('z', 0.5)], [match('o', 0.8)], 10))).toEqual([
      ['x', 1],
      ['y', 3],
      ['z', 4],
    ]));
  it('is, once ten are open, what beats the weakest of the ten best, and no more than asked for', () => {
    expect(told(admitted([pair('x', 0.61)], full, 5))).toEqual([['x', 10]]);
    expect(told(admitted([pair('x', 0.6)], full, 5))).toEqual([]);
    expect(told(admitted([pair('x', 0.9), pair('y', 0.605)], full, 5))).toEqual([['x', 1]]);
    expect(told(admitted([pair('x', 0.9), pair('y', 0.8), pair('z', 0.7)], [], 2))).toEqual([
      ['x', 1],
      ['y', 2],
    ]);
  });
  it('does not count what other demands have open, and leaves out what is open already', () => {
    expect(told(admitted([pair('x', 0.5, 'other')], full, 5))).toEqual([['x', 1]]);
    expect(told(admitted([pair('o3', 0.99)], full, 5))).toEqual([]);
  });
});
