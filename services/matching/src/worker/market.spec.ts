import { createHandModel } from '../engine/model/hand-model.js';
import { plainSubject } from '../engine/subject.js';
import type { Kind } from '../engine/subject.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { createMarket } from './market.js';
import type { Market } from './market.js';

const now = '2030-05-20T10:00:00.000Z';
const model = createHandModel();

const entry = (kind: Kind, id: string, title: string): IndexedEntry => ({
  ...plainSubject(title, `${title}的研究与应用，要求硬度不低于58HRC`),
  kind,
  id,
  revision: 1,
  publishedAt: now,
  organisationId: `${kind}-${id}`,
  isAnonymous: false,
});
const entries = [
  entry('LISTING', 'bearing', '风电轴承感应淬火'),
  entry('LISTING', 'cold', '果蔬冷链保鲜包装'),
  entry('LISTING', 'glass', '玻璃盖板表面缺陷检测'),
  entry('DEMAND', 'wind', '大型风电轴承淬火工艺'),
];

const filled = async (): Promise<Market> => {
  const market = createMarket(model);
  for (const one of entries) await market.door.put(one);
  return market;
};
const bytesOf = (market: Market): Map<string, Buffer> =>
  new Map(Object.entries(market.parts()).map(([name, chunks]) => [name, Buffer.concat([...chunks])]));
const asked = async ({ door }: Market): Promise<unknown[]> => [
  await door.size('LISTING'),
  await door.consider(entries[3] ?? entry('DEMAND', '', ''), { now, limit: 3, minLevel: 1 }),
  await door.search({ kind: 'LISTING', query: '轴承 淬火', filter: {}, sort: 'RELEVANCE', limit: 5 }, now),
  await door.assess({
    draft: { kind: 'LISTING', content: { ...content, title: '风电轴承感应淬火' } },
    entry: entry('LISTING', '', '风电轴承感应淬火'),
    now,
  }),
];
const content = {
  abstract: '',
  advantage: '',
  keywords: [],
  indicators: [],
  modes: [],
  owners: [],
  licences: [],
  secrecy: 'PUBLIC' as const,
  excludedOrganisationIds: [],
};

describe('a market', () => {
  it('that comes from its parts answers as the one they are of', async () => {
    const market = await filled();
    const restored = createMarket(model, bytesOf(market));
    expect(await asked(restored)).toEqual(await asked(market));
    await restored.door.remove('LISTING', 'cold');
    await market.door.remove('LISTING', 'cold');
    expect(await asked(restored)).toEqual(await asked(market));
  });
  it('has the same parts, byte for byte, when it is filled twice', async () => {
    expect(bytesOf(await filled())).toEqual(bytesOf(await filled()));
  });
  it('names in its version all that its parts depend on', () =>
    expect(createMarket(model).version).toMatch(new RegExp(`${model.version} [0-9a-f]{16} v8-${process.versions.v8}$`)));
});
