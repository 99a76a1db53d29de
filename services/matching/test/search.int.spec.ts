import type { InputOf, OutputOf } from '@lastmile/protocol';
import { matchingEvents, matchingMessages } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import {
  demandPublished,
  enterprise,
  listingPublished,
  listingWithdrawn,
  startPlatform,
  stranger,
  university,
} from './platform.js';
import type { Platform } from './platform.js';

type Messages = typeof matchingMessages;

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
}, 60_000);
afterAll(() => platform.stop());

const search = (query: string, more: Partial<InputOf<Messages['search']>> = {}): Promise<OutputOf<Messages['search']>> =>
  platform.request(
    matchingMessages.search,
    { kind: 'LISTING', query, filter: {}, sort: 'RELEVANCE', limit: 20, ...more },
    stranger,
  );
const eventuallyFound = (query: string, ids: string[]): Promise<void> =>
  eventually(async () => expect((await search(query)).items.map(({ id }) => id).sort()).toEqual(ids), 20_000);
const save = (id: string, more: Partial<InputOf<Messages['saveSearch']>> = {}, actor = enterprise) =>
  platform.request(matchingMessages.saveSearch, { id, name: id, kind: 'LISTING', query: '', filter: {}, ...more }, actor);
const alerts = async (savedSearchId: string) =>
  (await platform.published()).filter(
    ({ subject, body }) => subject === matchingEvents.savedSearchMatched.subject && body.savedSearchId === savedSearchId,
  );
const eventuallyAlerted = (savedSearchId: string, recordIds: string[]): Promise<void> =>
  eventually(
    async () => expect((await alerts(savedSearchId)).map(({ body }) => body.recordId).sort()).toEqual(recordIds),
    20_000,
  );

describe('what is published', () => {
  it('is found by anybody, in either language, by pinyin and with a typo, until it is withdrawn', async () => {
    await platform.publish(listingPublished('cell', '废旧锂电池回收工艺', { region: '320500', field: 'ENVIRONMENT' }));
    await eventuallyFound('锂电池', ['cell']);
    const found = await search('锂电池回收');
    expect(found).toMatchObject({
      total: 1,
      items: [{ id: 'cell', title: ['废旧', '锂电池回收', '工艺'], organisationId: 'university' }],
    });
    expect(found.facets['region']).toEqual([{ value: '32', count: 1 }]);
    for (const query of ['lithium battery', 'ldc', '鋰電池'])
      expect((await search(query)).items.map(({ id }) => id)).toEqual(['cell']);
    expect(await search('里电池')).toMatchObject({ correctedQuery: '锂电池', total: 1 });
    expect(
      (await platform.request(matchingMessages.suggest, { kind: 'LISTING', text: '锂电', limit: 8 }, stranger)).items,
    ).toContainEqual({
      text: '锂电池',
      hits: 1,
    });
    await platform.publish(listingWithdrawn('cell'));
    await eventuallyFound('锂电池', []);
  });
  it('is found without its organisation when it is an anonymous demand', async () => {
    await platform.publish(demandPublished('need', '寻找光纤陀螺', { confidentiality: 'ANONYMOUS' }));
    await eventually(
      async () =>
        expect((await search('光纤陀螺', { kind: 'DEMAND' })).items).toMatchObject([{ id: 'need', organisationId: '' }]),
      20_000,
    );
  });
  it('is refused with a cursor of another list', async () => {
    await expect(search('光纤', { cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  });
});

describe('a saved search', () => {
  it('is told of what is published afterwards, once, with the reason', async () => {
    const before = listingPublished('before', '氢气压缩机');
    await platform.publish(before);
    await eventuallyFound('压缩机', ['before']);
    expect(await save('hydrogen', { name: 'Hydrogen', query: '压缩机', filter: { region: ['31'] } })).toEqual({
      id: 'hydrogen',
      revision: 0,
    });
    const after = listingPublished('after', '隔膜压缩机', { region: '310000' });
    await platform.publish(after, listingPublished('elsewhere', '螺杆压缩机', { region: '110000' }));
    await eventuallyAlerted('hydrogen', ['after']);
    await platform.publishAgain(before, after);
    const marker = listingPublished('marker', '活塞压缩机', { region: '310000' });
    await platform.publish(marker);
    await eventuallyAlerted('hydrogen', ['after', 'marker']);
    const [fact] = await alerts('hydrogen');
    expect(matchingEvents.savedSearchMatched.body.parse(fact?.body)).toEqual({
      savedSearchId: 'hydrogen',
      revision: 0,
      organisationId: 'enterprise',
      name: 'Hydrogen',
      kind: 'LISTING',
      recordId: 'after',
      title: '隔膜压缩机',
      words: ['压缩机'],
      filters: ['region:310000'],
    });
  });

  it('still stands after a restart, and tells nothing twice', async () => {
    await save('gyro', { query: '陀螺仪' });
    const first = listingPublished('gyro-1', '激光陀螺仪');
    await platform.publish(first);
    await eventuallyAlerted('gyro', ['gyro-1']);
    await platform.stopService();
    await platform.startService();
    await platform.publishAgain(first);
    await platform.publish(listingPublished('gyro-2', '微机械陀螺仪'));
    await eventuallyAlerted('gyro', ['gyro-1', 'gyro-2']);
  });

  it('still stands after the read models were lost, and tells nothing twice', async () => {
    await platform.stopService();
    await platform.startService({ forget: true });
    await platform.publish(listingPublished('gyro-3', '半球谐振陀螺仪'));
    await eventuallyAlerted('gyro', ['gyro-1', 'gyro-2', 'gyro-3']);
    await eventuallyAlerted('hydrogen', ['after', 'marker']);
  });

  it('is listed to its organisation, changed and dropped by it alone', async () => {
    const list = (actor = university) => platform.request(matchingMessages.listSavedSearches, { limit: 10 }, actor);
    await save('first', { query: '陶瓷' }, university);
    await save('second', { query: '玻璃', filter: { field: ['NEW_MATERIALS'] } }, university);
    expect(await save('first', { query: '氮化硅陶瓷' }, university)).toEqual({ id: 'first', revision: 1 });
    await eventually(async () =>
      expect((await list()).items).toMatchObject([
        { id: 'second', revision: 0, kind: 'LISTING', query: '玻璃', filter: { field: ['NEW_MATERIALS'] } },
        { id: 'first', revision: 1, query: '氮化硅陶瓷' },
      ]),
    );
    const drop = (id: string, actor = university) => platform.request(matchingMessages.dropSavedSearch, { id }, actor);
    await expect(drop('first', stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(save('empty', {}, university)).rejects.toMatchObject({ code: 'SAVED_SEARCH_EMPTY' });
    await expect(
      platform.request(
        matchingMessages.saveSearch,
        { id: 'second', name: 'x', kind: 'LISTING', query: '玻璃', filter: {}, expectedRevision: 7 },
        university,
      ),
    ).rejects.toMatchObject({ code: 'REVISION_CONFLICT' });
    expect(await drop('second')).toEqual({ id: 'second', revision: 1 });
    await eventually(async () => expect((await list()).items.map(({ id }) => id)).toEqual(['first']));
    expect((await list(stranger)).items).toEqual([]);
  });
});
