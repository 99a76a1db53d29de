import fc from 'fast-check';
import { compareIndicators } from './compare.js';
import { isSameDimension, toBase } from './dimension.js';
import { parseIndicators } from './parse.js';
import type { Figure } from './quantity.js';
import type { Language } from './render.js';
import { compactVerdict, renderQuantity, renderVerdict } from './render.js';
import { measureOf } from './units.js';

const sentences = (target: string, claim: string): string[] =>
  compareIndicators(parseIndicators(target), parseIndicators(claim)).flatMap((verdict) => [
    renderVerdict(verdict, 'zh'),
    renderVerdict(verdict, 'en'),
  ]);

describe('verdicts as sentences', () => {
  it('says what is wanted, what is offered and whether that will do', () => {
    expect(sentences('抗冲击韧性≥60%', '抗冲击韧性≥67%')).toEqual([
      '抗冲击韧性：需求≥60%，成果≥67%，满足',
      'impact toughness: wanted ≥ 60 %, offered ≥ 67 %: meets',
    ]);
    expect(sentences('抗冲击韧性≥60%', '抗冲击韧性为50%')).toEqual([
      '抗冲击韧性：需求≥60%，成果50%，低10个百分点，不满足',
      'impact toughness: wanted ≥ 60 %, offered 50 %: misses by 10 percentage points below',
    ]);
    expect(sentences('产能达到3万吨/年', '产能为5000吨/年')).toEqual([
      '产能：需求≥3万吨/年，成果5000吨/年，低2.5万吨/年（83.3%），不满足',
      'annual output: wanted ≥ 30000 t/year, offered 5000 t/year: misses by 25000 t/year (83.3 %) below',
    ]);
    expect(sentences('成本降低20%以上', '')).toEqual([
      '成本：需求降低≥20%，成果未说明',
      'cost: wanted down by ≥ 20 %: the offer does not say',
    ]);
  });

  it('needs the stored form alone, which is plain data', () => {
    const [verdict] = compareIndicators(parseIndicators('堆积密度≥1.8克/立方厘米'), parseIndicators('堆积密度1.6 g/cm³'));
    if (!verdict) throw new Error('no verdict');
    const compact = compactVerdict(verdict);
    expect(compact).toEqual({
      quantity: '堆积密度',
      target: '≥1.8克/立方厘米',
      claim: '1.6 g/cm³',
      verdict: 'MISSES',
      by: { amount: 0.2, unit: '克/立方厘米', share: 0.111111 },
      reason: 'BELOW',
    });
    const stored: typeof compact = JSON.parse(JSON.stringify(compact));
    for (const language of ['zh', 'en'] as const) expect(renderVerdict(stored, language)).toBe(renderVerdict(verdict, language));
  });

  it('has a sentence for every reason of not knowing', () => {
    const all = (['NO_CLAIM', 'OTHER_DIMENSION', 'NAME_UNCLEAR', 'MAY_REACH', 'NOT_COMPARABLE'] as const).map((reason) =>
      renderVerdict({ target: { name: '密度', operator: 'GE', value: 2, unit: 'g/cm³' }, outcome: 'UNKNOWN', reason }, 'en'),
    );
    expect(new Set(all).size).toBe(5);
    expect(all.every((sentence) => sentence.startsWith('density: wanted ≥ 2 g/cm³'))).toBe(true);
  });
});

describe('what is rendered reads back', () => {
  const name = fc.constantFrom('剥离强度', '堆积密度', '工作温度', '噪声', '产能', 'tensile strength', 'thickness');
  const unit = fc.constantFrom(
    'MPa',
    'g/cm³',
    '克/立方厘米',
    '℃',
    'dB',
    '万吨/年',
    '吨/天',
    'kW·h/t',
    '%',
    'W/(m·K)',
    'μm',
    'HRC',
    '次/分钟',
    'mg/L',
  );
  const amount = fc.oneof(
    fc.integer({ min: 1, max: 99_999 }),
    fc.integer({ min: 1, max: 99_999 }).map((n) => n / 1000),
  );
  const bound = fc.constantFrom('GE' as const, 'GT' as const, 'LE' as const, 'LT' as const, 'ABOUT' as const, 'EQ' as const);
  const change = fc.constantFrom('UP' as const, 'DOWN' as const);
  const figure: fc.Arbitrary<Figure> = fc.oneof(
    fc.record({ name, operator: bound, value: amount, unit }),
    fc
      .record({ name, unit, value: amount, more: amount })
      .map(({ more, ...plain }) => ({ ...plain, operator: 'RANGE' as const, upper: Number((plain.value + more).toFixed(3)) })),
    fc.record({ name, operator: bound, value: amount, unit: fc.constant('%'), change }),
    fc
      .record({
        name,
        operator: fc.constant('SIZE' as const),
        values: fc.array(amount, { minLength: 2, maxLength: 3 }),
        unit: fc.constant('mm'),
      })
      .map((plain) => ({ ...plain, value: plain.values[0] ?? 0 })),
  );

  const inBase = ({ value, upper, values, unit: written, name: named }: Figure): number[] => {
    const measure = measureOf(written, named);
    if (!measure) throw new Error(`unknown unit ${written}`);
    return [...(values ?? [value, ...(upper === undefined ? [] : [upper])])].map((one) => toBase(one, measure));
  };

  it.each(['zh', 'en'] as Language[])('in %s: operator, numbers, dimension, direction', (language) => {
    fc.assert(
      fc.property(figure, (given) => {
        const text = renderQuantity(given, language);
        const [read, ...others] = parseIndicators(text);
        expect(others).toEqual([]);
        if (!read) throw new Error(`nothing read from ${text}`);
        expect({ text, operator: read.operator, change: read.change }).toEqual({
          text,
          operator: given.operator,
          change: given.change,
        });
        const [a, b] = [measureOf(read.unit, read.name), measureOf(given.unit, given.name)];
        expect(a && b && isSameDimension(a, b)).toBe(true);
        const [left, right] = [inBase(read), inBase(given)];
        expect(left.length).toBe(right.length);
        for (const [i, value] of left.entries())
          expect(Math.abs(value - (right[i] ?? 0))).toBeLessThanOrEqual(1e-9 * Math.max(1e-9, Math.abs(value)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('any text', () => {
  const mixed = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        '≥',
        '1',
        '2.5',
        '~',
        '-',
        '(',
        ')',
        '万',
        '亿',
        '%',
        'mm',
        '/',
        '×10',
        '^',
        '降低',
        '不低于',
        '由',
        '到',
        '百分之',
        '零下',
        ':',
        '，',
        '\n',
        '至',
        ' ',
        'GB/T',
        '年',
        '月',
      ),
    ),
    { maxLength: 40 },
  );

  it('is read without an error; what is found lies inside and in order', () => {
    fc.assert(
      fc.property(mixed, (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end, value } of parseIndicators(text)) {
          if (start < 0 || end > text.length || start >= end || end < last || !Number.isFinite(value)) return false;
          last = end;
        }
        return true;
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '9',
    '1-',
    '1、',
    '(',
    '((1',
    '≥',
    '不低于',
    '1~',
    '1/',
    '1×',
    '百分之',
    '一',
    '万',
    '1 ',
    '≤x',
    '1≤',
    '降低',
    'a-1',
    'A',
    '1:',
    '10^',
    '1e',
    '由1到',
    '比较',
    '的',
    '℃/',
    '1m/',
  ])('ends soon on a very long run of %s', (part) => {
    const text = part.repeat(Math.ceil(40_000 / part.length));
    expect(parseIndicators(text).length).toBeLessThanOrEqual(500);
    expect(parseIndicators(`${text}强度≥5MPa`).length).toBeLessThanOrEqual(500);
  });
});
