import { glossary } from '../engine/glossary.js';
import type { Sought } from './understanding.js';
import type { Words } from './words/words.js';

const MOST_RELATED = 6;
const HAN = /\p{Script=Han}/u;

const readForms = (): Map<string, string[]> => {
  const all = [...glossary.han.values(), ...glossary.latin.values()].flat();
  return new Map([...Map.groupBy(all, ({ concept }) => concept)].map(([name, list]) => [name, list.map(({ text }) => text)]));
};

let forms: ReadonlyMap<string, readonly string[]> | undefined;

/** Every way to write a concept. */
const formsOf = (concept: string): readonly string[] => {
  forms ??= readForms();
  return forms.get(concept) ?? [];
};

/** Glossary words within a longer word: 电池 of 锂电池. */
const within = (word: string): string[] =>
  Array.from({ length: word.length }, (_, at) => at)
    .flatMap((at) => (glossary.han.get(word.charCodeAt(at)) ?? []).filter(({ text }) => word.startsWith(text, at)))
    .map(({ text }) => text)
    .filter((text) => text.length > 1 && text !== word);

const translated = (word: string, words: Words): readonly string[] => (HAN.test(word) ? words.meaningsOf(word).slice(0, 2) : []);

/** A part of the query, and what may stand in its place. */
export interface Related {
  part: string;
  word: string;
}

const instead = (part: string, words: readonly string[]): Related[] =>
  words.filter((word) => word !== part).map((word) => ({ part, word }));

/** The longest way to write the concept that the query has, and the others. */
const sameAs = (query: string, concept: string): Related[] => {
  const all = formsOf(concept);
  const [part] = all.filter((form) => query.includes(form)).sort((a, b) => b.length - a.length);
  return part === undefined ? [] : [...instead(part, all), ...instead(part, within(part))];
};

/** Other words for those of the query: what means the same, what it is a kind of, what it is called in the other language. */
export const relatedTo = (query: string, { unit }: Sought, words: Words): Related[] => {
  const { text, concepts } = unit;
  const all = [
    ...concepts.flatMap((concept) => sameAs(query, concept)),
    ...instead(text, [...within(text), ...translated(text, words)]),
  ];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, MOST_RELATED);
};
