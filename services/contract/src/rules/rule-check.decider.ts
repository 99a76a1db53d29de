import type { Rule, RuleId } from './rule.decider.js';
import { versionOf } from './rule-at.decider.js';
import { dayAfter } from './days.decider.js';

/** From this day on the rules below must be there for every region: the platform decides by them. */
export const rulesBegin = '2021-01-01';

/** Rules that may be silent outside the places that have them. */
const localRules: ReadonlySet<RuleId> = new Set([
  'income-lowest-bound',
  'registration-practice',
  'self-transfer',
  'equity-registration',
]);

type Problem = string;

const keyOf = ({ jurisdiction, id }: Rule): string => `${jurisdiction}/${id}`;

const seriesOf = (rules: readonly Rule[]): Rule[][] => {
  const sorted = [...rules].filter(({ standing }) => standing !== 'DRAFT').sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return [...Map.groupBy(sorted, keyOf).values()];
};

/** A version without end lasts until the next begins; one with an end is followed on the day after it. */
const joints = (series: readonly Rule[]): Problem[] =>
  series.flatMap((rule, index) => {
    const next = series[index + 1];
    if (!next || rule.validTo === undefined) return [];
    if (rule.validTo >= next.validFrom) return [`${versionOf(rule)} overlaps ${versionOf(next)}`];
    return dayAfter(rule.validTo) < next.validFrom ? [`gap between ${versionOf(rule)} and ${versionOf(next)}`] : [];
  });

const faultsOf = (rule: Rule): Problem[] => {
  const { law, article, says } = rule.source;
  const hasSource = [law.zh, law.en, says.zh, says.en].every((text) => text.trim() !== '');
  const problems: Problem[] = [];
  if (!hasSource) problems.push(`${versionOf(rule)} has no source`);
  if (rule.status === 'VERIFIED' && article === '') problems.push(`${versionOf(rule)} is verified without an article`);
  if (rule.status === 'VERIFIED' && rule.standing === 'DRAFT')
    problems.push(`${versionOf(rule)} is a draft and cannot be verified`);
  if (rule.validTo !== undefined && rule.validTo < rule.validFrom) problems.push(`${versionOf(rule)} ends before it begins`);
  return problems;
};

const uncovered = (rules: readonly Rule[], ids: readonly RuleId[]): Problem[] =>
  ids
    .filter((id) => !localRules.has(id))
    .flatMap((id) => {
      const national = rules.filter((rule) => rule.id === id && rule.jurisdiction === 'national' && rule.standing !== 'DRAFT');
      const begins = national.some(({ validFrom, validTo }) => validFrom <= rulesBegin && (validTo ?? '9999') >= rulesBegin);
      const isOpen = national.some(({ validTo }) => validTo === undefined);
      return begins && isOpen ? [] : [`national/${id} does not cover every day from ${rulesBegin}`];
    });

/**
 * What is wrong with the rules: overlaps and gaps within a jurisdiction, two versions of one name, a version without source, a
 * verified draft, an id that is not covered nationally. Empty when all is well; the service does not start otherwise.
 */
export const checkRules = (rules: readonly Rule[], ids: readonly RuleId[]): Problem[] => {
  const versions = rules.map(versionOf);
  const twice = versions.filter((version, index) => versions.indexOf(version) !== index);
  return [
    ...twice.map((version) => `${version} is there twice`),
    ...seriesOf(rules).flatMap(joints),
    ...rules.flatMap(faultsOf),
    ...uncovered(rules, ids),
  ];
};
