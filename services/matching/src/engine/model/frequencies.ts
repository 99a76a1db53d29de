import { dict } from '@node-rs/jieba/dict.js';
import type { Derivation } from '../text/derived.js';
import { derived } from '../text/derived.js';
import type { Term } from '../text/term.js';
import { BIGRAM, termOf, WORD } from '../text/term.js';
import type { TermTable } from './term-table.js';
import { createTermTable } from './term-table.js';

/** How often the dictionary's words, and the pairs of characters within them, occur; as plain data. */
interface PackedFrequencies {
  total: number;
  terms: Float64Array;
  frequencies: Float32Array;
}

const EXPECTED = 700_000;

export const frequenciesDerivation: Derivation<PackedFrequencies> = {
  name: 'frequencies',
  derive: () => {
    const table = createTermTable(EXPECTED);
    const terms: Term[] = [];
    let total = 0;
    const add = (term: Term, frequency: number): void => {
      const known = table.get(term);
      if (known === undefined) terms.push(term);
      table.set(term, (known ?? 0) + frequency);
    };
    for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
      const [word = '', count = '0'] = line.split(' ');
      const frequency = Number(count);
      if (word.length < 2 || !(frequency > 0)) continue;
      total += frequency;
      add(termOf(WORD, word), frequency);
      for (let at = 0; at + 1 < word.length; at += 1) add(termOf(BIGRAM, word.slice(at, at + 2)), frequency);
    }
    return { total, terms: Float64Array.from(terms), frequencies: Float32Array.from(terms, (term) => table.get(term) ?? 0) };
  },
};

export const readFrequencies = (): { table: TermTable; total: number } => {
  const { total, terms, frequencies } = derived(frequenciesDerivation);
  const table = createTermTable(EXPECTED);
  for (let at = 0; at < terms.length; at += 1) table.set(terms[at]!, frequencies[at]!);
  return { table, total };
};
