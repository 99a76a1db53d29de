import type { Operator } from './quantity.js';

/** What a word before or behind a number makes of it. AS: nothing (为, 是). TO: the level that a change leads to (到). */
export type Sense =
  Extract<Operator, 'GE' | 'GT' | 'LE' | 'LT' | 'EQ' | 'ABOUT'> | 'AS' | 'TO' | 'MINUS' | 'TOLERANCE' | 'FROM' | 'BETTER';

const words = (list: string, sense: Sense): (readonly [string, Sense])[] => list.split('|').map((word) => [word, sense] as const);

const negated = (list: string, sense: Sense): (readonly [string, Sense])[] =>
  list
    .split('|')
    .flatMap((word) =>
      ['不', '不能', '不得', '不应', '不可', '不会', '不宜', '不要', '不允许', '未', '没有'].map(
        (not) => [not + word, sense] as const,
      ),
    );

/** Words before a number, in lower case. */
export const before: readonly (readonly [word: string, sense: Sense])[] = [
  ...words('≥|>=|=>|大于等于|大于或等于|高于等于|高于或等于|至少|最少|最低|起码|不下于|达到|达|可达|突破|不亚于', 'GE'),
  ...words(
    'at least|no less than|not less than|no lower than|not lower than|no fewer than|not fewer than|minimum of|minimum|min.',
    'GE',
  ),
  ...words('or more than|reaching|reaches|reach|reached', 'GE'),
  ...words('>|大于|超过|高于|多于|长于|超出|超', 'GT'),
  ...words('more than|greater than|higher than|longer than|larger than|above|over|exceeding|exceeds|exceed|in excess of', 'GT'),
  ...words(
    '≤|<=|=<|小于等于|小于或等于|低于等于|低于或等于|至多|最多|最高|最大|最高可达|最大可达|最高达|最大达|最多可达|低至',
    'LE',
  ),
  ...words(
    'at most|no more than|not more than|no greater than|not greater than|no higher than|not higher than|not exceeding|not exceed',
    'LE',
  ),
  ...words('no longer than|not longer than|maximum of|maximum|max.|up to|within|does not exceed|not over', 'LE'),
  ...words('<|小于|低于|少于|短于|不足|未达到|达不到|不到', 'LT'),
  ...words('less than|lower than|fewer than|shorter than|smaller than|below|under', 'LT'),
  ...negated('低于|小于|少于|短于|弱于', 'GE'),
  ...negated('大于|高于|多于|长于|超过|超出|超', 'LE'),
  ...words('优于|好于|better than', 'BETTER'),
  ...words('约|大约|大概|约为|约在|近|接近|≈|~|approximately|approx.|approx|about|around|roughly|nearly|circa|ca.', 'ABOUT'),
  ...words('=|等于|仅|仅为|只有|equal to|equals', 'EQ'),
  ...words('±|+/-', 'TOLERANCE'),
  ...words('零下|minus', 'MINUS'),
  ...words(
    '由|从|自|由目前的|从目前的|由原来的|从原来的|由现有的|从现有的|由现在的|从现在的|由原先的|由当前的|从当前的|from',
    'FROM',
  ),
  ...words('到|至|to', 'TO'),
  ...words(
    ':|为|是|在|应|应为|需|需要|要|须|可|能|能够|可以|均|都|控制|控制在|保持|保持在|稳定|稳定在|维持|维持在|限制在|要求|必须|了|将|会|已|已经|应该|应当|范围|范围为|介于|在于|φ|的',
    'AS',
  ),
  ...words('of|is|are|was|be|by|at|shall be|should be|must be|between|range|ranges|ranging|with|a|an|the|only', 'AS'),
];

/** Words behind a number and its unit. */
export const behind: readonly (readonly [word: string, sense: Sense])[] = [
  ...words(
    '以上|及以上|或以上|之上|起|or more|or higher|or above|or better|or longer|and above|and higher|or greater|minimum|at least|at minimum',
    'GE',
  ),
  ...words(
    '以下|及以下|或以下|以内|之内|之下|内|or less|or lower|or below|or fewer|and below|or shorter|maximum|at most|max',
    'LE',
  ),
  ...words('之间|范围内|范围|区间', 'AS'),
  ...words('左右|上下|前后|or so', 'ABOUT'),
];

/** 内 alone is no operator where it begins one of these. */
export const notBehind = [
  '内部',
  '内径',
  '内容',
  '内外',
  '内壁',
  '内孔',
  '内腔',
  '内层',
  '内蒙',
  '内置',
  '内存',
  '内应',
  '内生',
  '起重',
  '起爆',
  '起动',
  '起始',
  '起步',
  '起草',
  '起到',
  '起飞',
  '起升',
];

/** Words that end like an operator but are parts of names (产能, 响应). */
export const notBefore = new Set(
  '温升 温降 压降 产能 性能 功能 热能 动能 势能 节能 智能 储能 光能 电能 机能 效能 响应 反应 效应 供应 适应 感应 对应 平均 机会 社会 附近 主要 重要 存在 行为 认为 作为 成为 用在 现在 内存 必需 急需 供需 军需 许可 认可 直到'.split(
    ' ',
  ),
);

export interface ChangeWord {
  word: string;
  change: 'UP' | 'DOWN';
  /** The quantity that the word itself names (节能 is less energy). */
  names?: string;
  /** Too short to stand anywhere but right before the number. */
  isShort?: boolean;
}

const changes = (list: string, change: 'UP' | 'DOWN', isShort = false): ChangeWord[] =>
  list.split('|').map((word) => (isShort ? { word, change, isShort } : { word, change }));

export const changeWords: readonly ChangeWord[] = [
  ...changes('提高|提升|增加|增长|增大|增强|上升|升高|延长|改善|加快|扩大|优化|上涨|增多|提速', 'UP'),
  ...changes('增|升|涨|up', 'UP', true),
  ...changes('降低|减少|下降|减小|缩短|减轻|节约|节省|压缩|缩小|减低|下调|削减|降幅|低于常规|减缓', 'DOWN'),
  ...changes('降|减|缩|省|down', 'DOWN', true),
  ...changes(
    'increase|increases|increased|increasing|improve|improves|improved|improving|raise|raises|raised|raising|extend|extends|extended|extending',
    'UP',
  ),
  ...changes('boost|boosts|boosted|boosting|grow|grows|rise|rises|improvement|gain|enhance|enhances|enhanced', 'UP'),
  ...changes(
    'reduce|reduces|reduced|reducing|decrease|decreases|decreased|decreasing|cut|cuts|cutting|lower|lowers|lowered|lowering|drop|drops|dropped',
    'DOWN',
  ),
  ...changes('save|saves|saving|saved|shorten|shortens|shortened|shortening|fall|falls|reduction|shrink', 'DOWN'),
  { word: '节能', change: 'DOWN', names: '能耗' },
  { word: '降耗', change: 'DOWN', names: '能耗' },
  { word: '节电', change: 'DOWN', names: '电耗' },
  { word: '节水', change: 'DOWN', names: '水耗' },
  { word: '节材', change: 'DOWN', names: '材料消耗' },
  { word: '降本', change: 'DOWN', names: '成本' },
  { word: '减重', change: 'DOWN', names: '重量' },
  { word: '减排', change: 'DOWN', names: '排放' },
  { word: '增产', change: 'UP', names: '产量' },
  { word: '增效', change: 'UP', names: '效率' },
];

/** English words behind "20 %" that make it a change of what follows. */
export const changeBehind: Readonly<Record<string, 'UP' | 'DOWN'>> = {
  lower: 'DOWN',
  less: 'DOWN',
  fewer: 'DOWN',
  shorter: 'DOWN',
  cheaper: 'DOWN',
  lighter: 'DOWN',
  smaller: 'DOWN',
  reduction: 'DOWN',
  decrease: 'DOWN',
  saving: 'DOWN',
  savings: 'DOWN',
  higher: 'UP',
  more: 'UP',
  longer: 'UP',
  faster: 'UP',
  greater: 'UP',
  larger: 'UP',
  increase: 'UP',
  improvement: 'UP',
  gain: 'UP',
};
