import { ruleAt } from '../rules/rule-at.decider.js';
import type { At } from '../checks/check.decider.js';

/** The amounts of a contract, all in fen: its value, the technology part, and what is approved as income after performance. */
export interface ContractAmounts {
  /** 合同成交额 */
  readonly contractValueMinor: number;
  /** Equipment, instruments, parts, raw materials and other cost that is not technology. */
  readonly nonTechnicalMinor: number;
  /** 技术交易额, when the contract states it. */
  readonly technologyValueMinor?: number;
  /** 技术性收入, approved after performance. */
  readonly technologyIncomeMinor?: number;
}

export type AmountFinding =
  | 'AMOUNT_NOT_WHOLE_FEN'
  | 'COST_ABOVE_VALUE'
  | 'TECHNOLOGY_VALUE_ABOVE_VALUE'
  | 'TECHNOLOGY_VALUE_NOT_THE_DIFFERENCE'
  | 'TECHNOLOGY_INCOME_ABOVE_TECHNOLOGY_VALUE'
  | 'SHARE_BELOW_USUAL'
  | 'SHARE_ABOVE_USUAL';

export interface AmountReview {
  /** Value less what is not technology. */
  readonly technologyValueMinor: number;
  /** What cannot be. */
  readonly errors: readonly AmountFinding[];
  /** What is unusual: to look at, never to refuse. */
  readonly warnings: readonly AmountFinding[];
  readonly ruleVersion: string;
}

const isFen = (amount: number | undefined): boolean => amount === undefined || (Number.isSafeInteger(amount) && amount >= 0);

const errorsOf = (amounts: ContractAmounts, technologyValueMinor: number): AmountFinding[] => {
  const { contractValueMinor, nonTechnicalMinor, technologyValueMinor: stated, technologyIncomeMinor: income } = amounts;
  if (![contractValueMinor, nonTechnicalMinor, stated, income].every(isFen)) return ['AMOUNT_NOT_WHOLE_FEN'];
  const found: [AmountFinding, boolean][] = [
    ['COST_ABOVE_VALUE', nonTechnicalMinor > contractValueMinor],
    ['TECHNOLOGY_VALUE_ABOVE_VALUE', stated !== undefined && stated > contractValueMinor],
    ['TECHNOLOGY_VALUE_NOT_THE_DIFFERENCE', stated !== undefined && stated !== technologyValueMinor],
    ['TECHNOLOGY_INCOME_ABOVE_TECHNOLOGY_VALUE', income !== undefined && income > (stated ?? technologyValueMinor)],
  ];
  return found.filter(([, isFound]) => isFound).map(([finding]) => finding);
};

/** Reviews the three amounts: the technology part is the value less other costs; its part of the value is compared with what is usual. */
export const reviewAmounts = (amounts: ContractAmounts, at: At): AmountReview => {
  const { contractValueMinor, nonTechnicalMinor } = amounts;
  const rule = ruleAt('technology-share-band', at.region, at.date);
  const technologyValueMinor = contractValueMinor - nonTechnicalMinor;
  const errors = errorsOf(amounts, technologyValueMinor);
  const warnings: AmountFinding[] = [];
  if (errors.length === 0) {
    const part = BigInt(technologyValueMinor) * 10_000n;
    const of = (share: number): bigint => BigInt(contractValueMinor) * BigInt(share);
    if (part < of(rule.value.low)) warnings.push('SHARE_BELOW_USUAL');
    if (part > of(rule.value.high)) warnings.push('SHARE_ABOVE_USUAL');
  }
  return { technologyValueMinor, errors, warnings, ruleVersion: rule.version };
};
