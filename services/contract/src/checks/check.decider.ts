import type { RuleInForce } from '../rules/rule-at.decider.js';
import type { IsoDate, Source, Words } from '../rules/rule.decider.js';
import { findings } from './finding.decider.js';
import type { Missing } from './finding.decider.js';

/** The checks before signing, by what they are called. */
export const checkNames = {
  'contract-kind': { zh: '合同种类', en: 'Kind of the contract' },
  'contract-content': { zh: '合同条款', en: 'Clauses of the contract' },
  'licence-mode': { zh: '许可方式', en: 'Licence mode' },
  'licence-overlap': { zh: '许可冲突', en: 'Overlap of licences' },
  'first-refusal': { zh: '优先受让权', en: 'First refusal' },
  'co-owner-consent': { zh: '共有人同意', en: 'Consent of co-owners' },
  'patent-validity': { zh: '专利有效性', en: 'Validity of patents' },
  secrecy: { zh: '保密与安全', en: 'Secrecy and security' },
  'conflict-declaration': { zh: '利益关系声明', en: 'Declaration of interests' },
  'due-diligence': { zh: '勤勉尽责', en: 'Due diligence' },
  'improvement-ownership': { zh: '后续改进归属', en: 'Who owns improvements' },
  'unfair-clauses': { zh: '不公平条款', en: 'Unfair clauses' },
  pricing: { zh: '定价与公示', en: 'Pricing and notice' },
} as const satisfies Record<string, Words>;
export type CheckId = keyof typeof checkNames;

/** Where and when a check is made: GB/T 2260 code and the day in China. */
export interface At {
  readonly region: string;
  readonly date: IsoDate;
}

/** What a check found. `PASSED` has nothing missing, `WARNING` only what may stand, `FAILED` something that blocks signing. */
export interface CheckResult {
  readonly check: CheckId;
  readonly status: 'PASSED' | 'FAILED' | 'WARNING';
  readonly missing: readonly Missing[];
  readonly source: Source;
  readonly ruleVersion: string;
  /** Whether the rule’s text was read in full. */
  readonly ruleStatus: 'VERIFIED' | 'TO_BE_VERIFIED';
}

const statusOf = (missing: readonly Missing[]): CheckResult['status'] => {
  if (missing.length === 0) return 'PASSED';
  return missing.some(({ what }) => findings[what].weight === 'BLOCKS') ? 'FAILED' : 'WARNING';
};

export const resultOf = (check: CheckId, rule: RuleInForce, missing: readonly Missing[]): CheckResult => ({
  check,
  status: statusOf(missing),
  missing,
  source: rule.source,
  ruleVersion: rule.version,
  ruleStatus: rule.status,
});

/** Nothing blocks; warnings may stand. */
export const maySign = (results: readonly CheckResult[]): boolean => results.every(({ status }) => status !== 'FAILED');
