import { reject } from '@lastmile/protocol';
import type { At } from '../checks/check.decider.js';
import { findRule, ruleAt } from '../rules/rule-at.decider.js';
import type { RuleInForce } from '../rules/rule-at.decider.js';
import type { BasisPoints } from '../rules/rule.decider.js';
import { partAtLeast } from './money.decider.js';

/**
 * What is shared: the net income of an assignment or licence, the shares that an achievement became (in whole shares), or the operating
 * profit of the `year`-th profitable year of own or joint exploitation.
 */
export type Shared =
  | { readonly kind: 'NET_INCOME'; readonly amountMinor: number }
  | { readonly kind: 'EQUITY'; readonly amountMinor: number }
  | { readonly kind: 'OWN_EXPLOITATION'; readonly amountMinor: number; readonly year: number };

/** The unit's own rule or its agreement with those it rewards: it goes before the law, and is named. */
export interface Standard {
  readonly kind: 'UNIT_RULE' | 'AGREEMENT';
  /** Which rule or agreement: its number or hash; empty is not recorded. */
  readonly ref: string;
  readonly share: BasisPoints;
}

export interface Floor {
  readonly share: BasisPoints;
  readonly amountMinor: number;
  readonly ruleVersion: string;
  readonly ruleStatus: 'VERIFIED' | 'TO_BE_VERIFIED';
}

const shareIn = (rule: RuleInForce<'income-floor'>, shared: Shared): BasisPoints => {
  const { netIncome, equity, ownExploitation } = rule.value;
  if (shared.kind === 'NET_INCOME') return netIncome;
  if (shared.kind === 'EQUITY') return equity;
  return shared.year <= ownExploitation.yearsAtLeast ? ownExploitation.profit : 0;
};

const floorOf = (rule: RuleInForce<'income-floor'>, shared: Shared): Floor => {
  const share = shareIn(rule, shared);
  return { share, amountMinor: partAtLeast(shared.amountMinor, share), ruleVersion: rule.version, ruleStatus: rule.status };
};

/** The standard of the place, and the national one, which binds the rules of state-founded units too (Transfer law, Art. 45 ¶2). */
export const floorsOf = (shared: Shared, at: At): { local: Floor; national: Floor } => ({
  local: floorOf(ruleAt('income-floor', at.region, at.date), shared),
  national: floorOf(ruleAt('income-floor', 'national', at.date), shared),
});

/** The lowest bound of registered contracts where the market regulation has one: shown, not enforced. */
export const lowestBound = (shared: Shared, at: At): Floor | undefined => {
  const rule = findRule('income-lowest-bound', at.region, at.date);
  if (!rule || shared.kind !== 'NET_INCOME') return undefined;
  const { netIncome: share } = rule.value;
  return { share, amountMinor: partAtLeast(shared.amountMinor, share), ruleVersion: rule.version, ruleStatus: rule.status };
};

/** `LAW`: neither rule nor agreement, the place's standard was taken. `BELOW_LOCAL`: a recorded basis goes below it. */
export type FloorOutcome = 'LAW' | 'STANDARD' | 'BELOW_LOCAL';

const refuse = (floor: Floor) => reject('INCOME_FLOOR_NOT_KEPT', { percent: floor.share / 100, rule: floor.ruleVersion });

/**
 * Whether the team's share may stand. Below the place's standard it needs a recorded unit rule or agreement; a state-founded unit never
 * goes below the national floor. Refuses with INCOME_FLOOR_NOT_KEPT.
 */
export const judgeShare = (
  share: BasisPoints,
  given: { shared: Shared; standard?: Standard; isStateUnit: boolean },
  at: At,
): FloorOutcome => {
  const { local, national } = floorsOf(given.shared, at);
  const isRecorded = given.standard !== undefined && given.standard.ref.trim() !== '';
  if (share < local.share && !isRecorded) throw refuse(local);
  if (share < national.share && given.isStateUnit) throw refuse(national);
  if (!isRecorded) return 'LAW';
  return share < local.share ? 'BELOW_LOCAL' : 'STANDARD';
};
