import { DIGIT, HAN, LETTER, NUMERAL, STOP, backOverSpaces, kindAt, skipSpaces } from './characters.js';
import type { Source } from './expression.js';
import { changeWords } from './phrases.data.js';
import { unitOf } from './units.js';

/** What the words before or behind a number say about it. */
export interface Naming {
  name: string;
  change?: 'UP' | 'DOWN';
  baseline?: string;
  /** A unit in parentheses behind the name: 温度(℃). */
  unit?: string;
}

const FURTHEST = 28;
const FURTHEST_LATIN = 72;
const DEEPEST = 40;

/** Steps back over one parenthesis that ends at `end`. */
const backOverParenthesis = (text: string, end: number, floor: number): number | undefined => {
  if (text.charAt(end - 1) !== ')') return undefined;
  let depth = 0;
  for (let i = end - 1; i >= floor && i > end - DEEPEST - 4; i--) {
    const sign = text.charAt(i);
    if (sign === ')') depth++;
    if (sign === '(' && --depth === 0) return i;
  }
  return undefined;
};

const isLatinPoint = (text: string, at: number): boolean =>
  text.charAt(at) === '.' &&
  kindAt(text, at - 1) === LETTER &&
  (kindAt(text, at + 1) === LETTER || kindAt(text, at + 1) === DIGIT);

const clauseStart = (text: string, end: number, floor: number): number => {
  const isLatin = kindAt(text, end - 1) === LETTER;
  const least = Math.max(floor, end - (isLatin ? FURTHEST_LATIN : FURTHEST));
  let at = end;
  while (at > least && (kindAt(text, at - 1) !== STOP || isLatinPoint(text, at - 1))) at--;
  return at;
};

const verbs =
  /^.*(?:实现|达到|要求|具有|具备|保证|满足|确保|使得|从而|形成|建成|建设|完成|取得|获得|授权|申请|发表|培养|拥有|提供|采用|其中|包括|目标|能够|可以|可使|需要|开发|研制|保持|控制|进而|同时|并且|以及|预期|预计|计划|单位|新增|公司|项目|现有|投入|每年|平均|整体|一种|建立|改造|引进|购置|应用于|用于|使用(?!温度|寿命|压力|年限|范围|环境|条件|强度)|为了|寻求|解决|开展|承担|拟|需(?!求))(?=.{2})/u;
const leading =
  /^(?:其[它他中]|[的其且及和与该每则而所让把由从以了为按]|使(?!用)|将|并(?![联网])|对(?![比称角流])|在(?!线)|各(?!向)|可(?![靠见溶逆])|后(?!处理|端)|能(?![耗量源效力级带])|\d+[.、])+/u;
const trailing =
  /(?:[的均仅只已也还再应需要须可为是在至到达约有和及与]|(?<![产產性功热动势节智])能|一般|通常|平均|至少|分别|进一步|不断|大幅|大幅度|显著|有效|明显|可|总体|整体)+$/u;
const whole = new Set([
  '项目',
  '公司',
  '单位',
  '整体',
  '目标',
  '要求',
  '平均',
  '预计',
  '计划',
  '满足',
  '其中',
  '中',
  '天',
  '年',
  '月',
  '日',
  '实现',
  '达到',
  '建设',
  '建成',
  '开发',
  '研发',
  '设备换',
  '之间',
  '几',
  '数',
  '按',
  '拟开发',
  '具有',
  '每天',
  '小时',
  '形成',
  '完成',
  '取得',
  '采用',
  '使用',
  '之',
  '有',
]);

/** The core of a Chinese name: without the verbs before it, the particles around it, and what it belongs to. */
const coreOf = (written: string): string => {
  let name = written.trim().replace(trailing, '');
  const owner = name.lastIndexOf('的');
  if (owner >= 0 && name.length - owner > 2) name = name.slice(owner + 1);
  const space = name.lastIndexOf(' ');
  if (space >= 0 && name.length - space > 2 && kindAt(name, name.length - 1) === HAN) name = name.slice(space + 1);
  name = name.replace(verbs, '');
  name = name.replace(leading, '').trim();
  return whole.has(name) ? '' : name.replace(/^[\s\-—~·/φ.]+|[\s\-—~·/φ]+$/gu, '');
};

const comparison =
  /^(.*?)(?:相比于|相较于|相对于|相比|相较|比(?!表面|例|重|容|功率|能量|热|强|电|值|率|刚)|较(?!高|低|大|小|多|少|好|强))([^比较]{2,})$/u;
const compared = /(?:与|和|跟|比|较|相对于|相对|相较于|相较)([^，,;。]{2,20}?)(?:相比较|相比|比较|相对比)?[，,]?\s*$/u;

/** "成本比现有工艺" is 成本, against 现有工艺. */
const splitBaseline = (segment: string): { rest: string; baseline?: string } => {
  const found = comparison.exec(segment);
  return found
    ? { rest: found[1] ?? '', baseline: (found[2] ?? '').replace(/(?:相比|的|可|能|应|将)+$/u, '') }
    : { rest: segment };
};

const longVerbs = changeWords.filter(({ isShort, names, word }) => !isShort && names === undefined && kindAt(word, 0) === HAN);
const changeOfVerb = new Map(longVerbs.map(({ word, change }) => [word, change]));
const lastVerb = new RegExp(`^.*(${[...changeOfVerb.keys()].sort((a, b) => b.length - a.length).join('|')})了?(.{2,})$`, 'u');

/** "降低生产成本": the verb stands before the name. */
const verbInside = (segment: string): { change: 'UP' | 'DOWN'; rest: string } | undefined => {
  const [, verb = '', rest = ''] = lastVerb.exec(segment) ?? [];
  const change = changeOfVerb.get(verb);
  return change && { change, rest };
};

const cuts = new Set(
  'and with has have having that which who achieve achieves achieved achieving provide provides require requires required requiring offer offers while need needs want wants reach reaches maintain maintains keep keeps shall should must can could will would may give gives show shows ensure ensures our we deliver delivers get gets obtain for but target targets on'.split(
    ' ',
  ),
);
const articles = new Set(
  'the a an its their this these those to by of is are be at in from than as now it range ranges ranging'.split(' '),
);
const latinChanges = new Map(
  changeWords.filter(({ word }) => kindAt(word, 0) === LETTER).map(({ word, change }) => [word, change]),
);
const MOST_WORDS = 6;

const trimArticles = (words: string[]): string[] => {
  let [from, to] = [0, words.length];
  while (from < to && articles.has((words[from] ?? '').toLowerCase())) from++;
  while (to > from && articles.has((words[to - 1] ?? '').toLowerCase())) to--;
  return words.slice(from, to);
};

const latinNaming = (segment: string): Naming => {
  const words = segment.split(/\s+/).filter(Boolean);
  const than = words.findLastIndex((word) => /^(?:than|versus|vs)$/i.test(word));
  const verb = words.findLastIndex((word) => latinChanges.has(word.toLowerCase()));
  const change = verb >= 0 ? latinChanges.get((words[verb] ?? '').toLowerCase()) : undefined;
  const isVerbLast = verb >= 0 && trimArticles(words.slice(verb + 1)).length === 0;
  let rest = isVerbLast ? words.slice(0, verb) : words.slice(verb + 1);
  if (than >= 0) rest = words.slice(0, than);
  const auxiliary = /^(?:is|are|was|were|be|been|to|shall|should|must|will|can|could)$/i;
  while (rest.length > 0 && auxiliary.test(rest.at(-1) ?? '')) rest = rest.slice(0, -1);
  rest = rest.slice(rest.findLastIndex((word) => cuts.has(word.toLowerCase())) + 1);
  const named: Naming = { name: trimArticles(rest).slice(-MOST_WORDS).join(' ') };
  return change ? { ...named, change } : named;
};

const isHanText = (segment: string): boolean => /[\u3400-\u9fff]/u.test(segment);

const unitPatterns = [
  /^(.*[\u3400-\u9fff])\s*([A-Za-zμΩ℃%‰°][^\u3400-\u9fff]{0,11})$/u,
  /^(.*?)[(（/]\s*([^()（）\u3400-\u4dff]{1,14})[)）]?$/u,
];

/** A unit at the end of the name: 温度(℃), 噪音dB(A), 压力/MPa. */
const unitInName = (segment: string): { rest: string; unit: string } | undefined => {
  for (const pattern of unitPatterns) {
    const [, rest = '', written = ''] = pattern.exec(segment) ?? [];
    const unit = written.trim();
    if (rest !== '' && unit !== '' && unit !== 'T' && unitOf(unit)?.factors.length) return { rest, unit };
  }
  return undefined;
};

export interface NameOptions {
  end: number;
  floor: number;
  /** Only then a verb or a comparison in the name makes a change of the number. */
  mayChange: boolean;
}

/** Reads the name that ends at `end`. */
export const nameBefore = (source: Source, { end, floor, mayChange }: NameOptions): Naming => {
  const { folded, text } = source;
  let to = backOverSpaces(folded, end);
  if (to > floor && folded.charAt(to - 1) === '(') to = backOverSpaces(folded, to - 1);
  while (to > floor && ':='.includes(folded.charAt(to - 1))) to = backOverSpaces(folded, to - 1);
  const open = backOverParenthesis(folded, to, floor);
  const inner = open === undefined ? '' : folded.slice(open + 1, to - 1);
  const unit = inner !== '' && unitOf(inner)?.factors.length ? text.slice(open ?? 0, to).slice(1, -1) : undefined;
  if (open !== undefined) {
    const isUnitTail = kindAt(folded, open - 1) === LETTER;
    const start = clauseStart(folded, open, floor);
    const tail = isUnitTail ? unitInName(text.slice(start, to)) : undefined;
    if (tail) return { name: coreOf(tail.rest), unit: tail.unit };
    to = backOverSpaces(folded, open);
  }
  const start = clauseStart(folded, to, floor);
  const segment = text.slice(start, to).trim();
  if (segment === '') return { name: '' };
  const named = isHanText(segment) ? hanNaming(source, { segment, start, floor }, mayChange) : latinNaming(segment);
  return unit === undefined ? named : { ...named, unit };
};

const hanNaming = (source: Source, at: { segment: string; start: number; floor: number }, mayChange: boolean): Naming => {
  const inName = unitInName(at.segment);
  const { rest, baseline } = mayChange
    ? splitBaseline(inName?.rest ?? at.segment)
    : { rest: inName?.rest ?? at.segment, baseline: undefined };
  const inside = verbInside(rest);
  const earlier =
    mayChange && baseline === undefined
      ? compared.exec(source.text.slice(Math.max(at.floor, at.start - FURTHEST), at.start))
      : null;
  const against = baseline ?? earlier?.[1];
  const named: Naming = { name: coreOf(inside?.rest ?? rest) };
  if (inside) named.change = inside.change;
  if (against !== undefined) named.baseline = against.trim();
  if (inName) named.unit = inName.unit;
  return named;
};

/** The name behind a number: 3000吨/年的乳酸生产线, 20 % lower energy consumption. */
export const nameBehind = ({ folded, text }: Source, at: number): string => {
  let from = skipSpaces(folded, at);
  if ('的级'.includes(folded.charAt(from)) && from < folded.length) from++;
  const isLatin = kindAt(folded, from) === LETTER;
  let to = from;
  const limit = from + (isLatin ? 40 : 14);
  while (
    to < limit &&
    to < folded.length &&
    kindAt(folded, to) !== STOP &&
    kindAt(folded, to) !== DIGIT &&
    !'≥≤<>=±≈~'.includes(folded.charAt(to))
  )
    to++;
  const segment = text.slice(from, to).trim();
  if (!isLatin || isHanText(segment)) {
    const [first = ''] = segment.split(/[的及和与]|以上|以下/u);
    return kindAt(folded, from) === HAN || kindAt(folded, from) === LETTER || kindAt(folded, from) === NUMERAL
      ? first.trim()
      : '';
  }
  const words = trimArticles(segment.split(/\s+/));
  const stop = words.findIndex(
    (word) => cuts.has(word.toLowerCase()) || /^(?:than|compared|relative|from|per|is|are)$/i.test(word),
  );
  return trimArticles(stop < 0 ? words : words.slice(0, stop))
    .slice(0, MOST_WORDS)
    .join(' ');
};

const against =
  /^(?:[^.,;:()\n]{0,40}?\s)?(?:compared with|compared to|relative to|than|versus|vs\.?)\s+(?:the |a |an )?([^.,;:()\n]{2,40})/i;

/** English: "… by 20 % compared with the present process". */
export const baselineBehind = (text: string, at: number): string | undefined =>
  against.exec(text.slice(at, at + 80))?.[1]?.trim();
