import { createEngine } from './engine.js';
import type { Engine } from './engine.js';
import { levelOf } from './rating.js';
import { plainSubject } from './subject.js';
import type { Entry, Kind, Subject } from './subject.js';

const entry = (kind: Kind, id: string, title: string, more: Partial<Subject> = {}): Entry => ({
  ...plainSubject(title, ''),
  organisationId: `owner-of-${id}`,
  ...more,
  kind,
  id,
});
const named = (name: string) => ({ name, operator: 'GE' as const, value: 1, unit: '' });
const listing = (id: string, title: string, more?: Partial<Subject>): Entry => entry('LISTING', id, title, more);
const engineOf = (...entries: Entry[]): Engine => {
  const engine = createEngine();
  entries.forEach((one) => engine.put(one));
  return engine;
};
const idsOf = (engine: Engine, subject: Subject, kind: Kind = 'LISTING'): string[] =>
  engine.rank(subject, { kind, limit: 10 }).map((ranked) => ranked.entry.id);

const ceramics = listing('ceramics', '高导热氮化硅陶瓷基板制备技术', { body: '用于功率模块的散热' });
const bearing = listing('bearing', '大型风电轴承表面淬火工艺');
const software = listing('software', '医院排班管理软件');

describe('ranking', () => {
  it('puts the listing that shares the rare words first and leaves strangers out', () => {
    const engine = engineOf(ceramics, bearing, software);
    expect(idsOf(engine, plainSubject('功率模块用氮化硅基板', '寻找更耐用的陶瓷'))).toEqual(['ceramics']);
  });
  it('works both ways with one score for a pair', () => {
    const demand = entry('DEMAND', 'd', '轴承淬火工艺改进', { body: '风电主轴轴承要求硬度均匀' });
    const engine = engineOf(ceramics, bearing, software, demand);
    const [there] = engine.rank(demand, { kind: 'LISTING', limit: 1 });
    const [back] = engine.rank(bearing, { kind: 'DEMAND', limit: 1 });
    expect(there?.score).toBe(back?.score);
    expect({ score: there?.score, level: there?.level }).toEqual(engine.rate(bearing, demand));
  });
  it('lets an English demand and a Chinese listing meet', () => {
    const engine = engineOf(ceramics, bearing, software, listing('battery', '锂离子电池负极材料回收方法'));
    const [best] = engine.rank(plainSubject('Recycling of lithium-ion battery anodes', ''), { kind: 'LISTING', limit: 3 });
    expect(best?.entry.id).toBe('battery');
    expect(best?.level).toBeGreaterThanOrEqual(3);
  });
  it('gives the same text the full score', () => {
    const engine = engineOf(ceramics, bearing);
    expect(engine.rate(ceramics, { ...ceramics }).score).toBe(1);
  });
  it('finds nothing for a text without words', () => {
    expect(idsOf(engineOf(ceramics), plainSubject('的', '!?'))).toEqual([]);
  });
  it('asks who is accepted', () => {
    const engine = engineOf(bearing, listing('other', '风电轴承'));
    const accepts = ({ organisationId }: Entry): boolean => organisationId !== 'owner-of-other';
    const ranked = engine.rank(plainSubject('风电轴承', ''), { kind: 'LISTING', limit: 5, accepts });
    expect(ranked.map(({ entry: { id } }) => id)).toEqual(['bearing']);
  });
  it('leaves out what is below the level asked for', () => {
    const engine = engineOf(ceramics, bearing, software);
    const all = engine.rank(plainSubject('陶瓷与轴承表面', ''), { kind: 'LISTING', limit: 9 });
    const good = engine.rank(plainSubject('陶瓷与轴承表面', ''), { kind: 'LISTING', limit: 9, minLevel: 3 });
    expect(good).toEqual(all.filter(({ level }) => level >= 3));
  });
  it('forgets the old text of a replaced entry', () => {
    const engine = engineOf(bearing);
    engine.put({ ...bearing, title: '食品冷链运输' });
    expect(idsOf(engine, plainSubject('轴承淬火', ''))).toEqual([]);
    expect(idsOf(engine, plainSubject('冷链', ''))).toEqual(['bearing']);
    expect(engine.size('LISTING')).toBe(1);
  });
  it('keeps nothing of a text that was only asked about', () => {
    const engine = engineOf(bearing, ceramics);
    const before = engine.rate(bearing, plainSubject('轴承', ''));
    engine.rank(plainSubject('轴承轴承轴承', '淬火'), { kind: 'LISTING', limit: 5 });
    expect(engine.rate(bearing, plainSubject('轴承', ''))).toEqual(before);
  });
});

describe('what is compared beside the text', () => {
  const want = plainSubject('风电轴承', '');
  const scored = (offer: Partial<Subject>, asked: Partial<Subject>) => {
    const [own, other] = [listing('l', '风电轴承淬火', offer), { ...want, ...asked }];
    const { components } = engineOf(own).explain(own, other);
    return components.filter(({ name }) => name !== 'title' && name !== 'body').map(({ name, score }) => [name, score]);
  };
  it.each<[string, Partial<Subject>, Partial<Subject>, [string, number][]]>([
    ['nothing when one side is silent', { field: 'NEW_ENERGY', price: 5, region: '110000' }, {}, []],
    ['the same field', { field: 'NEW_ENERGY' }, { field: 'NEW_ENERGY' }, [['field', 1]]],
    ['another field', { field: 'NEW_ENERGY' }, { field: 'TRANSPORT' }, [['field', 0]]],
    ['a price within the budget', { price: 100 }, { budget: 100 }, [['price', 1]]],
    ['a price of twice the budget', { price: 200 }, { budget: 100 }, [['price', 0.5]]],
    ['one mode in common', { modes: ['LICENCE', 'SERVICE'] }, { modes: ['SERVICE'] }, [['mode', 1]]],
    ['no mode in common', { modes: ['LICENCE'] }, { modes: ['SERVICE'] }, [['mode', 0]]],
    ['the same city', { region: '110101' }, { region: '110102' }, [['region', 0.7]]],
    ['the same province', { region: '440100' }, { region: '440300' }, [['region', 0.4]]],
    ['another province', { region: '440100' }, { region: '110000' }, [['region', 0]]],
    [
      'half of the indicators',
      { indicators: [named('表面硬度')] },
      { indicators: [named('硬度'), named('寿命')] },
      [['indicators', 0.5]],
    ],
  ])('%s', (_, offer, asked, expected) => expect(scored(offer, asked)).toEqual(expected));
});

describe('explaining', () => {
  it('names whole words of the listing, each once', () => {
    const engine = engineOf(ceramics, bearing, software);
    const { words } = engine.explain(ceramics, plainSubject('功率模块用氮化硅陶瓷', ''));
    const names = words.map(({ word }) => word);
    expect(names).toEqual(expect.arrayContaining(['陶瓷', '功率']));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(`${ceramics.title}\n${ceramics.body}`).toContain(name);
  });
  it('names the counterpart across languages', () => {
    const own = listing('battery', '锂电池回收');
    const { words } = engineOf(own).explain(own, plainSubject('recycling batteries', ''));
    expect(words).toContainEqual(expect.objectContaining({ word: '电池', counterpart: 'batteries' }));
  });
  it('carries the version of the engine', () => {
    expect(engineOf(bearing).explain(bearing, plainSubject('轴承', '')).engineVersion).toMatch(/^lexical-\d+$/);
  });
});

describe('levels', () => {
  it.each([
    [0, 1],
    [0.1499, 1],
    [0.15, 2],
    [0.3799, 2],
    [0.38, 3],
    [0.5499, 3],
    [0.55, 4],
    [1, 4],
  ])('%d is level %d', (score, level) => expect(levelOf(score)).toBe(level));
});
