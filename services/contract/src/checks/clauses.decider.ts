import type { UnfairClause } from '@lastmile/protocol';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { Words } from '../rules/rule.decider.js';
import { resultOf } from './check.decider.js';
import type { At, CheckResult } from './check.decider.js';
import type { Missing } from './finding.decider.js';

/** Clauses that monopolise technology (SPC interpretation, Art. 10, one each of its items). */
export const unfairClauses = {
  IMPROVEMENT_FORBIDDEN: { zh: '限制在标的技术基础上改进', en: 'forbids improvements' },
  GRANT_BACK_UNPAID: { zh: '改进成果无偿或非互惠地归对方', en: 'takes improvements for nothing or one-sidedly' },
  RIVAL_TECHNOLOGY_BARRED: { zh: '限制获得竞争技术', en: 'bars rival technology' },
  EXPLOITATION_RESTRICTED: {
    zh: '不合理限制数量、价格、渠道或出口',
    en: 'restricts volume, price, channels or exports unreasonably',
  },
  TYING: { zh: '搭售非必需的技术、产品或人员', en: 'ties what is not needed' },
  SOURCING_RESTRICTED: { zh: '不合理限制采购渠道', en: 'restricts sourcing unreasonably' },
  CHALLENGE_FORBIDDEN: { zh: '禁止质疑知识产权有效性', en: 'forbids to challenge validity' },
} as const satisfies Record<UnfairClause, Words>;

/** Who owns what is improved. The law’s own answer is the maker (Civil Code, Art. 875, 885); the parties choose all the same. */
export interface ImprovementClause {
  readonly choice?: 'MAKER' | 'SELLER' | 'BUYER' | 'SHARED';
  /** Whoever gives improvements away is paid or gets the same back. */
  readonly isCompensated?: boolean;
}

/** The choice is mandatory: silence is a finding, even though the law would fill it. */
export const checkImprovements = ({ choice }: ImprovementClause, at: At): CheckResult =>
  resultOf(
    'improvement-ownership',
    ruleAt('improvement-ownership', at.region, at.date),
    choice ? [] : [{ what: 'IMPROVEMENTS_NOT_CHOSEN', suppliedBy: 'BOTH_PARTIES' }],
  );

const givesAway = ({ choice, isCompensated }: ImprovementClause): boolean =>
  (choice === 'SELLER' || choice === 'BUYER') && isCompensated !== true;

/** Warnings about clauses that may be void, those declared and the one that the choice on improvements amounts to. */
export const checkClauses = (
  given: { clauses: readonly UnfairClause[]; improvements: ImprovementClause },
  at: At,
): CheckResult => {
  const found = new Set<UnfairClause>(given.clauses);
  if (givesAway(given.improvements)) found.add('GRANT_BACK_UNPAID');
  return resultOf(
    'unfair-clauses',
    ruleAt('unfair-clauses', at.region, at.date),
    [...found].map((about): Missing => ({ what: 'UNFAIR_CLAUSE', suppliedBy: 'BOTH_PARTIES', about })),
  );
};
