import type { Constraint, ConstraintName, MatchSide } from '@lastmile/protocol';

/** That a record is classified, or that its owner wants nothing to do with an organisation, is told to its own side alone. */
const confidential: ReadonlySet<ConstraintName> = new Set(['SECRECY', 'EXCLUDED_PARTY']);

/** The constraints that the sides may know of; overseers know all. */
export const visibleConstraints = (constraints: readonly Constraint[], seenBy: readonly MatchSide[] | 'ALL'): Constraint[] =>
  constraints.filter(({ name, side }) => seenBy === 'ALL' || !confidential.has(name) || seenBy.includes(side));
