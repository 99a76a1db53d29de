import { normalise } from '../engine/normalise.js';
import type { SearchFilter, Suggestion } from '@lastmile/protocol';
import type { Correction } from './corrections.js';
import { corrected } from './corrections.js';
import { filtersSet, withoutFilters } from './filters.js';
import { relatedTo } from './related.js';
import type { Sought, Understood } from './understanding.js';
import type { Words } from './words/words.js';

/** How many records another query, or the same with other filters, finds. */
export type CountHits = (query: string, filter: SearchFilter) => number;

export interface Asked {
  query: string;
  filter: SearchFilter;
  understood: Understood;
}

interface Advice {
  asked: Asked;
  corrections: readonly Correction[];
  words: Words;
  /** Records with the word. */
  holders(sought: Sought): number;
  countHits: CountHits;
}

const MOST_OF_A_REASON = 3;

const worthIt = (candidates: Iterable<Omit<Suggestion, 'hits'>>, found: number, { countHits, asked }: Advice): Suggestion[] => {
  const kept: Suggestion[] = [];
  for (const candidate of candidates) {
    if (kept.length >= MOST_OF_A_REASON) break;
    const filter = withoutFilters(asked.filter, candidate.without as (keyof SearchFilter)[]);
    const hits = countHits(candidate.query, filter);
    if (hits > found) kept.push({ ...candidate, hits });
  }
  return kept;
};

const typos = ({ asked, corrections }: Advice): Omit<Suggestion, 'hits'>[] =>
  corrections.map((correction) => ({ reason: 'TYPO', query: corrected(asked.query, correction), without: [] }));

const quoted = ({ unit }: Sought): string => (unit.isExact ? `"${unit.text}"` : unit.text);

/** Without its rarest word, then without the two rarest, and so on. */
const shorterQueries = ({ asked: { understood }, holders }: Advice): string[] => {
  const { sought } = understood;
  const rarest = [...sought].sort((a, b) => holders(a) - holders(b));
  return rarest.slice(0, -1).map((_, at) => {
    const left = new Set(rarest.slice(at + 1));
    const unwanted = understood.unwanted.map((text) => `-"${text}"`);
    return [...sought.filter((one) => left.has(one)).map(quoted), ...unwanted].join(' ');
  });
};

/** The query without the filters one by one, then without all; then with fewer words; then nothing at all. */
const broader = (advice: Advice): Omit<Suggestion, 'hits'>[] => {
  const { query, filter, understood } = advice.asked;
  const set = filtersSet(filter);
  const without = [...set.map((name) => [name]), ...(set.length > 1 ? [set] : [])];
  return [
    ...without.map((names) => ({ reason: 'BROADER' as const, query, without: names })),
    ...shorterQueries(advice).map((shorter) => ({ reason: 'BROADER' as const, query: shorter, without: [] })),
    ...(understood.meaning === 'NOTHING' ? [{ reason: 'BROADER' as const, query: '', without: [] }] : []),
  ];
};

const related = ({ asked: { query, understood }, words }: Advice): Omit<Suggestion, 'hits'>[] => {
  const typed = normalise(query).trim();
  return understood.sought
    .filter(({ unit }) => !unit.isExact)
    .flatMap((sought) => relatedTo(typed, sought, words))
    .map(({ part, word }) => ({ reason: 'RELATED', query: typed.replace(part, () => word), without: [] }));
};

/** What else to ask when little was found: only what finds more, at most three of each reason, the likeliest first. */
export const suggestionsFor = (advice: Advice, found: number): Suggestion[] => {
  const all = [typos(advice), broader(advice), related(advice)].flatMap((candidates) => worthIt(candidates, found, advice));
  const isFirst = (one: Suggestion, at: number): boolean =>
    all.findIndex(({ query, without }) => query === one.query && without.join() === one.without.join()) === at;
  return all.filter(isFirst);
};
