import type { Component } from './rating.js';
import { engineVersion, rounded } from './rating.js';
import type { Spans, Term } from './spans.js';
import { spansOf } from './spans.js';
import type { Subject } from './subject.js';
import type { Similarity } from './similarity.js';

/** A word of the listing and its part of the score; `counterpart` is the demand's word where that is another one. */
export interface Word {
  word: string;
  weight: number;
  counterpart?: string;
}

export interface Explanation {
  words: Word[];
  components: Component[];
  engineVersion: string;
}

interface Rated {
  listing: Subject;
  demand: Subject;
  similarity: Similarity;
  components: readonly Component[];
}

const MAX_WORDS = 12;

/** What one unit of a cosine's parts is worth in the score. */
const worth = (components: readonly Component[], name: string, cosine: number): number => {
  const component = components.find((one) => one.name === name);
  return component && cosine > 0 ? (component.score * component.weight) / cosine : 0;
};

/** The words of a term: those that the other text has too, if there are any; its counterpart there otherwise. */
const shownAs = (own: Spans, other: Spans, term: Term): { words: string[]; counterpart?: string } => {
  const words = own.words(term);
  const shared = words.filter((word) => other.text.includes(word));
  if (shared.length > 0) return { words: shared };
  const longest = [...words].sort((a, b) => b.length - a.length).slice(0, 1);
  return { words: longest, counterpart: other.words(term)[0] };
};

/** Every shared word with its part of the score. The weights add up to what title and body give to the score. */
export const wordsOf = ({ listing, demand, similarity, components }: Rated): Word[] => {
  const [own, other] = [spansOf(listing), spansOf(demand)];
  const titleWorth = worth(components, 'title', similarity.title);
  const bodyWorth = worth(components, 'body', similarity.whole);
  const found = new Map<string, Word>();
  for (const term of similarity.shared) {
    const weight = term.whole * bodyWorth + term.title * titleWorth;
    if (weight === 0) continue;
    const { words, counterpart } = shownAs(own, other, term);
    for (const word of words) {
      const known = found.get(word) ?? { word, weight: 0, ...(counterpart === undefined ? {} : { counterpart }) };
      known.weight += weight / words.length;
      found.set(word, known);
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
};

/** The strongest words, the components, and the version of the engine; numbers with four decimals. */
export const explain = (rated: Rated): Explanation => ({
  words: wordsOf(rated)
    .slice(0, MAX_WORDS)
    .map((word) => ({ ...word, weight: rounded(word.weight) }))
    .filter(({ weight }) => weight > 0),
  components: rated.components.map(({ name, score, weight }) => ({ name, score: rounded(score), weight: rounded(weight) })),
  engineVersion,
});
