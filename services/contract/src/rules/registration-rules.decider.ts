import { source } from './laws.decider.js';
import type { Rule } from './rule.decider.js';

/** The registration office: how long it may take, once, under which number. */
export const registrationRules: readonly Rule[] = [
  {
    id: 'registration-limit',
    jurisdiction: 'national',
    validFrom: '2000-02-16',
    value: { days: 30, counting: 'CALENDAR' },
    source: source('registration2000', '', ['受理后三十日内办结。', 'Decided within thirty days of acceptance.']),
    standing: 'IN_FORCE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'registration-limit',
    jurisdiction: 'beijing',
    validFrom: '2002-11-01',
    value: { days: 30, counting: 'CALENDAR' },
    source: source('beijingMarket', '22', ['受理之日起三十日内认定登记。', 'Within thirty days of acceptance.']),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'registration-limit',
    jurisdiction: 'zhejiang',
    validFrom: '2004-11-01',
    value: { days: 10, counting: 'CALENDAR' },
    source: source('zhejiangMarket', '16', ['受理之日起十日内作出决定。', 'Decided within ten days of acceptance.']),
    standing: 'IN_FORCE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'registration-limit',
    jurisdiction: 'tianjin-nankai',
    validFrom: '2020-01-01',
    value: { days: 10, counting: 'WORKING' },
    source: source('nankaiGuide', '', ['十个工作日。', 'Ten working days.']),
    standing: 'PRACTICE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'registration-limit',
    jurisdiction: 'national',
    validFrom: '2024-12-20',
    value: {
      days: 15,
      counting: 'WORKING',
      expertReview: { days: 30, counting: 'WORKING', technologyValueFromMinor: 500_000_000 },
    },
    source: source('registrationDraft', '', [
      '征求意见稿：十五个工作日；技术交易额五百万元以上或有争议的经专家评审，三十个工作日；补正后重新计算。',
      'Draft: fifteen working days; from five million yuan of technology value or when disputed thirty, with expert review; the clock restarts on completion.',
    ]),
    standing: 'DRAFT',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'registration-practice',
    jurisdiction: 'beijing',
    validFrom: '2020-01-01',
    value: { days: 7, counting: 'CALENDAR' },
    source: source('registrationPractice', '', ['办事实践：通常七日办结。', 'In practice seven days are usual.']),
    standing: 'PRACTICE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'single-registration',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { requires: { zh: '同一合同在卖方所在地登记一次', en: 'one registration a contract, at the seller’s place' } },
    source: source('registration2000', '', [
      '由卖方在所在地登记，同一合同不重复登记。',
      'The seller files where it is, and once.',
    ]),
    standing: 'IN_FORCE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'single-registration',
    jurisdiction: 'beijing',
    validFrom: '2002-11-01',
    value: { requires: { zh: '同一项技术合同不得重复登记', en: 'the same contract is not registered twice' } },
    source: source('beijingMarket', '22', [
      '合同生效后由卖方或中介方申请，同一项合同不得重复登记。',
      'Filed after the contract takes effect by the seller or the intermediary; never twice for one contract.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'contract-number',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { pattern: '^\\d{14}(\\d{2})?$' },
    source: source('registrationForm', '', [
      '编号由登记机构生成，十四位或十六位数字；平台只核对，从不编号。',
      'The office generates the number, fourteen or sixteen digits; the platform checks it and never makes one.',
    ]),
    standing: 'PRACTICE',
    status: 'TO_BE_VERIFIED',
  },
];
