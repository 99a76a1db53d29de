import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { DeclineReason } from '@lastmile/protocol';
import { actorOf, entryOf, noon, serviceInMemory } from '../../test/in-memory.js';
import type { InMemory } from '../../test/in-memory.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { indexEntry } from '../indexing/indexing.commands.js';
import { declineMatch } from '../match/match.commands.js';
import { matchEvents } from '../match/match.events.js';
import { matchIdOf } from '../match/match-id.js';
import { explainPair } from '../projections/pair.queries.js';
import { rerank } from './feedback.commands.js';
import { getFeedback } from './feedback.queries.js';

let memory: InMemory;
beforeEach(async () => {
  memory = await serviceInMemory({ projections: true });
});
afterEach(() => memory.stop());

const index = (entry: IndexedEntry): Promise<void> =>
  indexEntry(memory.service, entry, { eventId: `${entry.kind}-${entry.id}-${entry.revision}`, at: noon, correlationId: 'spec' });

const decline = async (
  listingId: string,
  by: string,
  { reason, note }: { reason: DeclineReason; note?: string },
): Promise<void> => {
  const id = matchIdOf(listingId, 'd');
  await memory.seen(id, 0);
  const context = { actor: actorOf(by), idempotencyKey: `no to ${listingId}`, correlationId: 'spec', subject: 'decline' };
  const { revision } = await declineMatch(memory.service, { id, reason, note }, context);
  const pair = { listingId, demandId: 'd' };
  const parties = { supply: { organisationId: 'o', title: 't' }, demand: { organisationId: 'o', title: 't' } };
  const side = by === 'enterprise' ? ('DEMAND' as const) : ('SUPPLY' as const);
  const fact = { matchId: id, revision, ...pair, ...parties, side, reason };
  await rerank(memory.service, fact, { eventId: `declined ${id}`, at: noon, correlationId: 'spec' });
  await rerank(memory.service, fact, { eventId: `declined ${id}`, at: noon, correlationId: 'spec' });
};
const eventsOf = async (listingId: string, demandId = 'd') =>
  (await memory.store.read(streamOf('match', matchIdOf(listingId, demandId)))).map((event) => matchEvents.decode(event));

const near = { title: '风电轴承感应淬火工艺', organisationId: 'near' };
const far = { title: '风电轴承润滑脂', organisationId: 'far' };

describe('after a decline', () => {
  it('the open matches of its demand are rated anew, once, the nearer the lower', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('LISTING', 'near', near));
    await index(entryOf('LISTING', 'far', far));
    await index(entryOf('DEMAND', 'd', { title: '寻找风电轴承感应淬火工艺与润滑脂' }));
    expect((await eventsOf('far')).length).toBe(1);
    await decline('l', 'enterprise', { reason: 'WRONG_FIELD' });
    const events = await eventsOf('near');
    expect(events.map(({ type }) => type)).toEqual(['MatchProposed', 'MatchRescored']);
    const [before, after] = events.flatMap((event) => ('score' in event ? [event] : []));
    expect(after!.score).toBeLessThan(before!.score);
    expect(after!.explanation.components.at(-1)).toMatchObject({
      name: 'feedback',
      score: 0,
      evidence: [{ code: 'DECLINED_BEFORE', values: { reason: 'WRONG_FIELD', side: 'DEMAND', count: 1 } }],
    });
    const told = await explainPair(memory.service, { listingId: 'near', demandId: 'd' }, actorOf('enterprise'));
    expect([told.score, told.explanation]).toEqual([after!.score, after!.explanation]);
    const ofFar = (await eventsOf('far')).flatMap((event) => ('score' in event ? [event.score] : []));
    expect(after!.score / before!.score).toBeLessThan(ofFar.at(-1)! / ofFar[0]!);
  });
  it('a new proposal takes it into account, and the listing that it spoke of until it is revised', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('DEMAND', 'd'));
    await decline('l', 'enterprise', { reason: 'DESCRIPTION_UNCLEAR' });
    await index(entryOf('DEMAND', 'e', { organisationId: 'other' }));
    const [event] = await eventsOf('l', 'e');
    expect(event).toMatchObject({
      type: 'MatchProposed',
      explanation: { components: expect.arrayContaining([expect.objectContaining({ name: 'feedback', weight: 0.1 })]) },
    });
    await memory.seen(matchIdOf('l', 'e'), 0);
    await index(entryOf('LISTING', 'l', { revision: 2 }));
    const last = (await eventsOf('l', 'e')).at(-1);
    expect(last?.type).toBe('MatchRescored');
    expect(JSON.stringify(last)).not.toContain('feedback');
  });
  it('what was declined as too dear lowers what costs as much, as the records said then', async () => {
    await index(entryOf('LISTING', 'l', { price: 1_000 }));
    await index(entryOf('LISTING', 'dear', { price: 2_000, organisationId: 'dear' }));
    await index(entryOf('LISTING', 'cheap', { price: 500, organisationId: 'cheap' }));
    await index(entryOf('DEMAND', 'd', { budget: 5_000 }));
    await decline('l', 'enterprise', { reason: 'PRICE' });
    expect((await eventsOf('l')).at(-1)).toMatchObject({ type: 'MatchDeclined', seen: { listing: 1, demand: 1, price: 1_000 } });
    expect((await eventsOf('dear')).at(-1)?.type).toBe('MatchRescored');
    expect((await eventsOf('cheap')).at(-1)?.type).toBe('MatchProposed');
  });
});

describe('the feedback on a record', () => {
  it('tells its owner how often the other sides gave which reason, with their notes and advice', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('LISTING', 'near', near));
    await index(entryOf('DEMAND', 'd'));
    await decline('l', 'enterprise', { reason: 'TOO_EARLY', note: '明年再谈' });
    const input = { kind: 'LISTING' as const, id: 'l' };
    const feedback = await getFeedback(memory.service, input, actorOf('university', 'university'));
    expect(feedback).toMatchObject({
      pairs: 1,
      declines: [
        { reason: 'TOO_EARLY', count: 1, lastAt: noon, notes: ['明年再谈'], advice: { en: expect.stringMatching(/readiness/) } },
      ],
    });
    expect(await getFeedback(memory.service, input, actorOf('agency', 'broker'))).toEqual(feedback);
    await expect(getFeedback(memory.service, input, actorOf('enterprise'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getFeedback(memory.service, { ...input, id: 'x' }, actorOf('agency', 'broker'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const own = await getFeedback(memory.service, { kind: 'DEMAND', id: 'd' }, actorOf('enterprise'));
    expect(own).toEqual({ declines: [], pairs: 2 });
  });
});
