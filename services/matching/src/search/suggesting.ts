import type { InputOf, OutputOf, matchingMessages } from '@lastmile/protocol';
import { normalise } from '../engine/normalise.js';
import type { Reading } from './alternatives.js';
import { holdersOf, readAsPinyin } from './alternatives.js';
import type { Searching } from './searching.js';
import { ask, readingOf, sideOf, understandAs } from './searching.js';

type SuggestInput = InputOf<typeof matchingMessages.suggest>;
type SuggestOutput = OutputOf<typeof matchingMessages.suggest>;

const MOST_TITLES = 3;
const LAST_WORD = /^(?<head>.*?)(?<word>\p{Script=Han}+|[^\s\p{Script=Han}]+)$/u;
const HAN = /^\p{Script=Han}+$/u;

const liveFirst = (words: Iterable<string>, { frequency }: Reading, most: number): string[] =>
  [...new Set(words)]
    .map((word) => ({ word, holders: frequency ? holdersOf(word, frequency) : 0 }))
    .filter(({ holders }) => holders > 0)
    .sort((a, b) => b.holders - a.holders || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word);

/** Words that begin as the last one does; of a longer Chinese run, its ends too: 锂电池回 is completed by 回收. */
const completions = (word: string, reading: Reading, most: number): string[] => {
  const { list, lexicon } = reading.words;
  const starting = (prefix: string): string[] => [...list.startingWith(prefix), ...lexicon.startingWith(prefix)];
  if (!HAN.test(word))
    return [...liveFirst(starting(word), reading, most), ...readAsPinyin({ text: word, isOpen: true }, reading)];
  for (let at = 0; at < word.length; at += 1) {
    const found = liveFirst(starting(word.slice(at)), reading, most);
    if (found.length > 0) return found.map((one) => word.slice(0, at) + one);
  }
  return [];
};

const titlesWith = (searching: Searching, { kind, text }: SuggestInput, now: string): string[] => {
  const understood = understandAs(searching, kind, text);
  const { hits } = ask(searching, { kind, understood, filter: {}, now, limit: 20 });
  const start = normalise(text);
  const titles = hits.flatMap(({ place }) => searching.index.entryAt(sideOf(kind), place)?.title ?? []);
  return [...new Set(titles)].filter((title) => normalise(title).startsWith(start)).slice(0, MOST_TITLES);
};

/** Completions of the last word, with the words before it, then titles that begin as typed; only what finds something. */
export const suggest = (searching: Searching, input: SuggestInput, now: string): SuggestOutput => {
  const { kind, limit } = input;
  const { head = '', word = '' } = LAST_WORD.exec(normalise(input.text).trim())?.groups ?? {};
  const words = completions(word, readingOf(searching, kind), 2 * limit).map((one) => `${head}${one}`);
  // the space says that the word is whole
  const hitsOf = (text: string): number =>
    ask(searching, { kind, understood: understandAs(searching, kind, `${text} `), filter: {}, now, limit: 1 }).total;
  const titles = titlesWith(searching, input, now);
  const items: SuggestOutput['items'] = [];
  for (const text of new Set([...words.slice(0, limit - Math.min(titles.length, limit >> 1)), ...titles, ...words])) {
    if (items.length >= limit) break;
    const hits = hitsOf(text);
    if (hits > 0) items.push({ text, hits });
  }
  return { items };
};
