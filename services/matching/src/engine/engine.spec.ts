import { explanationSchema } from '@lastmile/protocol';
import { createEngine } from './engine.js';
import type { Engine } from './engine.js';
import { plainSubject } from './subject.js';
import type { Entry, Kind, Subject } from './subject.js';

const entry = (kind: Kind, id: string, title: string, more: Partial<Subject> = {}): Entry => ({
  ...plainSubject(title, ''),
  organisationId: `owner-of-${id}`,
  ...more,
  kind,
  id,
});
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

describe('what keeps a pair apart', () => {
  const today = '2030-05-20';
  const asked = entry('DEMAND', 'd', '风电轴承淬火', { organisationId: 'enterprise', excluded: ['owner-of-rival'] });
  const offers = [
    listing('good', '风电轴承表面淬火工艺'),
    listing('over', '风电轴承淬火', { validUntil: '2030-05-19' }),
    listing('rival', '风电轴承表面淬火'),
    listing('far', '医院轴承排班'),
  ];
  const considered = (limit: number) => {
    const { best, blocked } = engineOf(...offers).consider(asked, { kind: 'LISTING', limit, today });
    return {
      best: best.map((one) => one.entry.id),
      blocked: blocked.map((one) => [one.entry.id, one.constraints.map(({ name }) => name)]),
    };
  };
  it('is told of those that would have been among the best', () =>
    expect(considered(3)).toEqual({
      best: ['good', 'far'],
      blocked: [
        ['over', ['EXPIRED']],
        ['rival', ['EXCLUDED_PARTY']],
      ],
    }));
  it('is not told of those that others are ahead of', () => {
    const better = listing('better', '风电轴承淬火');
    const { best, blocked } = engineOf(...offers, better).consider(asked, { kind: 'LISTING', limit: 1, today });
    expect(best.map((one) => one.entry.id)).toEqual(['better']);
    expect(blocked.map((one) => one.entry.id)).toEqual(['over']);
  });
  it('is nothing that is over when no day is given', () => {
    const ranked = engineOf(...offers).rank(asked, { kind: 'LISTING', limit: 9 });
    expect(ranked.map((one) => one.entry.id)).toEqual(['over', 'good', 'far']);
  });
  it('does not touch the score', () => {
    const [, over] = offers;
    const { score, constraints } = engineOf().explainPair(over ?? asked, asked, today);
    expect(constraints.map(({ name }) => name)).toEqual(['EXPIRED']);
    expect(score).toBe(engineOf().rate(over ?? asked, asked, '2030-05-01').score);
  });
});

describe('explaining', () => {
  it('names whole words of the listing, each once', () => {
    const engine = engineOf(ceramics, bearing, software);
    const { words } = engine.explain(ceramics, plainSubject('功率模块用氮化硅陶瓷', ''));
    const names = words.map(({ word }) => word);
    expect(names).toEqual(expect.arrayContaining(['陶瓷', '功率', '氮化硅']));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(`${ceramics.title}\n${ceramics.body}`).toContain(name);
  });
  it('names the counterpart across languages', () => {
    const own = listing('battery', '锂电池回收');
    const { words } = engineOf(own).explain(own, plainSubject('recycling batteries', ''));
    expect(words).toContainEqual(expect.objectContaining({ word: '锂电池', counterpart: 'batteries' }));
  });
  const wordsOf = (own: [string, string], asked: [string, string]): string[] =>
    engineOf()
      .explain(plainSubject(...own), plainSubject(...asked))
      .words.map(({ word, counterpart }) => (counterpart === undefined ? word : `${word} = ${counterpart}`));
  it('shows no numbers, units or single letters', () => {
    const words = wordsOf(['吸附材料 48 h', '每批 5 kg，用于 A 线，型号 304'], ['吸附材料', '48 h 内处理 5 kg，A 线，304']);
    expect(words).toContain('吸附');
    for (const word of words) expect(word).not.toMatch(/^(?:48|h|kg|5|A|304)$/i);
  });
  it('writes words as the listing does', () => {
    expect(wordsOf(['LiFePO4 正極', ''], ['lifepo4 正极', ''])).toEqual(expect.arrayContaining(['LiFePO4', '正極']));
  });
  it('writes a word with a joined prefix to its end', () => {
    const words = wordsOf(['Fewer re-handling moves', ''], ['less re-handling of containers', '']);
    expect(words).toContain('re-handling');
  });
  it('joins what is written in another way', () => {
    expect(wordsOf(['LED 检测', ''], ['发光二极管检测', ''])).toContain('LED = 发光二极管');
    expect(wordsOf(['bearing coatings', ''], ['coating of bearings', ''])).toEqual(
      expect.arrayContaining(['bearing', 'coatings = coating']),
    );
  });
  it('takes no word that a text says it does without', () => {
    expect(wordsOf(['锂电池正极', '不使用氰化物'], ['锂电池正极', '氰化物处理'])).not.toContain('氰化物');
    expect(wordsOf(['锂电池正极', '使用氰化物'], ['锂电池正极', '氰化物处理'])).toContain('氰化物');
  });
  it('is the same every time', () => {
    const make = () =>
      JSON.stringify(engineOf().explain(ceramics, { ...plainSubject('功率模块用氮化硅陶瓷', '') }, '2030-05-20'));
    expect(make()).toBe(make());
  });
  it('carries the versions of engine, model and policy', () => {
    const { engineVersion, modelVersion, policyVersion } = engineOf().explain(bearing, plainSubject('轴承', ''), '2021-01-01');
    expect({ engineVersion, modelVersion, policyVersion }).toEqual({
      engineVersion: 'pair-2',
      modelVersion: 'hand-1',
      policyVersion: 'beijing-2020',
    });
  });
  it('fits the platform’s shape', () => {
    const explanation = engineOf().explain(ceramics, plainSubject('功率模块用氮化硅陶瓷', ''));
    expect(explanationSchema.parse(explanation)).toEqual(explanation);
  });
});
