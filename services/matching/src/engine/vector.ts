import { normalise } from './normalise.js';
import { BIGRAM, LATIN, MAX_COUNT } from './term-kinds.js';
import { visitTerms } from './terms.js';
import type { Vocabulary } from './vocabulary.js';

/** The terms of a text, each once, with their counts in the title and in title and body together. */
export interface Vector {
  terms: Int32Array;
  title: Uint8Array;
  whole: Uint8Array;
  /** Whether the text is Chinese in the main. */
  isHan: boolean;
}

export interface Text {
  title: string;
  body: string;
}

/** Makes vectors over one vocabulary; keeps its working space between texts. */
export const vectoriser = (vocabulary: Vocabulary): ((text: Text) => Vector) => {
  let places = new Int32Array(vocabulary.capacity).fill(-1);
  let terms = new Int32Array(1 << 12);
  let title = new Uint8Array(1 << 12);
  let whole = new Uint8Array(1 << 12);
  let size = 0;
  let balance = 0;

  const grow = (): void => {
    const [oldTerms, oldTitle, oldWhole] = [terms, title, whole];
    terms = new Int32Array(size * 2);
    title = new Uint8Array(size * 2);
    whole = new Uint8Array(size * 2);
    terms.set(oldTerms);
    title.set(oldTitle);
    whole.set(oldWhole);
  };
  const placeOf = (term: number): number => {
    if (term >= places.length) {
      const old = places;
      places = new Int32Array(Math.max(vocabulary.capacity, old.length * 2)).fill(-1);
      places.set(old);
    }
    const known = places[term] ?? -1;
    if (known >= 0) return known;
    if (size === terms.length) grow();
    terms[size] = term;
    title[size] = 0;
    whole[size] = 0;
    places[term] = size;
    size += 1;
    return size - 1;
  };
  const read = (text: string, isTitle: boolean): void =>
    visitTerms(normalise(text), (kind, key) => {
      const place = placeOf(vocabulary.intern(kind, key));
      const count = whole[place] ?? 0;
      if (kind === BIGRAM) balance += 1;
      if (kind === LATIN) balance -= 1;
      if (count < MAX_COUNT) whole[place] = count + 1;
      if (isTitle && (title[place] ?? 0) < MAX_COUNT) title[place] = (title[place] ?? 0) + 1;
    });

  return (text) => {
    size = 0;
    balance = 0;
    read(text.title, true);
    read(text.body, false);
    for (let at = 0; at < size; at += 1) places[terms[at] ?? 0] = -1;
    return { terms: terms.slice(0, size), title: title.slice(0, size), whole: whole.slice(0, size), isHan: balance >= 0 };
  };
};
