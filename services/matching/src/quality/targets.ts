import type { Indicator } from '@lastmile/protocol';
import { isOf, isSameDimension, toBase } from '../engine/indicators/dimension.js';
import { parseIndicators } from '../engine/indicators/parse.js';
import type { Figure, Quantity } from '../engine/indicators/quantity.js';
import { isMoney, toStructured } from '../engine/indicators/structured.js';
import { measureOf } from '../engine/indicators/units.js';

/** A quantity of the text as an indicator would hold it, and as it is written. */
export interface FoundTarget {
  indicator: Indicator;
  text: string;
}

const HAN = /\p{Script=Han}/u;
const CLOSE = 1e-6;

/** What a property is called: prose has many more numbers than targets, and most of them stand behind something else. */
const PROPERTY_HAN =
  /(?:[率度量力值比耗差速压径距宽阻重命期]|时间|成本|费用|面积|电流|电压|系数|指数|次数|通道数|节拍|产能|续航|能力|噪声|噪音|盐雾|弹性|韧性|长|高|等级|精确|增益|带宽|容积|体积|里程|载荷|模量|含固|回弹)$/u;
const PROPERTY_LATIN =
  /\b(?:rate|efficiency|strength|life|lifetime|time|error|accuracy|precision|thickness|density|temperature|power|cost|costs|consumption|use|yield|loss|resistance|resistivity|capacity|range|speed|weight|size|level|content|purity|force|latency|endurance|payload|throughput|ratio|width|height|length|diameter|depth|conductivity|sensitivity|specificity|removal|recovery|reduction|increase|retention|modulus|hardness|elongation|toughness|viscosity|pressure|flow|voltage|current|frequency|bandwidth|resolution|noise|stability|spray|concentration|dose|energy|area|volume|distance|radius|roughness|number|count|cycles|tolerance|drift|alarms|traffic|emission|emissions|price|uncertainty)$/iu;
const COUNTED =
  /(?:寿命|次数|产能|产量|节拍|通道数|数量)$|\b(?:life|lifetime|cycles|number|count|capacity|throughput|endurance|payload)$/iu;
/** Clauses, and whoever it is that has so many of something. */
const CLAUSE =
  /[,，。.;；:：、()（）]|我们|公司|集团|已|试用|运行|不超过|不低于|低于|高于|约为|使|把|将|每年每|听说|常常|经常|我国|国内|目前|现在|占地|建筑面积|人均|全年|账面|基地|^[时仅定于达]|^降至|^[提降][高低]$|后$|\b(?:is|are|was|has|have|we|our|the|their|against|within|up|from|under|above)\b/iu;
const [MOST_CHARACTERS, MOST_WORDS] = [12, 5];

const isProperty = (name: string): boolean => {
  if (CLAUSE.test(name)) return false;
  if (HAN.test(name)) return name.length <= MOST_CHARACTERS && PROPERTY_HAN.test(name);
  return name.split(/\s+/).length <= MOST_WORDS && PROPERTY_LATIN.test(name);
};

/** Whether a number of the text tells how good something is, as far as its name says. */
const isTarget = (quantity: Quantity): boolean => {
  if (isMoney(quantity) || !isProperty(quantity.name)) return false;
  const measure = measureOf(quantity.unit, quantity.name);
  return measure !== undefined && (!isOf(measure, 'count') || COUNTED.test(quantity.name));
};

/** 成本降低20%: the change is what is counted, so it belongs into the name. */
const nameOf = ({ name, change }: Figure): string => {
  if (!change) return name;
  const [zh, en] = change === 'UP' ? ['提高', 'increase'] : ['降低', 'reduction'];
  return HAN.test(name) ? `${name}${zh}` : `${name} ${en}`;
};

/** A change is wanted in full: whatever bound is written, at least as much. */
const indicatorOf = ({ change, ...figure }: Quantity): Indicator | undefined => {
  if (!change) return toStructured(figure);
  const operator = figure.operator === 'RANGE' ? 'RANGE' : 'GE';
  return figure.name === '' ? undefined : toStructured({ ...figure, operator, name: nameOf({ ...figure, change }) });
};

const basesOf = ({ name, value, upper, unit }: Indicator): { values: number[]; measure: ReturnType<typeof measureOf> } => {
  const measure = measureOf(unit, name);
  return { measure, values: measure ? [value, upper ?? value].map((one) => toBase(one, measure)) : [] };
};

const isEqual = (a: number, b: number): boolean => Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b));

/** The same amount of the same dimension: names differ between a text and a form, amounts do not. */
const isHeldBy = (found: Indicator, known: Indicator): boolean => {
  const [a, b] = [basesOf(found), basesOf(known)];
  if (!a.measure || !b.measure || !isSameDimension(a.measure, b.measure)) return false;
  return b.values.some((value) => a.values.some((one) => isEqual(one, value)));
};

/** The quantities of a text that stand in none of the known indicators, each once; money and numbers in passing are left out. */
export const targetsIn = (text: string, known: readonly Indicator[]): FoundTarget[] => {
  const held = [...known];
  const targets: FoundTarget[] = [];
  for (const quantity of parseIndicators(text)) {
    const indicator = isTarget(quantity) ? indicatorOf(quantity) : undefined;
    if (!indicator || held.some((one) => isHeldBy(indicator, one))) continue;
    held.push(indicator);
    targets.push({ indicator, text: `${quantity.name} ${text.slice(quantity.start, quantity.end).trim()}` });
  }
  return targets;
};
