import { jurisdictionNames, reject } from '@lastmile/protocol';
import { publishedRules } from './published-rules.decider.js';
import { jurisdictions } from './rule.decider.js';
import type { IsoDate, Jurisdiction, Rule, RuleId } from './rule.decider.js';

/** A rule as it was found, with the id of its version, for example `beijing/income-floor/2020-01-01`. */
export type RuleInForce<Id extends RuleId = RuleId> = Extract<Rule, { id: Id }> & { readonly version: string };

/** Drafts carry it in their version, so that nothing is mistaken for law. */
export const versionOf = ({ jurisdiction, id, validFrom, standing }: Rule): string =>
  `${jurisdiction}/${id}/${validFrom}${standing === 'DRAFT' ? '-draft' : ''}`;

const covers = (jurisdiction: Jurisdiction, region: string): boolean => {
  const own: string = jurisdictions[jurisdiction].region;
  return region.startsWith(own.replace(/(00)+$/, ''));
};

/** The jurisdictions of a GB/T 2260 code (or a jurisdiction's own name), the most specific first, the national last. */
export const jurisdictionsOf = (region: string): Jurisdiction[] => {
  const known = jurisdictionNames.find((name) => name === region);
  const code = known ? jurisdictions[known].region : region;
  const depth = (name: Jurisdiction): number => jurisdictions[name].region.replace(/(00)+$/, '').length;
  return jurisdictionNames.filter((name) => covers(name, code)).sort((one, other) => depth(other) - depth(one));
};

const isInForce = (rule: Rule, date: IsoDate): boolean =>
  rule.validFrom <= date && (rule.validTo === undefined || date <= rule.validTo);

/** Places are tried from the most specific to the national; within one the latest version wins. */
const pick = <Id extends RuleId>(rules: readonly Extract<Rule, { id: Id }>[], region: string): RuleInForce<Id> | undefined => {
  for (const jurisdiction of jurisdictionsOf(region)) {
    const found = rules
      .filter((rule) => rule.jurisdiction === jurisdiction)
      .sort((one, other) => other.validFrom.localeCompare(one.validFrom))[0];
    if (found) return { ...found, version: versionOf(found) };
  }
  return undefined;
};

const versionsOf = <Id extends RuleId>(id: Id, date: IsoDate): Extract<Rule, { id: Id }>[] =>
  publishedRules.filter((rule): rule is Extract<Rule, { id: Id }> => rule.id === id && isInForce(rule, date));

/** The rule in force there on that day, or undefined. Drafts are never in force. */
export const findRule = <Id extends RuleId>(id: Id, region: string, date: IsoDate): RuleInForce<Id> | undefined =>
  pick(
    versionsOf(id, date).filter(({ standing }) => standing !== 'DRAFT'),
    region,
  );

/**
 * The rule in force there on that day: the specific jurisdiction before the national. `region` is a GB/T 2260 code or a jurisdiction's
 * name. Refuses with RULE_NOT_KNOWN where no version covers the day.
 * @example ruleAt('income-floor', '110108', '2026-05-01').version // 'beijing/income-floor/2020-01-01'
 */
export const ruleAt = <Id extends RuleId>(id: Id, region: string, date: IsoDate): RuleInForce<Id> => {
  const found = findRule(id, region, date);
  if (!found) throw reject('RULE_NOT_KNOWN', { rule: id, region, date });
  return found;
};

/** The newest draft, for an office that already works by it; the version says that it is one. */
export const draftRuleAt = <Id extends RuleId>(id: Id, region: string, date: IsoDate): RuleInForce<Id> | undefined =>
  pick(
    versionsOf(id, date).filter(({ standing }) => standing === 'DRAFT'),
    region,
  );

/** Everything that applies there on that day: one version a rule, drafts after what is in force. */
export const rulesAt = (region: string, date: IsoDate): RuleInForce[] => {
  const ids = [...new Set(publishedRules.map(({ id }) => id))];
  const found = [...ids.map((id) => findRule(id, region, date)), ...ids.map((id) => draftRuleAt(id, region, date))];
  return found.filter((rule) => rule !== undefined);
};
