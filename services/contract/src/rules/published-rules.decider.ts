import { dealRules } from './deal-rules.decider.js';
import { incomeRules } from './income-rules.decider.js';
import { pricingRules } from './pricing-rules.decider.js';
import { registrationRules } from './registration-rules.decider.js';
import type { Rule } from './rule.decider.js';
import { termRules } from './term-rules.decider.js';

/** Every version of every rule. Only ever added to: what was decided under a version stays decided. */
export const publishedRules: readonly Rule[] = [
  ...incomeRules,
  ...pricingRules,
  ...registrationRules,
  ...termRules,
  ...dealRules,
];
