import { streamOf } from '@lastmile/eventsourcing/runtime';
import { actorOf, entryOf, noon, serviceInMemory } from '../../test/in-memory.js';
import type { InMemory } from '../../test/in-memory.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { indexEntry } from '../indexing/indexing.commands.js';
import { followCalendar } from '../match/expiry.commands.js';
import { declineMatch } from '../match/match.commands.js';
import { matchEvents } from '../match/match.events.js';
import { matchIdOf } from '../match/match-id.js';
import { rerank } from './feedback.commands.js';

let memory: InMemory;
beforeEach(async () => {
  memory = await serviceInMemory({ projections: true });
});
afterEach(() => memory.stop());

const index = (entry: IndexedEntry): Promise<void> =>
  indexEntry(memory.service, entry, { eventId: `${entry.kind}-${entry.id}-${entry.revision}`, at: noon, correlationId: 'spec' });

/** The demand's side says no to a listing, for want of capacity. */
const decline = async (listingId: string): Promise<void> => {
  const id = matchIdOf(listingId, 'd');
  await memory.seen(id, 0);
  const context = {
    actor: actorOf('enterprise'),
    idempotencyKey: `no to ${listingId}`,
    correlationId: 'spec',
    subject: 'decline',
  };
  const { revision } = await declineMatch(memory.service, { id, reason: 'CAPACITY' }, context);
  const parties = { supply: { organisationId: 'o', title: 't' }, demand: { organisationId: 'o', title: 't' } };
  const fact = {
    matchId: id,
    revision,
    listingId,
    demandId: 'd',
    ...parties,
    side: 'DEMAND' as const,
    reason: 'CAPACITY' as const,
  };
  await rerank(memory.service, fact, { eventId: `declined ${id}`, at: noon, correlationId: 'spec' });
};

const scoresOf = async (listingId: string): Promise<number[]> =>
  (await memory.store.read(streamOf('match', matchIdOf(listingId, 'd'))))
    .map((event) => matchEvents.decode(event))
    .flatMap((event) => ('score' in event ? [event.score] : []));

const calendarAt = (now: string): Promise<void> => {
  memory.setNow(now);
  return followCalendar(memory.service);
};

const [lastMoment, lapsed, later] = ['2030-08-18T09:59:59.999Z', '2030-08-18T10:00:00.000Z', '2030-08-18T11:00:00.000Z'];

describe('a decline for want of capacity', () => {
  it('lapses by the calendar, once, to the moment', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('LISTING', 'near', { organisationId: 'near' }));
    await index(entryOf('DEMAND', 'd'));
    await decline('l');
    const [first, lowered] = await scoresOf('near');
    expect(lowered).toBeLessThan(first!);
    await calendarAt(noon);
    await calendarAt(lastMoment);
    expect(await scoresOf('near')).toEqual([first, lowered]);
    await calendarAt(lapsed);
    expect(await scoresOf('near')).toEqual([first, lowered, first]);
    await calendarAt(later);
    expect(await scoresOf('near')).toEqual([first, lowered, first]);
  });

  it('lapses too when the calendar stood still for long, and after the documents have forgotten where it was', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('LISTING', 'near', { organisationId: 'near' }));
    await index(entryOf('DEMAND', 'd'));
    await decline('l');
    await calendarAt('2032-01-01T00:00:00.000Z');
    expect(await scoresOf('near')).toHaveLength(3);
    await memory.documents.dropCheckpoint('matching-capacity');
    await calendarAt('2032-01-01T01:00:00.000Z');
    expect(await scoresOf('near')).toHaveLength(3);
  });

  it('lets a pair be proposed that was not worth it meanwhile', async () => {
    await index(entryOf('DEMAND', 'd', { title: '风电轴承感应淬火与润滑脂' }));
    for (const id of ['a', 'b', 'c']) await index(entryOf('LISTING', id, { organisationId: id }));
    for (const id of ['a', 'b', 'c']) await decline(id);
    await index(entryOf('LISTING', 'late', { title: '风电轴承润滑脂', organisationId: 'late' }));
    expect(await scoresOf('late')).toEqual([]);
    await calendarAt(lapsed);
    expect(await scoresOf('late')).toHaveLength(1);
  });
});
