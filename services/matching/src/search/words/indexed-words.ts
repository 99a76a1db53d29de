import { normalise } from '../../engine/normalise.js';
import { segment } from '../../engine/segment.js';
import { stopWords } from '../../engine/stop-words.js';
import type { WordList } from './word-list.js';

const LATIN = /[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const LETTER = /\p{L}/u;
const LONGEST = 30;
/** Of a long text only the beginning is looked through for names. */
const READ = 4_000;

const latinOf = (text: string): string[] =>
  [...text.slice(0, READ).matchAll(LATIN)]
    .map(([word]) => word)
    .filter((word) => word.length > 1 && word.length <= LONGEST && LETTER.test(word) && !stopWords.has(word));

/** What a record brings into the lexicon, each word once: its Latin words, and the words of its title that no dictionary lists. */
export const indexedWords = (known: WordList, { title, body }: { title: string; body: string }): Set<string> => {
  const [heading, text] = [normalise(title), normalise(body)];
  const names = segment(heading)
    .filter(({ script, text: word }) => script === 'han' && word.length > 1 && word.length <= LONGEST && !known.has(word))
    .map(({ text: word }) => word);
  return new Set([...latinOf(heading), ...latinOf(text), ...names]);
};
