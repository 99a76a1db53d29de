import type { InputOf, OutputOf, rulesMessages } from '@lastmile/protocol';
import { rulesAt } from './rule-at.decider.js';
import { ruleNames } from './rule-names.decider.js';
import { jurisdictions } from './rule.decider.js';

type Rules = OutputOf<typeof rulesMessages.rules>;

const wordsOf = ({ zh, en }: { zh: string; en: string }) => ({ zh, en });

/** The rules that apply in a place on a day, with their names; drafts last and marked. */
export const rulesInForce = (input: InputOf<typeof rulesMessages.rules>, today: string): Rules => {
  const { region, at = today } = input;
  const rules = rulesAt(region, at).map(({ jurisdiction, ...rule }): Rules['rules'][number] => ({
    ...rule,
    name: ruleNames[rule.id],
    jurisdiction,
    jurisdictionName: wordsOf(jurisdictions[jurisdiction]),
    value: { ...rule.value },
  }));
  return { region, at, rules };
};
