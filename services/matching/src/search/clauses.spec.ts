import fc from 'fast-check';
import type { Alternative } from './alternatives.js';
import { mustClauses } from './clauses.js';

const alternative = fc.record({
  terms: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }),
  weight: fc.constantFrom(1, 0.5),
});
/** Few enough that none is left out. */
const alternatives = fc
  .array(alternative, { minLength: 1, maxLength: 4 })
  .filter((all) => all.reduce((product, { terms }) => product * terms.length, 1) <= 16);
const holders = fc.uniqueArray(fc.nat(9)).map((terms) => new Set(terms));

const isMet = (all: readonly Alternative[], held: ReadonlySet<number>): boolean =>
  all.some(({ terms }) => terms.every((term) => held.has(term)));

describe('the clauses of a word', () => {
  it('say that one of its alternatives is met', () => {
    fc.assert(
      fc.property(alternatives, holders, (all, held) => {
        const clauses = mustClauses(all, () => 1);
        const meets = clauses.every(({ terms }) => terms.some(({ term }) => held.has(term)));
        expect(meets).toBe(isMet(all, held));
      }),
    );
  });
  it('count each term once', () => {
    fc.assert(
      fc.property(alternatives, (all) => {
        const counted = mustClauses(all, () => 2).flatMap(({ terms }) => terms.filter(({ weight }) => weight !== 0));
        expect(new Set(counted.map(({ term }) => term)).size).toBe(counted.length);
        expect(new Set(counted.map(({ term }) => term))).toEqual(new Set(all.flatMap(({ terms }) => terms)));
      }),
    );
  });
  it('keep the word itself when there is too much beside it', () => {
    const many = Array.from({ length: 6 }, (_, at) => ({ terms: [3 * at, 3 * at + 1, 3 * at + 2], weight: 1 }));
    const clauses = mustClauses(many, () => 1);
    expect(clauses.length).toBeLessThanOrEqual(16);
    expect(clauses.every(({ terms }) => terms.some(({ term }) => term < 3))).toBe(true);
  });
});
