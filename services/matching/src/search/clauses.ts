import type { Clause, WeightedTerm } from '../engine/index/search-door.js';
import type { Term } from '../engine/text/term.js';
import { BIGRAM, termOf } from '../engine/text/term.js';
import type { Alternative } from './alternatives.js';
import { wholeWord } from './alternatives.js';
import type { Run } from './units.js';

/** So many clauses a word may become; alternatives of several terms multiply. */
const MOST_CLAUSES = 16;
const ADJACENCY = 0.5;
const WHOLE_WORD = 0.5;

/** Leaves out the last of the alternatives with several terms until the clauses are few enough. */
const affordable = (alternatives: readonly Alternative[]): readonly Alternative[] => {
  let product = 1;
  return alternatives.filter(({ terms }) => {
    if (product * terms.length > MOST_CLAUSES) return false;
    product *= terms.length;
    return true;
  });
};

/** (a ∧ b) ∨ c = (a ∨ c) ∧ (b ∨ c): one `must` for each choice of a term from every alternative. A term adds to the score once. */
export const mustClauses = (alternatives: readonly Alternative[], weightOf: (term: Term) => number): Clause[] => {
  const used = affordable(alternatives);
  const choices = used.reduce<(readonly [Term, number])[][]>(
    (all, { terms, weight }) => all.flatMap((choice) => terms.map((term) => [...choice, [term, weight] as const])),
    used.length > 0 ? [[]] : [],
  );
  const counted = new Set<Term>();
  return choices.map((choice) => {
    const terms = new Map<Term, WeightedTerm>();
    for (const [term, weight] of choice) {
      if (terms.has(term)) continue;
      terms.set(term, { term, weight: counted.has(term) ? 0 : weight * weightOf(term) });
    }
    for (const term of terms.keys()) counted.add(term);
    return { occur: 'must', terms: [...terms.values()] };
  });
};

const HAN_PAIR = /^\p{Script=Han}{2}$/u;

/** Words that stand as close in the text as in the query are worth more, and so are words that the text is cut into. */
export const closenessClauses = (runs: readonly Run[], weightOf: (term: Term) => number): Clause[] => {
  const pairs = runs.flatMap(({ units }) =>
    units.slice(1).map((unit, at) => `${units[at]?.text.at(-1) ?? ''}${unit.text[0] ?? ''}`),
  );
  const adjacent = pairs.filter((pair) => HAN_PAIR.test(pair)).map((pair) => ({ term: termOf(BIGRAM, pair), weight: ADJACENCY }));
  const whole = runs
    .flatMap(({ units }) => units.map(wholeWord))
    .flatMap((term) => (term === undefined ? [] : [{ term, weight: WHOLE_WORD }]));
  return [...adjacent, ...whole].map(({ term, weight }) => ({
    occur: 'should',
    terms: [{ term, weight: weight * weightOf(term) }],
  }));
};
