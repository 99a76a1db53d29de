import { source } from './laws.decider.js';
import type { Rule } from './rule.decider.js';

/** What those who made an achievement receive, and how it is made known. */
export const incomeRules: readonly Rule[] = [
  {
    id: 'income-floor',
    jurisdiction: 'national',
    validFrom: '2015-10-01',
    value: {
      netIncome: 5_000,
      equity: 5_000,
      ownExploitation: { profit: 500, yearsAtLeast: 3, yearsAtMost: 5 },
      force: 'BINDS_STATE_UNITS',
    },
    source: source('transferLaw', '45', [
      '无规定且无约定时，转让或许可净收入、作价投资股份各不低于50%，自行或合作实施的连续三至五年每年不低于营业利润的5%；国家设立的单位自定标准也不得更低。',
      'Without a rule or agreement: at least 50 % of net income or of shares, at least 5 % of operating profit for three to five years; rules of state-founded units may not go below.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'income-floor',
    jurisdiction: 'beijing',
    validFrom: '2020-01-01',
    value: {
      netIncome: 7_000,
      equity: 7_000,
      ownExploitation: { profit: 500, yearsAtLeast: 5, yearsAtMost: 5 },
      force: 'MAY',
    },
    source: source('beijingTransfer', '12', [
      '政府设立的单位可以按净收入或股份的70%以上、连续五年每年营业利润的5%以上奖励；单位规定或约定优先，都没有的按国家法律执行。',
      'Government-founded units may reward with at least 70 % of net income or shares, or 5 % of operating profit for five years; a unit rule or agreement goes first, without either the national law applies.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'income-lowest-bound',
    jurisdiction: 'beijing',
    validFrom: '2002-11-01',
    value: { netIncome: 2_000 },
    source: source('beijingMarket', '27', [
      '经认定登记的职务成果合同，卖方提取净收入的比例不低于20%；实践中已被更高标准取代，仅作最低界限。',
      'Registered contracts on service achievements: at least 20 % of net income; higher standards took its place, it stays as the lowest bound.',
    ]),
    standing: 'IN_FORCE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'reward-notice',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { daysAtLeast: 15, isStatutory: false, places: ['UNIT'], contents: ['NAME', 'REWARD'] },
    source: source('platform', '', [
      '奖励应当公示；法规未规定天数的，平台默认十五日，只可延长。',
      'Rewards are made known; where no law sets the days, fifteen stand in and may only be longer.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'reward-notice',
    jurisdiction: 'zhejiang',
    validFrom: '2017-10-01',
    value: { daysAtLeast: 15, isStatutory: true, places: ['UNIT'], contents: ['NAME', 'REWARD'] },
    source: source('zhejiangTransfer', '39', [
      '奖励情况在所在单位公示不少于十五日。',
      'Rewards are made known in the unit for at least fifteen days.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
];
