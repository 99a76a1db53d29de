import { lifeFaults } from '../lifecycle/life.decider.js';
import { publishedRules } from './published-rules.decider.js';
import { checkRules } from './rule-check.decider.js';
import { ruleIds } from './rule-names.decider.js';

/** Throws with every fault of the published rules and of the life of a deal: the service does not start on rules it cannot decide by. */
export const assertSound = (): void => {
  const faults = [...checkRules(publishedRules, ruleIds), ...lifeFaults()];
  if (faults.length > 0) throw new Error(`the rules do not hold: ${faults.join('; ')}`);
};
