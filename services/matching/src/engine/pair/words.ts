import type { SharedTerm } from '../model/pair-features.js';
import type { TextFit, TextModel } from '../model/text-model.js';
import { ACROSS } from '../model/text-model.js';
import type { Term } from '../text/term.js';
import { acrossOf, BIGRAM, CONCEPT, kindOf } from '../text/term.js';
import { isReadable } from './readable.js';
import type { Places, Span } from './term-places.js';

/** A word of the listing and its part of the score; `counterpart` is the demand's word where that is another one. */
export interface Word {
  word: string;
  weight: number;
  counterpart?: string;
}

/** The same with what the explanation says about it. */
export interface FoundWord extends Word {
  isInTitles: boolean;
  /** Rarity of its rarest term. */
  rarity: number;
}

export interface Shared {
  model: TextModel;
  terms: readonly SharedTerm[];
  fit: TextFit;
  listing: Places;
  demand: Places;
}

type Shown = Pick<Word, 'word' | 'counterpart'>;

const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && outer.end >= inner.end;
const touches = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const normalOf = ({ normal }: Places, { start, end }: Span): string => normal.slice(start, end);

/** The whole words around a place that the other text has too; several when the place lies across a border. */
const sharedAround = ({ listing, demand }: Shared, span: Span): Span[] => {
  const around = listing.tokens.filter((token) => touches(token, span));
  const [first, last] = [around[0], around.at(-1)];
  if (!first || !last) return [];
  const whole = { start: first.start, end: last.end };
  const isThere = (one: Span): boolean => isReadable(listing.written(one)) && demand.normal.includes(normalOf(listing, one));
  const hasSingle = around.some(({ start, end }) => end - start < 2);
  if (hasSingle && isThere(whole)) return [whole];
  const words = around.filter(isThere);
  if (words.length > 0) return words;
  return around.length === 1 && !covers(span, whole) && isThere(span) && span.end - span.start > 2 ? [span] : [];
};

/** The longest of the places where the words around are shared. */
const bestAround = (shared: Shared, spans: readonly Span[]): Span[] => {
  const length = (words: readonly Span[]): number => words.reduce((sum, { start, end }) => sum + end - start, 0);
  return spans
    .map((span) => sharedAround(shared, span))
    .reduce<Span[]>((best, words) => (length(words) > length(best) ? words : best), []);
};

/** A term that is written differently in the two texts. */
const pairOf = ({ listing, demand }: Shared, own: readonly Span[], other: readonly Span[]): Shown[] => {
  const written = (places: Places, spans: readonly Span[]): string | undefined => {
    const words = spans.map((span) => places.written(span).trim()).filter(isReadable);
    return words.toSorted((a, b) => b.length - a.length)[0];
  };
  const [word, counterpart] = [written(listing, own), written(demand, other)];
  if (word === undefined) return [];
  return [counterpart === undefined || counterpart.toLowerCase() === word.toLowerCase() ? { word } : { word, counterpart }];
};

const asked = (term: Term, group: number): Term => (group === ACROSS ? (acrossOf(term) ?? term) : term);

/** How a term is shown; nothing when no word that a reader knows stands for it. */
const shownAs = (shared: Shared, { term, group }: SharedTerm): Shown[] => {
  const own = shared.listing.spansOf(term);
  const isByMeaning = group === ACROSS || kindOf(term) === CONCEPT;
  const words = isByMeaning && group === ACROSS ? [] : bestAround(shared, own);
  if (words.length > 0) return words.map((span) => ({ word: shared.listing.written(span) }));
  if (kindOf(term) === BIGRAM) return [];
  return pairOf(shared, own, shared.demand.spansOf(asked(term, group)));
};

/** What one unit of the weighted summands is worth in the score, for titles and whole texts. */
const worthOf = ({ model, terms, fit }: Shared, part: 'title' | 'whole'): ((term: SharedTerm) => number) => {
  const weigh = (term: SharedTerm): number => term[part] * (model.preselection[part][term.group] ?? 0);
  const sum = terms.reduce((total, term) => total + weigh(term), 0);
  const given = part === 'title' ? fit.parts.title : fit.parts.body;
  return (term) => (sum > 0 ? (given * weigh(term)) / sum : 0);
};

interface Collected extends FoundWord {
  /** Weight of the term that told how the word is shown. */
  most: number;
}

const collect = (shared: Shared): Collected[] => {
  const [ofTitle, ofWhole] = [worthOf(shared, 'title'), worthOf(shared, 'whole')];
  const found = new Map<string, Collected>();
  for (const term of shared.terms) {
    const all = ofTitle(term) + ofWhole(term);
    const shown = all > 0 ? shownAs(shared, term) : [];
    const weight = all / shown.length;
    for (const { word, counterpart } of shown) {
      const known = found.get(word.toLowerCase()) ?? { word, weight: 0, isInTitles: false, rarity: 0, most: 0 };
      known.weight += weight;
      known.rarity = Math.max(known.rarity, shared.model.weightOf(term.term));
      known.isInTitles ||= term.title > 0;
      if (weight > known.most) [known.most, known.counterpart] = [weight, counterpart];
      found.set(word.toLowerCase(), known);
    }
  }
  return [...found.values()];
};

/**
 * The words that the texts share, the weightiest first. Their weights add up to what title and body give to the text fit: what no
 * readable word stands for (numbers, units, pieces of words) is spread over the words in proportion. None when there is no such word.
 */
export const wordsOf = (shared: Shared): FoundWord[] => {
  const words = collect(shared);
  const sum = words.reduce((total, { weight }) => total + weight, 0);
  const scale = sum > 0 ? (shared.fit.parts.title + shared.fit.parts.body) / sum : 0;
  return words
    .map(({ most: _, ...word }) => ({ ...word, weight: word.weight * scale }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
};
