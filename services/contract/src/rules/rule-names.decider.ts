import type { RuleId, Words } from './rule.decider.js';

/** What each rule is called, in both languages. */
export const ruleNames: Record<RuleId, Words> = {
  'income-floor': { zh: '奖酬最低比例', en: 'Lowest share of rewards' },
  'income-lowest-bound': { zh: '奖酬最低界限（技术市场条例）', en: 'Lowest bound of rewards (technology market)' },
  'price-notice': { zh: '协议定价公示', en: 'Notice of an agreed price' },
  'reward-notice': { zh: '奖酬公示', en: 'Notice of rewards' },
  'pricing-modes': { zh: '定价方式', en: 'Ways to set the price' },
  'registration-limit': { zh: '认定登记期限', en: 'Time limit of registration' },
  'registration-practice': { zh: '认定登记通常用时', en: 'Usual time of registration' },
  'single-registration': { zh: '不得重复登记', en: 'One registration a contract' },
  'contract-number': { zh: '合同登记编号格式', en: 'Form of the registration number' },
  'technology-share-band': { zh: '技术交易额占比参考区间', en: 'Usual part of technology in the value' },
  'self-transfer': { zh: '一年未转化的自行实施', en: 'Self-transfer after a year' },
  'use-right-term': { zh: '长期使用权年限', en: 'Term of a long-term use right' },
  'first-refusal': { zh: '优先受让权', en: 'First refusal' },
  'pay-later': { zh: '先使用后付费', en: 'Use first, pay later' },
  'tax-information': { zh: '税收信息', en: 'Tax, for information' },
  'due-diligence': { zh: '勤勉尽责四要素', en: 'Four elements of due diligence' },
  'licence-mode-default': { zh: '许可方式的法定默认', en: 'Licence mode by default' },
  'licence-exclusivity': { zh: '独占与排他', en: 'Exclusive and sole licences' },
  'patent-in-force': { zh: '专利有效', en: 'Patent in force' },
  'co-owner-consent': { zh: '共有人同意', en: 'Consent of co-owners' },
  'secrecy-clearance': { zh: '保密与安全', en: 'Secrecy and security' },
  'conflict-declaration': { zh: '利益关系声明', en: 'Declaration of interests' },
  'unfair-clauses': { zh: '不公平条款', en: 'Unfair clauses' },
  'improvement-ownership': { zh: '后续改进归属', en: 'Who owns improvements' },
  'contract-content': { zh: '合同条款', en: 'Clauses of the contract' },
  'contract-kind': { zh: '合同种类', en: 'Kind of the contract' },
  'equity-registration': { zh: '技术入股登记', en: 'Registration of equity for technology' },
};

export const ruleIds = Object.keys(ruleNames) as RuleId[];
