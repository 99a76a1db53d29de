import { stopWords } from './stop-words.js';
import { createCutText, cut } from './text/cut-text.js';
import { splitLatin } from './text/latin.js';
import { addUnits } from './text/units.js';

export { loadDictionary } from './text/cutting.js';

/** A run of one script. `isStop` marks function words, which end the run of characters that bigrams are made of. */
export interface Token {
  script: 'han' | 'latin' | 'number';
  text: string;
  start: number;
  isStop: boolean;
}

const cutText = createCutText();

/** Cuts a normalised text into words: Chinese with the dictionary, the rest into words, mixed names and numbers. */
export const segment = (text: string): Token[] => {
  const { units, runs, cuts } = cutText;
  units.size = 0;
  addUnits(units, text);
  cut(cutText);
  const tokens: Token[] = [];
  const add = (script: Token['script'], word: string, start: number): void => {
    tokens.push({ script, text: word, start, isStop: stopWords.has(word) });
  };
  let next = 0;
  for (let at = 0; at < runs.size; at += 1) {
    const [start, end] = [runs.starts[at]!, runs.ends[at]!];
    if (runs.isHan[at] === 0)
      for (const part of splitLatin(text.slice(start, end))) add(part.script, part.text, start + part.start);
    else for (let from = start; from < end; from = cuts.ends[next++]!) add('han', text.slice(from, cuts.ends[next]), from);
  }
  return tokens;
};
