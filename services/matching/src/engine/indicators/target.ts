import { isOf } from './dimension.js';
import type { Figure, Operator } from './quantity.js';
import { isMoney } from './structured.js';
import { measureOf } from './units.js';

const HAN = /\p{Script=Han}/u;

/** What a property is called: prose has many more numbers than targets, and most of them stand behind something else. */
const PROPERTY_HAN =
  /(?:[率度量力值比耗差速压径距宽阻重命期]|时间|成本|费用|面积|电流|电压|系数|指数|次数|通道数|节拍|产能|续航|能力|噪声|噪音|盐雾|弹性|韧性|长|高|等级|精确|增益|带宽|容积|体积|里程|载荷|模量|含固|回弹|尺寸|粒径|耐[高低]温)$/u;
const PROPERTY_LATIN =
  /\b(?:rate|efficiency|strength|life|lifetime|time|error|accuracy|precision|thickness|density|temperature|power|cost|costs|consumption|use|yield|loss|resistance|resistivity|capacity|range|speed|weight|size|level|content|purity|force|latency|endurance|payload|throughput|ratio|width|height|length|diameter|depth|conductivity|sensitivity|specificity|removal|recovery|reduction|increase|retention|modulus|hardness|elongation|toughness|viscosity|pressure|flow|voltage|current|frequency|bandwidth|resolution|noise|stability|spray|concentration|dose|energy|area|volume|distance|radius|roughness|number|count|cycles|tolerance|drift|alarms|traffic|emission|emissions|price|uncertainty|factor|coefficient|index)$/iu;
const COUNTED =
  /(?:寿命|次数|产能|产量|节拍|通道数|数量)$|\b(?:life|lifetime|cycles|number|count|capacity|throughput|endurance|payload)$/iu;
/** Clauses, and whoever it is that has so many of something. */
const CLAUSE =
  /[,，。.;；:：、()（）]|我们|公司|集团|已|试用|运行|不超过|不低于|低于|高于|约为|使(?!用)|把|将|每年每|听说|常常|经常|我国|国内|目前|现在|占地|建筑面积|人均|全年|账面|基地|^[时仅于达]|^定(?![位额量])|^降至|^[提降][高低]$|后$|\b(?:is|are|was|has|have|we|our|the|their|against|within|up|from|under|above)\b/iu;
const [MOST_CHARACTERS, MOST_WORDS] = [12, 5];

/** pH, COD, PM2.5: a symbol stands for a property where a bound follows. */
const SYMBOL = /(?:^|[\s\p{Script=Han}])(?:pH|Ra|Rz|[A-Z]{2,5}[\d.]*)$/u;
const bounds: ReadonlySet<Operator> = new Set(['GE', 'GT', 'LE', 'LT', 'RANGE']);
const isSymbol = ({ name, operator }: Figure): boolean => bounds.has(operator) && SYMBOL.test(name) && !CLAUSE.test(name);

const isProperty = (name: string): boolean => {
  if (CLAUSE.test(name)) return false;
  if (HAN.test(name)) return name.length <= MOST_CHARACTERS && PROPERTY_HAN.test(name);
  return name.split(/\s+/).length <= MOST_WORDS && PROPERTY_LATIN.test(name);
};

/** Whether a number of a text tells how good something is, as far as its name says: prose counts pipes, people and years too. Money is none. */
export const isTarget = (figure: Figure): boolean => {
  if (isMoney(figure) || !(isProperty(figure.name) || isSymbol(figure))) return false;
  const measure = measureOf(figure.unit, figure.name);
  return measure !== undefined && (!isOf(measure, 'count') || COUNTED.test(figure.name));
};
