import { reject } from '@lastmile/protocol';
import { assertFen } from './money.decider.js';

/** What is taken from the gross before it is shared (Beijing regulation, Art. 12): all in fen. */
export interface IncomeCosts {
  /** Taxes of this deal. */
  readonly taxesMinor: number;
  /** Upkeep of the achievement, patent fees for example. */
  readonly upkeepMinor: number;
  /** Valuation, appraisal, negotiation: direct costs of the deal. */
  readonly dealMinor: number;
}

/** Gross income of an assignment or a licence less its costs. Refuses with INCOME_FIGURES_INVALID when the costs are more. */
export const netIncome = (grossMinor: number, costs: IncomeCosts): number => {
  assertFen({ grossMinor, ...costs });
  const netMinor = grossMinor - costs.taxesMinor - costs.upkeepMinor - costs.dealMinor;
  if (netMinor < 0) throw reject('INCOME_FIGURES_INVALID', { field: 'costs' });
  return netMinor;
};
