import { publishedRules } from '../rules/published-rules.decider.js';
import { versionOf } from '../rules/rule-at.decider.js';

/** Every text anywhere in a value. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The rules whose versions are named anywhere in what was recorded, in the order of their names; what each says, and where it stands. */
export const citedRules = (recorded: unknown): unknown[] => {
  const cited = new Set(textsIn(recorded));
  return publishedRules
    .map((rule) => ({ version: versionOf(rule), ...rule }))
    .filter(({ version }) => cited.has(version))
    .sort((one, other) => (one.version < other.version ? -1 : 1));
};
