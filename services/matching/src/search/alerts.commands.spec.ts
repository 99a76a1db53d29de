import { StoreUnavailable } from '@lastmile/eventsourcing/testing';
import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { InputOf, matchingMessages } from '@lastmile/protocol';
import { actorOf, entryOf, noon, serviceInMemory } from '../../test/in-memory.js';
import type { InMemory } from '../../test/in-memory.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { forgetEntry, indexEntry } from '../indexing/indexing.commands.js';
import type { Service } from '../service.js';
import { alertIdOf } from './alerts.commands.js';
import { MOST_SAVED_SEARCHES } from './saved-search.decider.js';
import { dropSavedSearch, saveSearch, savedSearchIdOf } from './saved-search.commands.js';

type Input = InputOf<typeof matchingMessages.saveSearch>;

let memory: InMemory;
let keys = 0;
beforeEach(async () => {
  memory = await serviceInMemory();
});
afterEach(() => memory.stop());

const contextOf = (organisationId: string, key = `key-${(keys += 1)}`) => ({
  actor: actorOf(organisationId),
  idempotencyKey: key,
  correlationId: 'spec',
});
const save = (id: string, more: Partial<Input> = {}, organisationId = 'enterprise') =>
  saveSearch(memory.service, { id, name: id, kind: 'LISTING', query: '热泵', filter: {}, ...more }, contextOf(organisationId));
const drop = (id: string, organisationId = 'enterprise') => dropSavedSearch(memory.service, { id }, contextOf(organisationId));
const listing = (id: string, more: Partial<IndexedEntry> = {}): IndexedEntry =>
  entryOf('LISTING', id, { title: '空气源热泵', ...more });
const publish = (entry: IndexedEntry, { at = noon, service = memory.service }: { at?: string; service?: Service } = {}) =>
  indexEntry(service, entry, { eventId: `${entry.kind}-${entry.id}-${entry.revision}`, at, correlationId: 'spec' });
const alertOf = async (searchId: string, recordId: string, organisationId = 'enterprise') => {
  const id = alertIdOf(savedSearchIdOf(organisationId, searchId), { kind: 'LISTING', id: recordId });
  return (await memory.store.read(streamOf('alert', id))).map(({ data }) => data);
};

describe('a saved search', () => {
  it('is told of a new record that meets it, with the reason', async () => {
    await save('pumps', { name: 'Pumps', query: '热泵 -家用', filter: { region: ['32'], readinessMin: 6 } });
    await publish(listing('l', { region: '320500', readinessLevel: 7, body: '高效' }));
    expect(await alertOf('pumps', 'l')).toEqual([
      {
        searchId: 'pumps',
        organisationId: 'enterprise',
        name: 'Pumps',
        kind: 'LISTING',
        recordId: 'l',
        recordRevision: 1,
        title: '空气源热泵',
        words: ['热泵'],
        filters: ['region:320500', 'readiness:7'],
        raisedAt: noon,
      },
    ]);
  });
  it('is not told of what does not meet it, of own records, of what is over or classified', async () => {
    await save('pumps', { filter: { region: ['32'] } });
    await publish(listing('elsewhere', { region: '110000' }));
    await publish(listing('own', { region: '320500', organisationId: 'enterprise' }));
    await publish(listing('over', { region: '320500', validUntil: '2030-05-19' }));
    await publish(listing('secret', { region: '320500', classified: true }));
    for (const id of ['elsewhere', 'own', 'over', 'secret']) expect(await alertOf('pumps', id)).toEqual([]);
  });
  it('is not told of what was there before, also when that is revised and still meets it', async () => {
    await publish(listing('old'));
    await publish(listing('other', { title: '离心水泵' }));
    await save('pumps');
    await publish(listing('old', { revision: 2, body: '改进' }));
    await publish(listing('other', { revision: 2, title: '水源热泵' }));
    expect(await alertOf('pumps', 'old')).toEqual([]);
    expect((await alertOf('pumps', 'other')).length).toBe(1);
  });
  it('is not told of what was published before it was saved and comes late', async () => {
    memory.setNow('2030-05-21T10:00:00.000Z');
    await save('pumps');
    await publish(listing('late'), { at: noon });
    await publish(listing('new'), { at: '2030-05-21T10:00:00.001Z' });
    expect([(await alertOf('pumps', 'late')).length, (await alertOf('pumps', 'new')).length]).toEqual([0, 1]);
  });
  it('is told of a record once, whatever becomes of the two', async () => {
    await save('pumps');
    await publish(listing('l'));
    await publish(listing('l'));
    await publish(listing('l', { revision: 2, title: '离心水泵' }));
    await publish(listing('l', { revision: 3 }));
    await forgetEntry(
      memory.service,
      { kind: 'LISTING', id: 'l', revision: 4, reason: 'Sold' },
      { eventId: 'gone', at: noon, correlationId: 'spec' },
    );
    await publish(listing('l', { revision: 5 }));
    expect((await alertOf('pumps', 'l')).length).toBe(1);
  });
  it('is not told of an old text that comes after the withdrawal', async () => {
    await publish(listing('l', { title: '离心水泵' }));
    await forgetEntry(
      memory.service,
      { kind: 'LISTING', id: 'l', revision: 3, reason: 'Sold' },
      { eventId: 'gone', at: noon, correlationId: 'spec' },
    );
    await save('pumps');
    await publish(listing('l', { revision: 2 }));
    expect(await alertOf('pumps', 'l')).toEqual([]);
  });
  it('is told when the first time was broken off', async () => {
    await save('pumps');
    const broken = { ...memory.service, alerts: () => Promise.reject(new StoreUnavailable('append')) };
    await expect(publish(listing('l'), { service: broken })).rejects.toThrow(StoreUnavailable);
    await publish(listing('l'));
    expect((await alertOf('pumps', 'l')).length).toBe(1);
  });
  it('of another organisation with the same name is another one', async () => {
    await save('s', {}, 'enterprise');
    await save('s', { query: '水泵' }, 'other');
    await publish(listing('l'));
    await expect(drop('s', 'stranger')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect([(await alertOf('s', 'l')).length, (await alertOf('s', 'l', 'other')).length]).toEqual([1, 0]);
  });
  it('asks what it was changed to, and nothing when it was dropped', async () => {
    await save('changed');
    await save('changed', { query: '水泵' });
    await save('dropped');
    await drop('dropped');
    await publish(listing('l'));
    for (const id of ['changed', 'dropped']) expect(await alertOf(id, 'l')).toEqual([]);
    await publish(listing('m', { title: '离心水泵' }));
    expect((await alertOf('changed', 'm')).length).toBe(1);
  });
  it('stays dropped when the saving is repeated', async () => {
    const input: Input = { id: 's', name: 's', kind: 'LISTING', query: '热泵', filter: {} };
    await saveSearch(memory.service, input, contextOf('enterprise', 'first'));
    await drop('s');
    expect(await saveSearch(memory.service, input, contextOf('enterprise', 'first'))).toEqual({ id: 's', revision: 0 });
    await publish(listing('l'));
    expect(await alertOf('s', 'l')).toEqual([]);
  });
  it('asks for something', async () => {
    for (const query of ['', '  ', '的', '-电池', '???'])
      await expect(save('s', { query })).rejects.toMatchObject({ code: 'SAVED_SEARCH_EMPTY' });
    await expect(save('s', { query: '', filter: { field: [] } })).rejects.toMatchObject({ code: 'SAVED_SEARCH_EMPTY' });
    expect(await save('s', { query: '', filter: { field: ['NUCLEAR'] } })).toEqual({ id: 's', revision: 0 });
  });
  it('is one of so many, however many are saved at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: MOST_SAVED_SEARCHES + 5 }, (_, at) => save(`s${at}`)));
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.length).toBe(5);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'TOO_MANY_SAVED_SEARCHES' });
    await drop('s0');
    expect(await save('one more')).toMatchObject({ revision: 0 });
  });
});
