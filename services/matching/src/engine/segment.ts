import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { stopWords } from './stop-words.js';

/** A run of one script. `isStop` marks function words, which end the run of characters that bigrams are made of. */
export interface Token {
  script: 'han' | 'latin' | 'number';
  text: string;
  start: number;
  isStop: boolean;
}

const RUN = /\p{Script=Han}+|\d+(?:\.\d+)?(?![[\p{L}\d]--\p{Script=Han}])|[[\p{L}\d]--\p{Script=Han}]+/gv;
const HAN = /^\p{Script=Han}/u;
const NUMBER = /^[\d.]+$/;

let jieba: Jieba | undefined;

/** Loads the dictionary (some 0.2 s) before the first text needs it. */
export const loadDictionary = (): Jieba => (jieba ??= Jieba.withDict(dict));

/** Cuts a normalised text into words: Chinese with the dictionary, everything else at the borders of letters and digits. */
export const segment = (text: string): Token[] => {
  const dictionary = loadDictionary();
  const tokens: Token[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!HAN.test(run)) {
      const script = NUMBER.test(run) ? 'number' : 'latin';
      tokens.push({ script, text: run, start: index, isStop: stopWords.has(run) });
      continue;
    }
    let start = index;
    for (const word of dictionary.cut(run, true)) {
      tokens.push({ script: 'han', text: word, start, isStop: stopWords.has(word) });
      start += word.length;
    }
  }
  return tokens;
};
