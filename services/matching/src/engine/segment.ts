import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { splitLatin } from './text/latin.js';
import { stopWords } from './stop-words.js';

/** A run of one script. `isStop` marks function words, which end the run of characters that bigrams are made of. */
export interface Token {
  script: 'han' | 'latin' | 'number';
  text: string;
  start: number;
  isStop: boolean;
}

/** Letters and digits may be joined by a hyphen, a slash or a point, as in 6061-t6, c/c or pm2.5. */
const RUN = /\p{Script=Han}+|[[\p{L}\d]--\p{Script=Han}]+(?:[\-\/.][[\p{L}\d]--\p{Script=Han}]+)*/gv;
const HAN = /^\p{Script=Han}/u;

let jieba: Jieba | undefined;

/** Loads the dictionary (some 0.2 s) before the first text needs it. */
export const loadDictionary = (): Jieba => (jieba ??= Jieba.withDict(dict));

/** Cuts a normalised text into words: Chinese with the dictionary, the rest into words, mixed names and numbers. */
export const segment = (text: string): Token[] => {
  const dictionary = loadDictionary();
  const tokens: Token[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!HAN.test(run)) {
      for (const { script, text: part, start } of splitLatin(run))
        tokens.push({ script, text: part, start: index + start, isStop: stopWords.has(part) });
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
