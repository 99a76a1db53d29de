import { plainSubject } from '../subject.js';
import { createFigureCache } from './figure-cache.js';
import { compareNumbers, figuresOf } from './numbers.js';

const hardness = { name: '硬度', operator: 'GE' as const, value: 58, unit: 'HRC' };
const of = (body: string, indicators = [] as (typeof hardness)[]) => figuresOf({ ...plainSubject('淬火', body), indicators });
const outcomes = (claims: string, targets: string) => {
  const { verdicts, ...rest } = compareNumbers(of(claims), of(targets));
  return { verdicts: verdicts.map(({ quantity, verdict }) => `${quantity} ${verdict}`), ...rest };
};

describe('the figures of a record', () => {
  it('are its indicators and what its text says beyond them', () => {
    const figures = of('硬度≥58HRC，导热系数≥80W/(m·K)', [hardness]);
    expect(figures.map(({ name, value }) => [name, value])).toEqual([
      ['硬度', 58],
      ['导热系数', 80],
    ]);
  });
  it('are no amounts of money: these have a component of their own', () => expect(of('预算不超过50万元')).toEqual([]));
});

describe('numbers', () => {
  it('that are met and missed count, those that nobody states do not', () =>
    expect(outcomes('硬度60HRC，厚度0.4mm', '硬度≥58HRC，厚度≤0.32mm，寿命≥10年')).toEqual({
      verdicts: ['硬度 MEETS', '厚度 MISSES', '寿命 UNKNOWN'],
      fit: expect.closeTo(0.6875, 4) as number,
      judged: expect.closeTo(2 / 3, 9) as number,
      hasTargets: true,
      hasClaims: true,
    }));
  it.each([
    '供水管网约 900 km，另有一条 20 km 的支线，2019 年建成，员工 600 人，厂房占地 3 万平方米',
    'We run 900 km of pipes and another line of 20 km with 600 people.',
    '新型号半天内能用起来',
  ])('in passing are no targets: %s', (told) =>
    expect(outcomes('管径 300 mm，长度 5 km', told)).toMatchObject({ verdicts: [], hasTargets: false }),
  );
  it.each([
    ['硬度≥58HRC', '硬度'],
    ['出水 COD≤50mg/L', '出水 COD'],
    ['井下使用寿命≥3年', '井下使用寿命'],
    ['定位误差≤50m', '定位误差'],
    ['a decontamination factor of at least 800', 'decontamination factor'],
    ['noise of at most 60 dB', 'noise'],
  ])('that say how good something shall be are: %s', (told, name) =>
    expect(outcomes('', told).verdicts).toEqual([`${name} UNKNOWN`]),
  );
  it('that the record gives are targets whatever they are called', () =>
    expect(
      compareNumbers(
        [],
        figuresOf({ ...plainSubject('供水', ''), indicators: [{ name: '管网', operator: 'GE', value: 900, unit: 'km' }] }),
      ),
    ).toMatchObject({ hasTargets: true }));
  it('are not compared when no target is stated by the listing', () =>
    expect(outcomes('均匀', '寿命≥10年')).toEqual({
      verdicts: ['寿命 UNKNOWN'],
      fit: undefined,
      judged: 0,
      hasTargets: true,
      hasClaims: false,
    }));
  it('of a demand without any leave nothing to compare', () =>
    expect(outcomes('硬度60HRC', '更硬')).toEqual({
      verdicts: [],
      fit: undefined,
      judged: 0,
      hasTargets: false,
      hasClaims: true,
    }));
});

describe('kept figures', () => {
  const entry = (id: string, body: string) => ({ ...plainSubject('淬火', body), kind: 'LISTING' as const, id });
  it('are those of the entry as it was first read, until it is forgotten', () => {
    const cache = createFigureCache();
    const first = cache.of(entry('a', '硬度≥58HRC'));
    expect(cache.of(entry('a', '硬度≥60HRC'))).toBe(first);
    cache.forget('LISTING', 'a');
    expect(cache.of(entry('a', '硬度≥60HRC'))).toMatchObject([{ value: 60 }]);
  });
  it('are bounded: what was not asked for in a long time is read again', () => {
    const cache = createFigureCache();
    const first = cache.of(entry('a', '硬度≥58HRC'));
    for (let at = 0; at < 5_000; at += 1) cache.of(entry(`b${at}`, ''));
    const again = cache.of(entry('a', '硬度≥58HRC'));
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
  });
});
