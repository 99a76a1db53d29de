import { normalise } from '../../engine/normalise.js';
import { segment } from '../../engine/segment.js';
import { stopWords } from '../../engine/stop-words.js';

const LATIN = /[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const LETTER = /\p{L}/u;
const LONGEST = 30;
/** Of a long text only the beginning is looked through for names. */
const READ = 4_000;

const latinOf = (text: string): string[] =>
  [...text.matchAll(LATIN)]
    .map(([word]) => word)
    .filter((word) => word.length > 1 && word.length <= LONGEST && LETTER.test(word) && !stopWords.has(word));

/** What a record brings into the lexicon, each word once: its Latin words, and the Chinese ones of its title. */
export const indexedWords = ({ title, body }: { title: string; body: string }): Set<string> => {
  const heading = normalise(title);
  const chinese = segment(heading)
    .filter(({ script, text, isStop }) => script === 'han' && !isStop && text.length > 1 && text.length <= LONGEST)
    .map(({ text }) => text);
  return new Set([...latinOf(heading), ...latinOf(body.slice(0, READ).normalize('NFKC').toLowerCase()), ...chinese]);
};
