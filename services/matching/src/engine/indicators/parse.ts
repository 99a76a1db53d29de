import { DIGIT, HAN, LETTER, NUMERAL, SPACE, backOverSpaces, isDigit, kindAt } from './characters.js';
import type { Expression, Source } from './expression.js';
import { readExpression, sourceOf } from './expression.js';
import { isStated } from './accept.js';
import type { Naming } from './names.js';
import { baselineBehind, nameBefore, nameBehind } from './names.js';
import type { Left } from './phrases.js';
import { isPrefixUnit, readLeft, readRight } from './phrases.js';
import type { Sense } from './phrases.data.js';
import { changeBehind } from './phrases.data.js';
import type { Operator, Quantity } from './quantity.js';
import { codeEnd, listNumberEnd, noQuantityEnd, skipWord } from './skipping.js';
import { exponentOf, isOf, isPlain, isSameDimension } from './dimension.js';
import { measureOf, unitOf } from './units.js';

interface Found {
  source: Source;
  at: number;
  floor: number;
  expression: Expression;
  left: Left;
  right?: { sense: Sense; end: number };
}

const spokenOperators = new Set<Sense>(['GE', 'GT', 'LE', 'LT', 'EQ', 'ABOUT']);
const asOperator = (sense: Sense | undefined): Operator | undefined =>
  sense !== undefined && spokenOperators.has(sense) ? (sense as Operator) : undefined;

/** 优于 0.01 mm is smaller, 优于 95 % is more. */
const better = (unit: string, name: string): Operator => {
  const measure = measureOf(unit, name);
  return measure && (exponentOf(measure, 'length') === 1 || exponentOf(measure, 'angle') === 1) ? 'LE' : 'GE';
};

/** The operator that words or signs say, undefined when the number stands alone. */
const operatorOf = (
  { left, right, expression }: Found,
  name: string,
  change: 'UP' | 'DOWN' | undefined,
): Operator | undefined => {
  const said = left.senses.map(asOperator).find((operator) => operator !== undefined);
  const behind = asOperator(right?.sense);
  if (expression.operator === 'SET' || expression.operator === 'SIZE') return expression.operator;
  if (expression.operator === 'RANGE') return 'RANGE';
  if (left.senses.includes('BETTER')) return better(expression.unit, name);
  if (expression.isTolerance && (said === undefined || said === 'EQ')) return 'LE';
  // 提高到 and 降低到 name the level to reach; 达到…以下 says it behind
  const towards = change === 'UP' ? 'GE' : change === 'DOWN' ? 'LE' : undefined;
  if (left.senses.includes('TO') && towards) return behind ?? (said === 'ABOUT' ? said : towards);
  if (behind && behind !== 'ABOUT') return behind;
  if (said === 'EQ' && behind) return behind;
  return said ?? behind ?? expression.operator;
};

const timesUnit = /^(?:倍|成|times|fold|%|‰|个?百分点|percent)$/u;

/** Whether the words make the number an amount of change, not the level to reach. */
const isChange = (found: Found, naming: Naming): boolean => {
  const { left, expression } = found;
  if (left.senses.includes('TO') || expression.isRatio) return false;
  if (left.change) return true;
  if (!naming.change) return false;
  const reaches = /(?:达到?|到|至|为|:|=|≥|>)\s*$/u.test(found.source.folded.slice(Math.max(0, found.at - 3), found.at));
  const isBy = /\bby\s+[^.]{0,24}$/u.test(found.source.lower.slice(Math.max(found.floor, found.at - 28), found.at));
  if (reaches) return false;
  return isBy || timesUnit.test(expression.unit);
};

const perYear: readonly (readonly [RegExp, string])[] = [
  [/年(?:产|处理|加工|生产|消耗|产能|产量|出栏|节约|生产能力|处理量|处理能力|用量|排放)[^，。;]{0,6}$|每年$/u, '年'],
  [/日(?:产|处理|加工|生产|产能|产量|处理量|处理能力)[^，。;]{0,4}$|每[天日]$/u, '天'],
  [/每小时$|小时(?:产量|处理量)$/u, '小时'],
  [/每分钟$/u, '分钟'],
];

/** 年产3000吨 is 3000吨/年. */
const unitPerTime = (unit: string, name: string): string => {
  const measure = unitOf(unit)?.measure;
  if (!measure || exponentOf(measure, 'time') !== 0 || exponentOf(measure, 'yuan') !== 0 || isPlain(measure)) return unit;
  const period = perYear.find(([pattern]) => pattern.test(name));
  return period ? `${unit}/${period[1]}` : unit;
};

const isShort = (value: number): boolean => Number.isInteger(value) || Number.isInteger(value * 1e4);
const clean = (value: number): number => (isShort(value) ? value : Number(value.toPrecision(12)));

/** English: "20 % lower energy consumption". */
const changeBehindOf = (source: Source, at: number): { change: 'UP' | 'DOWN'; name: string } | undefined => {
  const word = /^\s*([a-z]+)\s/.exec(source.lower.slice(at, at + 16));
  const change = word ? changeBehind[word[1] ?? ''] : undefined;
  if (!word || !change) return undefined;
  const name = nameBehind(source, at + word[0].length).replace(/^(?:in|of) /i, '');
  return name === '' ? undefined : { change, name };
};

const namingOf = (found: Found): Naming & { isBehind?: boolean } => {
  const { source, left, floor, expression, right } = found;
  const end = right?.end ?? expression.end;
  const naming = nameBefore(source, {
    end: left.from,
    floor,
    mayChange: left.change !== undefined || timesUnit.test(expression.unit),
  });
  if (left.change?.names !== undefined && naming.name.length < 2) return { ...naming, name: left.change.names };
  if (naming.name !== '' || expression.between)
    return naming.name === '' ? { ...naming, name: expression.between ?? '' } : naming;
  const behind = expression.unit === '%' ? changeBehindOf(source, end) : undefined;
  if (behind) return { ...behind, isBehind: true };
  return { ...naming, name: nameBehind(source, end), isBehind: true };
};

const assemble = (found: Found): Quantity | undefined => {
  const { source, expression, left, right, at } = found;
  const naming = namingOf(found);
  const isAmount = isChange(found, naming) || (naming.isBehind === true && naming.change !== undefined);
  const change = isAmount ? (left.change?.change ?? naming.change) : undefined;
  const said = operatorOf(found, naming.name, left.change?.change ?? naming.change);
  const between = isPrefixUnit(expression.between ?? '') ? expression.between : undefined;
  const written = expression.unit || left.prefix || naming.unit || between || '';
  const stem = source.folded.slice(Math.max(found.floor, left.from - 12), left.from);
  const unit = change ? written : unitPerTime(written, naming.name || stem);
  const isSpoken = said !== undefined || left.prefix !== undefined || change !== undefined;
  const end = right?.end ?? expression.end;
  const multiple = unit === '倍' && !change ? /^(.+?)(?:是|为|达到|可达|达|超过|相当于)(.{2,})$/u.exec(naming.name) : null;
  const named = multiple?.[1] ?? naming.name;
  const name = measureOf(unit, naming.name) && unit === 'K' && !/温|temperature/i.test(naming.name) ? '' : named;
  const figure: Quantity = {
    name,
    operator: said ?? 'EQ',
    value: clean(expression.value),
    unit,
    start: Math.min(left.spoken, at),
    end,
  };
  if (expression.upper !== undefined) figure.upper = clean(expression.upper);
  if (expression.values) figure.values = expression.values.map(clean);
  if (change) figure.change = change;
  if (expression.isTolerance) figure.isTolerance = true;
  const baseline = change ? (naming.baseline ?? baselineBehind(source.text, end)) : multiple?.[2];
  if (baseline) figure.baseline = baseline;
  return isStated(figure, {
    isSpoken,
    isHan: expression.isHan ?? false,
    isBehind: naming.isBehind ?? false,
    isRatio: expression.isRatio ?? false,
    isBounded: expression.between !== undefined,
  })
    ? figure
    : undefined;
};

const isMinusAt = (source: Source, at: number, expression: Expression): boolean => {
  const sign = source.folded.charAt(at);
  if (sign !== '-' && sign !== '+') return false;
  const before = kindAt(source.folded, at - 1);
  if (before === DIGIT || before === LETTER || source.folded.charAt(at - 1) === '-') return false;
  const measure = unitOf(expression.unit)?.measure;
  const isWarm = (measure !== undefined && measure.offset !== 0) || expression.unit === '度';
  return sign === '-' && (isWarm || (before !== HAN && before !== NUMERAL));
};

/** Money before its number: ¥30万 */
const withCurrency = (source: Source, at: number, expression: Expression): Expression => {
  const sign = source.folded.charAt(at - 1);
  const currency = sign === '¥' ? '元' : sign === '$' ? '美元' : undefined;
  return currency && unitOf(expression.unit)?.factors.length === 0
    ? { ...expression, unit: expression.unit + currency }
    : expression;
};

const readQuantity = (source: Source, at: number, floor: number): { end: number; quantity?: Quantity; left?: Left } => {
  const before = backOverSpaces(source.folded, at);
  const isTolerance = source.folded.charAt(before - 1) === '±';
  const plain = readExpression(source, at, { factor: 1, isTolerance });
  if (!plain) return { end: isDigit(source.folded, at) ? codeEnd(source.folded, at) : at + 1 };
  const isCode = plain.unit === '' && isDigit(source.folded, plain.end - 1) && kindAt(source.folded, plain.end) === LETTER;
  if (isCode) return { end: codeEnd(source.folded, plain.end) };
  const isSigned = isMinusAt(source, at - 1, plain);
  const isPlus = source.folded.charAt(at - 1) === '+' && source.folded.charAt(at - 2) !== '/';
  const left = readLeft(source, isSigned || isPlus ? at - 1 : at, floor);
  const isMinus = isSigned || left.senses.includes('MINUS');
  const signed = isMinus ? (readExpression(source, at, { factor: -1, isTolerance }) ?? plain) : plain;
  const expression = withCurrency(source, at, signed);
  const right = readRight(source.lower, expression.end);
  const end = right?.end ?? expression.end;
  return { end, left, quantity: assemble({ source, at: isSigned ? at - 1 : at, floor, expression, left, right }) };
};

interface Placed {
  quantity: Quantity;
  left: Left;
}

/** 由A提高到B: A is what B is measured against. */
const withStart = (source: Source, previous: Placed | undefined, { quantity: next, left }: Placed): Quantity | undefined => {
  if (!previous || !left.senses.some((sense) => sense === 'TO' || sense === 'GE')) return undefined;
  if (!previous.left.senses.includes('FROM') || next.start - previous.quantity.end > 12) return undefined;
  const baseline = source.text.slice(previous.quantity.start, previous.quantity.end).trim();
  return { ...next, name: previous.quantity.name || next.name, baseline };
};

/** 抗压强度1天内达到20MPa: the time is the condition of the strength, and the strength has its name. */
const withCondition = (
  source: Source,
  previous: Quantity | undefined,
  next: Quantity,
): { quantity: Quantity; drops: boolean } | undefined => {
  if (!previous || next.name !== '' || next.change || next.start - previous.end > 12) return undefined;
  const [before, after] = [measureOf(previous.unit, previous.name), measureOf(next.unit, '')];
  if (!before || !after || /[\n。;；]/u.test(source.folded.slice(previous.end, next.start))) return undefined;
  if (isSameDimension(before, after)) return { quantity: { ...next, name: previous.name }, drops: false };
  const isCondition = (isOf(before, 'time') || isOf(before, 'temperature')) && next.start - previous.end < 2;
  return isCondition ? { quantity: { ...next, name: previous.name }, drops: true } : undefined;
};

const MOST_QUANTITIES = 500;

/**
 * Every target or claim with a number in a Chinese or English text, from left to right; never throws, in time linear in the length.
 * Years, dates, numbers of standards, patents, lists and models are none. At most 500.
 * @example parseIndicators('抗冲击韧性≥71%') // [{ name: '抗冲击韧性', operator: 'GE', value: 71, unit: '%', start: 5, end: 9 }]
 */
export const parseIndicators = (text: string): Quantity[] => {
  const source = sourceOf(text);
  const { folded } = source;
  const found: Quantity[] = [];
  let previous: Placed | undefined;
  let [at, floor] = [0, 0];
  while (at < folded.length && found.length < MOST_QUANTITIES) {
    const kind = kindAt(folded, at);
    if (kind === LETTER) at = skipWord(source, at);
    else if (kind !== DIGIT && kind !== NUMERAL) at++;
    else if (kind === NUMERAL && ((at > 0 && '第几数'.includes(folded.charAt(at - 1))) || kindAt(folded, at - 1) === NUMERAL))
      at++;
    else {
      const passed = kind === DIGIT ? (listNumberEnd(source, at) ?? noQuantityEnd(source, at)) : undefined;
      const read = passed === undefined ? readQuantity(source, at, floor) : { end: passed };
      if (read.quantity && read.left) {
        const whole = withStart(source, previous, { quantity: read.quantity, left: read.left });
        const named = whole ? undefined : withCondition(source, previous?.quantity, read.quantity);
        if (whole || named?.drops) found.pop();
        const quantity = whole ?? named?.quantity ?? read.quantity;
        found.push(quantity);
        previous = { quantity, left: read.left };
        floor = read.end;
      } else if (kind === DIGIT && kindAt(folded, read.end) !== SPACE) floor = Math.max(floor, Math.min(read.end, folded.length));
      at = Math.max(read.end, at + 1);
    }
  }
  return found;
};
