import { fromMinorUnits, marketFields } from '@lastmile/protocol';
import type { CooperationMode, MarketField, Money } from '@lastmile/protocol';
import { normalise } from '../engine/normalise.js';
import { loadDictionary } from '../engine/segment.js';
import type { Kind } from '../engine/subject.js';
import { stopWords } from '../engine/stop-words.js';
import { fieldGuides } from './field-guides.data.js';
import { isGenericWord, withoutOrganisation } from './reading.js';

/** A word of the text, and what it suggests. */
export interface Suggested<Value> {
  value: Value;
  word: string;
}

interface Tagged {
  word: string;
  tag: string;
}

const NAMING = /^(?:n|vn|l$|j$|i$|eng)/;
const LATIN_NAME = /^\p{L}[\p{L}\p{N}]+$/u;
/** Units, money and stages, which no record is about. */
const BESIDE = new Set(
  (
    '小时 分钟 毫米 厘米 微米 公斤 千克 公里 平方米 立方米 万元 左右 以上 以下 以内 预算 经费 资金 费用 许可 许可费 转让费 作价 入股 中试 小试 样机 量产 批量 工作 资质 ' +
    'cny rmb yuan budget pilot prototype trial'
  ).split(' '),
);
const LONE_HAN = /^\p{Script=Han}$/u;

const isTelling = ({ word, tag }: Tagged): boolean =>
  word.length > 1 &&
  NAMING.test(tag) &&
  (tag !== 'eng' || LATIN_NAME.test(word)) &&
  ![stopWords, BESIDE].some((words) => words.has(word.toLowerCase())) &&
  !isGenericWord(word.toLowerCase());

/** A last character that the dictionary does not know belongs to the word before it (石墨 + 烯). */
const taggedIn = (text: string): Tagged[] => {
  const found: Tagged[] = [];
  for (const { word, tag } of loadDictionary().tag(text.normalize('NFKC'))) {
    const before = found.at(-1);
    if (before && tag === 'x' && LONE_HAN.test(word)) before.word += word;
    else found.push({ word, tag });
  }
  return found;
};

/** Words that name what the record is about: those of the title first, then what the text says most often; at most `limit`. */
export const keywordsOf = (title: string, text: string, limit: number): string[] => {
  const weights = new Map<string, { word: string; weight: number }>();
  const add = (part: string, weight: number): void => {
    for (const tagged of taggedIn(part)) {
      if (!isTelling(tagged)) continue;
      const key = tagged.word.toLowerCase();
      const known = weights.get(key) ?? { word: tagged.word, weight: 0 };
      weights.set(key, { ...known, weight: known.weight + weight });
    }
  };
  add(withoutOrganisation(title), 3);
  add(text, 1);
  // sorting is stable: words of one weight stay in the order of the text
  return Array.from(weights.values())
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .map(({ word }) => word);
};

const occurrences = (text: string, word: string): number => text.split(word).length - 1;

/** The field whose words the record holds most; none when a single word of the text is all there is. */
export const fieldOf = (title: string, text: string): MarketField | undefined => {
  const [head, whole] = [normalise(title), normalise(`${title}\n${text}`)];
  let [best, most]: [MarketField | undefined, number] = [undefined, 1];
  for (const field of marketFields) {
    const words = fieldGuides[field].words.map(normalise);
    const points = words.reduce((sum, word) => sum + occurrences(whole, word) + occurrences(head, word), 0);
    if (points > most) [best, most] = [field, points];
  }
  return best;
};

/** The latest stage counts. */
const stages: readonly (readonly [level: number, words: readonly string[]])[] = [
  [
    9,
    [
      '批量生产',
      '量产',
      '产业化应用',
      '规模化应用',
      '已推广',
      '大规模应用',
      'mass production',
      'commercial use',
      'on the market',
    ],
  ],
  [8, ['定型', '已应用', '小批量', '首台套', 'small series', 'type approval']],
  [7, ['示范', '现场试验', '挂网运行', '试运行', 'demonstrat', 'field trial', 'field test']],
  [6, ['中试', '样机', '工程样品', 'pilot', 'prototype']],
  [4, ['小试', '实验室', 'lab scale', 'laboratory', 'bench scale']],
];

const modeWords: readonly (readonly [mode: CooperationMode, words: readonly string[]])[] = [
  ['ASSIGNMENT', ['转让', 'assignment', 'assign the']],
  ['LICENCE', ['许可', '授权使用', 'licence', 'license']],
  ['DEVELOPMENT_COMMISSIONED', ['委托开发', '委托研发', '委托改造', '定制开发', 'commissioned']],
  [
    'DEVELOPMENT_COOPERATIVE',
    ['合作开发', '联合开发', '联合研发', '合作研发', '共同开发', '产学研', 'joint development', 'co-develop'],
  ],
  ['CONSULTING', ['技术咨询', 'consulting', 'consultancy']],
  ['SERVICE', ['技术服务', '技术支持', 'technical service']],
  ['EQUITY_CONTRIBUTION', ['作价入股', '作价投资', '技术入股', '入股', 'equity']],
];

const foundIn = <Value>(text: string, table: readonly (readonly [Value, readonly string[]])[]): Suggested<Value>[] => {
  const whole = normalise(text);
  return table.flatMap(([value, words]) => {
    const word = words.find((one) => whole.includes(one));
    return word === undefined ? [] : [{ value, word }];
  });
};

export const readinessIn = (text: string): Suggested<number> | undefined => foundIn(text, stages)[0];

export const modesIn = (text: string): Suggested<CooperationMode>[] => foundIn(text, modeWords);

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const HAN_MONEY = new RegExp(`(?:${NUMBER}\\s*[-~至到—–]\\s*)?(${NUMBER})\\s*(亿|千万|百万|十万|万|千)?元`, 'u');
const LATIN_MONEY = new RegExp(
  `(?:(?:cny|rmb|¥)\\s*(${NUMBER})\\s*(million|thousand|k|m)?\\b|(${NUMBER})\\s*(million|thousand|k|m)?\\s*(?:cny|rmb|yuan)\\b)`,
  'iu',
);
const introduced: Readonly<Record<Kind, RegExp>> = {
  DEMAND: /(?:预算|经费|资金|投入|费用|出资|报价|酬金|budget|fund(?:s|ing)?|pay)[^。;；!?\n]{0,20}?/iu,
  LISTING: /(?:价格|售价|转让费|转让价|许可费|报价|起价|费用|price|fee|licence for|license for)[^。;；!?\n]{0,20}?/iu,
};
const scale: Readonly<Record<string, number>> = {
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万: 1e4,
  千: 1e3,
  million: 1e6,
  m: 1e6,
  thousand: 1e3,
  k: 1e3,
};

/** The sum that a text names as its budget or price; the larger one of a range. */
export const moneyIn = (kind: Kind, text: string): Suggested<Money> | undefined => {
  const whole = text.normalize('NFKC');
  for (const pattern of [HAN_MONEY, LATIN_MONEY]) {
    const found = new RegExp(`${introduced[kind].source}(?<sum>${pattern.source})`, 'iu').exec(whole);
    const word = found?.groups?.['sum'];
    const parts = word === undefined ? undefined : pattern.exec(word);
    if (word === undefined || !parts) continue;
    const [, a, aScale, b, bScale] = parts;
    const yuan = Number((a ?? b ?? '').replaceAll(',', '')) * (scale[(aScale ?? bScale ?? '').toLowerCase()] ?? 1);
    if (yuan > 0 && yuan < 1e13) return { value: fromMinorUnits(Math.round(yuan * 100)), word: word.trim() };
  }
  return undefined;
};
