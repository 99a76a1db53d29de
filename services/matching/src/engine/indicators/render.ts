import type { Verdict } from './compare.js';
import { isPlain } from './dimension.js';
import { nameIn } from './names-alike.js';
import type { Figure } from './quantity.js';
import { parseIndicators } from './parse.js';
import { unitOf } from './units.js';

export type Language = 'zh' | 'en';

/** One verdict as stored and sent; the shape of the protocol's `indicatorVerdictSchema`. `target` and `claim` are signs and numbers only. */
export interface CompactVerdict {
  quantity: string;
  target: string;
  claim?: string;
  verdict: 'MEETS' | 'MISSES' | 'UNKNOWN';
  by?: { amount: number; unit: string; share?: number };
  reason?: string;
}

const signs = { GE: '≥', GT: '>', LE: '≤', LT: '<', EQ: '', ABOUT: '≈', RANGE: '', SET: '', SIZE: '' } as const;
const arrows = { UP: '↑', DOWN: '↓' } as const;

/** Digits without an exponent up to a billion; never a grouping, so that what is shown reads back. */
const numberText = (value: number): string => {
  const short = Number(value.toPrecision(12));
  const magnitude = Math.abs(short);
  return magnitude !== 0 && (magnitude < 1e-6 || magnitude >= 1e15) ? short.toExponential() : String(short);
};

const isPrefix = /^(?:HRC|HRB|HRA|HB|HBW|HBS|HV|HS|IP)$/;

/** A figure in signs: ≥60%, -40~85℃, ↓≥20%, 10×20×30mm, ±0.01mm. Reads the same in both languages. */
export const notation = ({ operator, value, upper, values, unit, change, isTolerance }: Figure): string => {
  const arrow = change ? arrows[change] : '';
  const listed = values?.map(numberText).join(operator === 'SIZE' ? '×' : '/');
  const numbers = listed ?? (operator === 'RANGE' ? `${numberText(value)}~${numberText(upper ?? value)}` : numberText(value));
  const sign = isTolerance ? (operator === 'LE' ? '±' : `${signs[operator]}±`) : signs[operator];
  if (isPrefix.test(unit)) return `${arrow}${sign}${unit}${numbers}`;
  const space = /^[a-z]/i.test(unit) ? ' ' : '';
  return `${arrow}${sign}${numbers}${space}${unit}`;
};

const superscript = (power: number): string =>
  power === 1 ? '' : [...String(power)].map((digit) => (digit === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? ''))).join('');

/** Chinese units in symbols for an English reader (克/立方厘米 is g/cm³); what has no symbol stays as written. */
const unitIn = (unit: string, language: Language): { scale: number; text: string } => {
  const read = language === 'en' && /[\u3400-\u9fff℃]/u.test(unit) ? unitOf(unit) : undefined;
  if (!read || read.factors.some(({ atom, times }) => /[\u3400-\u9fff]/u.test(atom.en) || times !== 1))
    return { scale: 1, text: unit };
  const part = (isBelow: boolean): string[] =>
    read.factors
      .filter(({ power, atom }) => power < 0 === isBelow && (atom.en !== '' || isBelow))
      .map(({ atom, power }) => atom.en + superscript(Math.abs(power)));
  const [above, below] = [part(false), part(true)];
  if (below.includes('')) return { scale: 1, text: unit };
  return {
    scale: read.scale,
    text:
      above.join('·') + (below.length > 0 ? `/${below.map((name) => name.replace(/^(year|month|day)s$/, '$1')).join('/')}` : ''),
  };
};

/** The same figure, with the unit in the reader's symbols. */
const inLanguage = (figure: Figure, language: Language): Figure => {
  const { scale, text } = unitIn(figure.unit, language);
  const times = (value: number): number => Number((value * scale).toPrecision(12));
  return {
    ...figure,
    unit: text,
    value: times(figure.value),
    ...(figure.upper === undefined ? {} : { upper: times(figure.upper) }),
    ...(figure.values === undefined ? {} : { values: figure.values.map(times) }),
  };
};

const spaced = (text: string): string => text.replace(/([≥≤<>≈])/u, '$1 ').replace(/(\d)(%|‰|℃|°C)/u, '$1 $2');

/** A stored text with its Chinese unit in symbols. */
const translated = (text: string): string => {
  const arrow = /^[↑↓]/u.exec(text)?.[0] ?? '';
  if (!/[\u3400-\u9fff℃]/u.test(text)) return text;
  const [figure] = parseIndicators(`值${text.slice(arrow.length)}`);
  return figure ? arrow + notation(inLanguage(figure, 'en')) : text;
};

const changeIn = (text: string, language: Language): string => {
  if (language === 'zh') return text.replace(/^↓/u, '降低').replace(/^↑/u, '提高');
  return spaced(translated(text).replace(/^↓/u, 'down by ').replace(/^↑/u, 'up by '));
};

/** "抗冲击韧性≥60%", "impact toughness ≥ 60 %". The number stays in the unit it was written in. */
export const renderQuantity = (figure: Figure, language: Language): string => {
  const name = nameIn(figure.name, language);
  const text = changeIn(notation(inLanguage(figure, language)), language);
  const against = figure.baseline ? (language === 'zh' ? `（对比${figure.baseline}）` : ` (against ${figure.baseline})`) : '';
  if (name === '') return text + against;
  const joint = language === 'en' ? ' ' : /^[≥≤<>≈±降提]/u.test(text) ? '' : '：';
  return name + joint + text + against;
};

/** What a stored explanation keeps of a verdict: signs and numbers in the units as written. */
export const compactVerdict = (verdict: Verdict): CompactVerdict => {
  const { target, claim } = verdict;
  const compact: CompactVerdict = { quantity: target.name, target: notation(target), verdict: verdict.outcome };
  if (claim) compact.claim = notation(claim);
  if (verdict.outcome === 'MISSES') {
    const { side, amount, share } = verdict.by;
    compact.by = { amount, unit: target.unit, ...(share === undefined ? {} : { share }) };
    compact.reason = side;
  }
  if (verdict.outcome === 'UNKNOWN') compact.reason = verdict.reason;
  return compact;
};

const unknownIn: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  NO_CLAIM: { zh: '成果未说明', en: 'the offer does not say' },
  OTHER_DIMENSION: { zh: '单位不同，无法比较', en: 'in another kind of unit, cannot be compared' },
  NAME_UNCLEAR: { zh: '不能确定是否为同一指标', en: 'may be another quantity' },
  MAY_REACH: { zh: '可能达到，但未明确', en: 'may be reached, but is not stated' },
  NOT_COMPARABLE: { zh: '无法直接比较', en: 'cannot be compared directly' },
};

const amountText = (amount: number, unit: string, language: Language): string =>
  language === 'en'
    ? spaced(translated(notation({ name: '', operator: 'EQ', value: amount, unit })))
    : notation({ name: '', operator: 'EQ', value: amount, unit });

/** A difference of percentages is counted in points. */
const pointsIn = (text: string, language: Language): string =>
  text.replace(/ ?%$/u, language === 'zh' ? '个百分点' : ' percentage points');

const missText = ({ by, reason }: CompactVerdict, language: Language): string => {
  const amount = by ? pointsIn(amountText(by.amount, by.unit, language), language) : '';
  const plain = by ? unitOf(by.unit)?.measure : undefined;
  const share =
    by?.share !== undefined && !(plain && (isPlain(plain) || plain.offset !== 0))
      ? numberText(Math.round(by.share * 1000) / 10)
      : undefined;
  if (language === 'zh')
    return `${reason === 'ABOVE' ? '高' : '低'}${amount}${share === undefined ? '' : `（${share}%）`}，不满足`;
  return `misses by ${amount}${share === undefined ? '' : ` (${share} %)`}${reason === 'ABOVE' ? ' above' : ' below'}`;
};

const outcomeText = (compact: CompactVerdict, language: Language): string => {
  if (compact.verdict === 'MEETS') return language === 'zh' ? '满足' : 'meets';
  if (compact.verdict === 'MISSES') return missText(compact, language);
  return unknownIn[compact.reason ?? '']?.[language] ?? (language === 'zh' ? '未知' : 'unknown');
};

/**
 * One sentence: "抗冲击韧性：需求≥60%，成果≥67%，满足" or "impact toughness: wanted ≥ 60 %, offered ≥ 67 %: meets". Works from the
 * stored form alone.
 */
export const renderVerdict = (verdict: Verdict | CompactVerdict, language: Language): string => {
  const compact = 'outcome' in verdict ? compactVerdict(verdict) : verdict;
  const name = nameIn(compact.quantity, language) || (language === 'zh' ? '指标' : 'indicator');
  const target = changeIn(compact.target, language);
  const claim = compact.claim === undefined ? undefined : changeIn(compact.claim, language);
  const outcome = outcomeText(compact, language);
  if (language === 'zh') return `${name}：需求${target}${claim === undefined ? '' : `，成果${claim}`}，${outcome}`;
  return `${name}: wanted ${target}${claim === undefined ? '' : `, offered ${claim}`}: ${outcome}`;
};
