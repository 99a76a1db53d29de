import type { SharedTerm } from '../model/pair-features.js';
import type { TextFit, TextModel } from '../model/text-model.js';
import { ACROSS } from '../model/text-model.js';
import type { Term } from '../text/term.js';
import { acrossOf, BIGRAM, kindOf } from '../text/term.js';
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

/**
 * The words around a place that the other text has too: the longest that holds it; where it lies across a border, the words on both sides,
 * as one when a single character is among them.
 */
const sharedAround = ({ listing, demand }: Shared, span: Span): Span[] => {
  const isThere = ({ start, end }: Span): boolean =>
    isReadable(listing.written({ start, end })) && demand.normal.includes(listing.normal.slice(start, end));
  const around = listing.wordsAt(span);
  if (around.length === 1) return listing.wordsAround(span).filter(isThere).slice(0, 1);
  const [first, last] = [around[0], around.at(-1)];
  const whole = { start: first?.start ?? span.start, end: last?.end ?? span.end };
  const hasSingle = around.some(({ start, end }) => end - start === 1);
  return hasSingle && isThere(whole) ? [whole] : around.filter(isThere);
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
  const words = group === ACROSS ? [] : bestAround(shared, own);
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

/** “lithium” and “batteries” are told within “lithium-ion batteries” when all three stand for the same word of the demand. */
const folded = (words: readonly Collected[]): Collected[] => {
  const longerOf = (one: Collected): Collected | undefined =>
    words.find(
      (other) =>
        other !== one &&
        other.counterpart !== undefined &&
        other.counterpart === one.counterpart &&
        other.word.length > one.word.length &&
        other.word.toLowerCase().includes(one.word.toLowerCase()),
    );
  const kept = new Map(words.filter((one) => longerOf(one) === undefined).map((one) => [one.word, { ...one }]));
  for (const one of words) {
    const longer = kept.has(one.word) ? undefined : kept.get(longerOf(one)?.word ?? '');
    if (!longer) continue;
    longer.weight += one.weight;
    longer.rarity = Math.max(longer.rarity, one.rarity);
    longer.isInTitles ||= one.isInTitles;
  }
  return [...kept.values()];
};

/**
 * The words that the texts share, the weightiest first. Their weights add up to what title and body give to the text fit: what no
 * readable word stands for (numbers, units, pieces of words) is spread over the words in proportion. None when there is no such word.
 */
export const wordsOf = (shared: Shared): FoundWord[] => {
  const words = folded(collect(shared));
  const sum = words.reduce((total, { weight }) => total + weight, 0);
  const scale = sum > 0 ? (shared.fit.parts.title + shared.fit.parts.body) / sum : 0;
  return words
    .map(({ most: _, ...word }) => ({ ...word, weight: word.weight * scale }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
};
