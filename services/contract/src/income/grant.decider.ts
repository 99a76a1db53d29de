import { ruleAt } from '../rules/rule-at.decider.js';
import { splitExactly } from './money.decider.js';
import type { At } from '../checks/check.decider.js';

/** Rights that a unit gives to those who made an achievement (Beijing regulation, Art. 9). Shares in whole per cent. */
export interface OwnershipGrant {
  readonly mode: 'OWNERSHIP_SHARE' | 'LONG_TERM_USE';
  readonly owners: readonly { readonly id: string; readonly sharePercent: number }[];
  /** Years of a use right; none for a share. */
  readonly termYears?: number;
  /** The split of income is agreed at the same time. */
  readonly isSplitAgreed: boolean;
  readonly isNoticeClosed: boolean;
  readonly isClassified: boolean;
}

export type GrantFinding = 'SHARES_NOT_100' | 'TERM_TOO_SHORT' | 'SPLIT_NOT_AGREED' | 'NOTICE_NOT_CLOSED' | 'CLASSIFIED';

/** What keeps a grant from being made, with the rule that sets the term of a use right; empty when nothing does. */
export const checkGrant = (grant: OwnershipGrant, at: At): { findings: GrantFinding[]; ruleVersion: string } => {
  const rule = ruleAt('use-right-term', at.region, at.date);
  const sum = grant.owners.reduce((total, { sharePercent }) => total + sharePercent, 0);
  const isShare = grant.mode === 'OWNERSHIP_SHARE';
  const found: [GrantFinding, boolean][] = [
    ['SHARES_NOT_100', isShare && (sum !== 100 || grant.owners.some(({ sharePercent }) => sharePercent <= 0))],
    ['TERM_TOO_SHORT', !isShare && (grant.termYears ?? 0) < rule.value.yearsAtLeast],
    ['SPLIT_NOT_AGREED', !grant.isSplitAgreed],
    ['NOTICE_NOT_CLOSED', !grant.isNoticeClosed],
    ['CLASSIFIED', grant.isClassified],
  ];
  return { findings: found.filter(([, isFound]) => isFound).map(([finding]) => finding), ruleVersion: rule.version };
};

/** Income of a co-owned achievement by the owners' shares, exact to the fen. */
export const splitByOwnership = (
  amountMinor: number,
  owners: OwnershipGrant['owners'],
): { id: string; amountMinor: number }[] => {
  const amounts = splitExactly(
    amountMinor,
    owners.map(({ sharePercent }) => sharePercent),
  );
  return owners.map(({ id }, index) => ({ id, amountMinor: amounts[index] ?? 0 }));
};
