import { LONGEST_QUERY, searchInputSchema } from '@lastmile/protocol';
import type { z } from 'zod';
import fc from 'fast-check';
import { createNaiveIndex, createNaivePercolation } from '../../test/naive-index.js';
import { createHandModel } from '../engine/model/hand-model.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { createSearcher } from './searcher.js';
import type { Searcher } from './searcher.js';

const now = '2030-05-20T10:00:00.000Z';
const entry = (id: string, title: string, more: Partial<IndexedEntry> = {}): IndexedEntry => ({
  kind: 'LISTING',
  id,
  revision: 1,
  publishedAt: '2030-05-01T00:00:00.000Z',
  organisationId: 'university',
  isAnonymous: false,
  title,
  body: '',
  modes: [],
  indicators: [],
  ...more,
});

const records: IndexedEntry[] = [
  entry('recycling', '废旧锂电池回收利用技术', {
    body: '适用于退役动力电池的拆解与回收。',
    field: 'ENVIRONMENT',
    region: '320500',
    modes: ['LICENCE'],
  }),
  entry('lithium-ion', '高镍锂离子电池正极材料', {
    body: '能量密度高。',
    field: 'NEW_ENERGY',
    region: '320100',
    price: 30_000_000,
  }),
  entry('english', 'Lithium battery cathode recycling', { body: 'A process for spent batteries.', field: 'NEW_ENERGY' }),
  entry('solid', 'Solid state battery electrolyte', {
    body: 'Solid-state cells with LiFePO4.',
    achievementKind: 'PATENT',
    readinessLevel: 6,
  }),
  entry('lead', '铅酸电池极板', {
    body: '用于储能。',
    region: '110000',
    price: 9_999_999,
    publishedAt: '2030-05-02T00:00:00.000Z',
  }),
  entry('pump', '空气源热泵机组', { body: '低温制热，-25℃ 可用。', modes: ['ASSIGNMENT', 'LICENCE'], readinessLevel: 8 }),
  entry('water', '离心水泵节能改造', { body: '提高效率。' }),
  entry('graphene', '石墨烯导热膜制备', { body: '用于6061-T6铝合金支架，承载20kN以上。' }),
  entry('free', '不含甲醛的木材胶粘剂'),
  entry('over', '锂电池隔膜', { validUntil: '2030-05-19' }),
  entry('need', '寻找锂电池回收合作方', { kind: 'DEMAND', organisationId: 'enterprise', isAnonymous: true }),
];

let searcher: Searcher;
const index = createNaiveIndex();
beforeAll(() => {
  searcher = createSearcher({ index, percolation: createNaivePercolation(), model: createHandModel() });
  for (const record of records) {
    index.put(record);
    searcher.put(record, undefined);
  }
});

type Input = Partial<z.input<typeof searchInputSchema>>;
const search = (query: string, more: Input = {}) => searcher.search(searchInputSchema.parse({ query, ...more }), now);
const ids = (query: string, more: Input = {}): string[] => search(query, more).items.map(({ id }) => id);

describe('a query finds', () => {
  it.each([
    ['锂电池', ['recycling', 'english', 'lithium-ion']],
    ['鋰電池', ['recycling', 'english', 'lithium-ion']],
    ['锂电池 回收', ['recycling', 'english']],
    ['锂电池回收', ['recycling', 'english']],
    ['电池 -铅酸', ['recycling', 'english', 'lithium-ion', 'solid']],
    ['电池 不含铅酸', ['recycling', 'english', 'lithium-ion', 'solid']],
    ['lithium battery', ['english', 'recycling', 'lithium-ion']],
    ['ＬＩＴＨＩＵＭ', ['english', 'lithium-ion', 'recycling']],
    ['batteries', ['english', 'solid', 'recycling', 'lead', 'lithium-ion']],
    ['lifepo4', ['solid']],
    ['elec', ['solid']],
    ['elec ', []],
    ['"solid state battery"', ['solid']],
    ['"state solid"', []],
    ['“动力电池”', ['recycling']],
    ['“电池动力”', []],
    ['热泵', ['pump']],
    ['泵', ['pump', 'water']],
    ['石墨烯', ['graphene']],
    ['烯导', ['graphene']],
    ['smx', ['graphene']],
    ['泵热', ['pump']],
    ['rb', ['pump']],
    ['rebeng', ['pump']],
    ['-25', ['pump']],
    ['25℃', ['pump']],
    ['25 c', ['pump']],
    ['-35', []],
    ['5', []],
    ['6061', ['graphene']],
    ['20 kN', ['graphene']],
    ['20kn -铝合金', []],
    ['热泵 -25', ['pump']],
    ['热泵 -35', []],
    ['不含甲醛', ['free']],
    ['甲醛', []],
  ])('%s', (query, expected) => expect(ids(query).sort()).toEqual([...expected].sort()));

  it.each(['ldc', 'lidianchi', 'lidianc'])('a Chinese word by its pinyin: %s', (query) => {
    expect(ids(query)).toContain('recycling');
  });
  it('what has the words in its title first', () => expect(ids('储能 ')).toEqual(['lead']));
  it('everything when nothing is asked for, the newest first', () => {
    expect(ids('').length).toBe(9);
    expect(ids('')[0]).toBe('lead');
  });
  it('nothing that is over, and nothing of the other kind', () => {
    expect(ids('隔膜')).toEqual([]);
    expect(ids('锂电池', { kind: 'DEMAND' })).toEqual(['need']);
  });
  it('an anonymous demand without its organisation', () =>
    expect(search('锂电池', { kind: 'DEMAND' }).items[0]).toMatchObject({
      organisationId: '',
      title: ['寻找', '锂电池', '回收合作方'],
    }));
});

describe('bad input', () => {
  it.each(['的', 'the', '???', '“”', '-'])('%s finds nothing and says how to go on', (query) => {
    const { total, suggestions } = search(query);
    expect(total).toBe(0);
    expect(suggestions).toEqual([{ reason: 'BROADER', query: '', without: [], hits: 9 }]);
  });
  it('of unwanted words alone leaves those out', () => expect(ids('-锂').length).toBe(7));
  it('of unwanted words alone leaves those out, also longer ones', () =>
    expect(ids('-电池').sort()).toEqual(['english', 'free', 'graphene', 'pump', 'solid', 'water']));
  it('never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: LONGEST_QUERY }), (query) => {
        const { items, total } = search(query, { limit: 5 });
        expect(items.length).toBe(Math.min(5, total));
      }),
      { numRuns: 50 },
    );
  });
});

describe('typos', () => {
  it.each([
    ['里电池', '锂电池', 'recycling'],
    ['锂电迟', '锂电池', 'recycling'],
    ['锂电迟回收', '锂电池回收', 'recycling'],
    ['热蹦', '热泵', 'pump'],
    ['石默烯', '石墨烯', 'graphene'],
    ['石墨希导热', '石墨烯导热', 'graphene'],
    ['electrolite', 'electrolyte', 'solid'],
    ['lihtium', 'lithium', 'english'],
    ['catode recycling', 'cathode recycling', 'english'],
  ])('%s is taken for %s', (query, correctedQuery, id) => {
    const found = search(query);
    expect(found.correctedQuery).toBe(correctedQuery);
    expect(found.items.map((item) => item.id)).toContain(id);
    expect(found.suggestions[0]).toMatchObject({ reason: 'TYPO', query: correctedQuery });
  });
  it('are not corrected when the word is known', () => {
    for (const query of ['热泵', 'lithium']) expect(search(query)).not.toHaveProperty('correctedQuery');
  });
});

describe('numbers and units alone', () => {
  it('are not looked for in too many texts, and it is said so', () => {
    const crowded: typeof index = {
      ...index,
      search: (side, request) => ({ ...index.search(side, request), ...(request.accepts ? {} : { total: 20_001 }) }),
    };
    const parts = { index: crowded, percolation: createNaivePercolation(), model: createHandModel() };
    const asked = createSearcher(parts);
    const ask = (query: string) => asked.search(searchInputSchema.parse({ query }), now);
    expect(ask('20 kN')).toMatchObject({ items: [], total: 0, note: 'TOO_MANY_TO_READ' });
    expect(ask('热泵 25').items.map(({ id }) => id)).toEqual(['pump']);
    expect(search('20 kN').note ?? search('77 kN').note ?? ask('量子').note).toBeUndefined();
  });
});

describe('when little is found', () => {
  it('the rarest word or the filter in the way is named', () => {
    const { suggestions } = search('热泵 陶瓷');
    expect(suggestions).toContainEqual({ reason: 'BROADER', query: '热泵', without: [], hits: 1 });
    expect(search('热泵', { filter: { field: ['NUCLEAR'] } }).suggestions).toContainEqual({
      reason: 'BROADER',
      query: '热泵',
      without: ['field'],
      hits: 1,
    });
  });
  it('related words are named', () => {
    expect(search('钠电池').suggestions.map(({ query }) => query)).toContain('电池');
    expect(search('蓄电池').suggestions).toContainEqual({ reason: 'RELATED', query: '电池', without: [], hits: 5 });
  });
});

describe('highlights', () => {
  const marked = (query: string, id: string): string[] => {
    const item = search(query).items.find((one) => one.id === id);
    return [...(item?.title ?? []), '', ...(item?.snippet ?? [])].filter((_, at) => at % 2 === 1);
  };
  it.each([
    ['锂电池', 'recycling', '锂电池'],
    ['锂电池', 'lithium-ion', '锂离子电池'],
    ['lithium battery', 'recycling', '锂电池'],
    ['锂电池', 'english', 'Lithium battery'],
    ['elec', 'solid', 'electrolyte'],
    ['ldc', 'recycling', '锂电池'],
    ['LIFEPO4', 'solid', 'LiFePO4'],
  ])('%s in %s: %s', (query, id, word) => expect(marked(query, id)).toContain(word));
  it('are parts of the text as written', () => {
    const item = search('锂电池').items.find(({ id }) => id === 'recycling');
    expect(item?.title.join('')).toBe('废旧锂电池回收利用技术');
    expect(item?.title[1]).toBe('锂电池');
  });
});

describe('pages', () => {
  it('follow each other without a gap or a repeat, also where scores are equal', () => {
    for (const sort of ['RELEVANCE', 'NEWEST'] as const) {
      const all = ids('', { sort });
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = search('', { sort, limit: 2, cursor });
        expect(page.total).toBe(9);
        found.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(found).toEqual(all);
    }
  });
  it('of another list are refused', () => {
    const { nextCursor } = search('', { limit: 2 });
    expect(() => search('电池', { cursor: nextCursor })).toThrow(expect.objectContaining({ code: 'INVALID_MESSAGE' }));
    expect(() => search('', { cursor: 'nonsense' })).toThrow(expect.objectContaining({ code: 'INVALID_MESSAGE' }));
  });
});

describe('facets', () => {
  it('count what was found, each as if its own filter were not set', () => {
    const { facets, total } = search('电池', { filter: { region: ['32'] } });
    expect(total).toBe(2);
    expect(facets.region).toEqual([
      { value: '32', count: 2 },
      { value: '11', count: 1 },
    ]);
    expect(facets.priceBand).toEqual([
      { value: 'TO_500K', count: 1 },
      { value: 'UNSTATED', count: 1 },
    ]);
    expect(facets.field).toEqual([
      { value: 'ENVIRONMENT', count: 1 },
      { value: 'NEW_ENERGY', count: 1 },
    ]);
  });
  it('filter by prefix, range and band', () => {
    expect(ids('电池', { filter: { region: ['3205'] } })).toEqual(['recycling']);
    expect(ids('', { filter: { readinessMin: 6, readinessMax: 7 } })).toEqual(['solid']);
    expect(ids('', { filter: { priceBand: ['TO_100K'] } })).toEqual(['lead']);
    expect(ids('', { filter: { mode: ['ASSIGNMENT'] } })).toEqual(['pump']);
    expect(ids('', { filter: { achievementKind: ['PATENT'] } })).toEqual(['solid']);
  });
});

describe('suggestions while typing', () => {
  const suggest = (text: string) => searcher.suggest({ kind: 'LISTING', text, limit: 8 }, now).items;
  it.each([
    ['锂电', '锂电池'],
    ['锂电池回', '锂电池回收'],
    ['ldc', '锂电池'],
    ['rebeng', '热泵'],
    ['cath', 'cathode'],
    ['solid st', 'solid state'],
    ['废旧', '废旧锂电池回收利用技术'],
  ])('%s: %s', (text, expected) => expect(suggest(text).map((item) => item.text)).toContain(expected));
  it('say how much each finds', () => {
    for (const { text, hits } of suggest('电池')) expect(search(`${text} `).total).toBe(hits);
  });
  it('are none when nothing begins so', () => expect(suggest('xyzzy')).toEqual([]));
});
