import type { Explanation, IndicatorVerdict, MissingCode, RenderedExplanation } from '@lastmile/protocol';
import { renderVerdict } from '../indicators/render.js';
import { phraseOf } from './evidence.phrases.js';
import { componentNames } from './names.data.js';
import type { Phrase } from './phrases.js';
import { listed, named, percent, points, quoted } from './phrases.js';

export { renderConstraint } from './constraint.phrases.js';

const levelWords: Readonly<Record<number, Phrase>> = {
  1: { zh: '不相关', en: 'No fit' },
  2: { zh: '弱相关', en: 'Weak fit' },
  3: { zh: '较契合', en: 'Fairly strong fit' },
  4: { zh: '高度契合', en: 'Strong fit' },
};

const verdictOf = (score: number, level: number): Phrase => {
  const word = levelWords[level] ?? { zh: '', en: '' };
  return { zh: `${word.zh}：综合得分 ${points(score)} 分（满分 100 分）。`, en: `${word.en}: ${points(score)} of 100 points.` };
};

type Words = Explanation['words'];
type Word = Words[number];

const MOST_WORDS = 5;

const SAME_BEGINNING = 4;

/** Another form of the same English word (coating, coatings) is the same word to a reader. */
const isInflected = (word: string, other: string): boolean =>
  /^[a-z]{4,}$/i.test(word) && other.toLowerCase().startsWith(word.slice(0, SAME_BEGINNING).toLowerCase());

const isEquivalent = ({ word, counterpart }: Word): boolean =>
  counterpart !== undefined && counterpart !== word && !isInflected(word, counterpart);

const inPoints = (weight: number): Phrase => {
  const given = points(weight);
  return { zh: `${given} 分`, en: given === '1' ? '1 point' : `${given} points` };
};

const pointsOf = ({ word, weight }: Word): Phrase => {
  const [{ zh, en }, given] = [quoted(word), inPoints(weight)];
  return { zh: `${zh}（${given.zh}）`, en: `${en} (${given.en})` };
};

const sharedWords = (words: Words): Phrase[] => {
  const shared = words.filter((word) => !isEquivalent(word)).slice(0, MOST_WORDS);
  if (shared.length === 0) return [];
  const { zh, en } = listed(shared.map(pointsOf));
  return [{ zh: `最有分量的共同词：${zh}。`, en: `The shared words that count most: ${en}.` }];
};

const equivalents = (words: Words): Phrase[] =>
  words
    .filter(isEquivalent)
    .slice(0, MOST_WORDS)
    .map(({ word, counterpart = '', weight }) => ({
      zh: `成果中的“${word}”对应需求中的“${counterpart}”（${inPoints(weight).zh}）。`,
      en: `“${word}” in the listing corresponds to “${counterpart}” in the demand (${inPoints(weight).en}).`,
    }));

const MOST_NUMBERS = 10;

const capitalised = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);

const numberOf = (verdict: IndicatorVerdict): Phrase => ({
  zh: `${renderVerdict(verdict, 'zh')}。`,
  en: `${capitalised(renderVerdict(verdict, 'en'))}.`,
});

type Component = Explanation['components'][number];

const given = ({ score, weight }: Component): number => score * weight;

/** Bonuses: given or not, never a matter of fit. */
const priorities: ReadonlySet<string> = new Set(['region', 'smallBusiness']);

const pointsIn = ({ name, score, weight }: Component, label: Phrase): Phrase => {
  const [own, most] = [points(score * weight), points(weight)];
  const english = capitalised(label.en);
  if (priorities.has(name)) return { zh: `${label.zh}加 ${own} 分`, en: `${english}, ${own} extra points` };
  if (name === 'feedback')
    return {
      zh: `既往谢绝使其余各项降低 ${percent(weight)}`,
      en: `Earlier declines lower everything else by ${percent(weight)}`,
    };
  if (weight === 0) return { zh: `${label.zh}不计分`, en: `${english}, not counted` };
  return {
    zh: `${label.zh}得 ${own} 分（最多 ${most} 分，契合度 ${percent(score)}）`,
    en: `${english}, ${own} of ${most} points (fit ${percent(score)})`,
  };
};

const componentOf = (component: Component): Phrase => {
  const head = pointsIn(component, named(componentNames, component.name));
  const clauses = (component.evidence ?? []).flatMap((evidence) => phraseOf(evidence) ?? []);
  if (clauses.length === 0) return { zh: `${head.zh}。`, en: `${head.en}.` };
  return {
    zh: `${head.zh}：${clauses.map(({ zh }) => zh).join('；')}。`,
    en: `${head.en}: ${clauses.map(({ en }) => en).join('; ')}.`,
  };
};

/** Said once when the texts fit too little for anything else to count. */
const onlyTexts = (components: readonly Component[]): Phrase[] =>
  components.some(({ name, weight }) => weight === 0 && !priorities.has(name))
    ? [{ zh: '文字契合度过低，其他方面不计分。', en: 'The texts fit too little for anything else to count.' }]
    : [];

const lacking: Readonly<Record<MissingCode, Phrase>> = {
  DEMAND_INDICATORS: { zh: '量化指标', en: 'no indicator' },
  LISTING_INDICATORS: { zh: '量化指标', en: 'no indicator' },
  DEMAND_BUDGET: { zh: '预算', en: 'no budget' },
  LISTING_PRICE: { zh: '价格', en: 'no price' },
  DEMAND_FIELD: { zh: '技术领域', en: 'no field' },
  LISTING_FIELD: { zh: '技术领域', en: 'no field' },
  LISTING_READINESS: { zh: '技术成熟度', en: 'no readiness level' },
  DEMAND_MODES: { zh: '合作方式', en: 'no cooperation mode' },
  LISTING_MODES: { zh: '合作方式', en: 'no cooperation mode' },
  DEMAND_REGION: { zh: '地区', en: 'no region' },
  LISTING_REGION: { zh: '地区', en: 'no region' },
  DEMAND_TEXT: { zh: '正文', en: 'no text beside its title' },
  LISTING_TEXT: { zh: '正文', en: 'no text beside its title' },
};

const missingOf = (missing: readonly MissingCode[]): Phrase[] =>
  (['DEMAND', 'LISTING'] as const).flatMap((side) => {
    const codes = missing.filter((code) => code.startsWith(side));
    if (codes.length === 0) return [];
    const { zh, en } = listed(codes.map((code) => lacking[code]));
    const [record, english] = side === 'DEMAND' ? ['需求', 'demand'] : ['成果', 'listing'];
    const them = codes.length === 1 ? 'it' : 'them';
    return [{ zh: `${record}未给出${zh}，可由${record}方补充。`, en: `The ${english} names ${en}; its owner can add ${them}.` }];
  });

const versionsOf = ({ engineVersion, modelVersion, policyVersion }: Explanation): Phrase => {
  const versions = [
    { zh: '引擎', en: 'engine', version: engineVersion },
    { zh: '文本模型', en: 'text model', version: modelVersion },
    { zh: '政策', en: 'policy', version: policyVersion },
  ].flatMap(({ zh, en, version }) => (version === undefined ? [] : [{ zh: `${zh} ${version}`, en: `${en} ${version}` }]));
  const { zh, en } = listed(versions);
  return { zh: `评分依据：${zh}。`, en: `Rated by ${en}.` };
};

/**
 * The explanation as sentences for a reader: verdict, words, numbers, components with their points of 100 (most first), what is missing,
 * and which versions rated. The same explanation always gives the same sentences.
 */
export const renderExplanation = (explanation: Explanation, score: number, level: number): RenderedExplanation => {
  const components = explanation.components.toSorted((a, b) => given(b) - given(a));
  const all: Phrase[] = [
    verdictOf(score, level),
    ...sharedWords(explanation.words),
    ...equivalents(explanation.words),
    ...(explanation.numbers ?? []).slice(0, MOST_NUMBERS).map(numberOf),
    ...onlyTexts(components),
    ...components.map(componentOf),
    ...missingOf(explanation.missing ?? []),
    versionsOf(explanation),
  ];
  return { zh: all.map(({ zh }) => zh), en: all.map(({ en }) => en) };
};
