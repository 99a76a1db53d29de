import { dict } from '@node-rs/jieba/dict.js';
import { glossary } from '../../engine/glossary.js';
import { stem } from '../../engine/stem.js';
import { stopWords } from '../../engine/stop-words.js';
import { readCedict } from '../../engine/text/cedict.js';
import { createReadings } from './readings.js';
import { createWordList } from './word-list.js';
import type { WordSources } from './words.js';

const HAN_WORD = /^\p{Script=Han}{2,8}$/u;
const REMARK = /\([^)]*\)|\[[^\]]*\]/g;
/** What is no meaning: counters, variants, references and the like. */
const NO_MEANING = /^(CL:|variant of|old variant|see |see also|abbr\.|also written|surname|used in|erhua)/i;
const MOST_STEMS = 3;

/** Stems of each sense, `heat pump` as `heat pump`; long descriptions are no words. */
const sensesIn = (english: readonly string[]): string =>
  [
    ...new Set(
      english
        .flatMap((meanings) => meanings.replace(REMARK, ' ').split(';'))
        .map((meaning) => meaning.trim())
        .filter((meaning) => !NO_MEANING.test(meaning))
        .map((meaning) => (meaning.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !stopWords.has(word)).map(stem))
        .filter((stems) => stems.length > 0 && stems.length <= MOST_STEMS)
        .map((stems) => stems.join(' ')),
    ),
  ].join('|');

const cutterWords = (): string[] =>
  Buffer.from(dict)
    .toString('utf8')
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(' ')))
    .filter((word) => HAN_WORD.test(word));

const technicalWords = (): Set<string> =>
  new Set([...glossary.han.values()].flatMap((forms) => forms.map(({ text }) => text)).filter((text) => text.length > 1));

type Dictionaries = Omit<WordSources, 'lexicon'>;

let loaded: Dictionaries | undefined;

const load = (): Dictionaries => {
  const entries = readCedict();
  const readings = createReadings(entries);
  const senses = new Map<string, string>();
  for (const { simplified, english } of entries) {
    if (!HAN_WORD.test(simplified)) continue;
    const found = [senses.get(simplified) ?? '', sensesIn(english)].filter(Boolean).join('|');
    if (found) senses.set(simplified, found);
  }
  const technical = technicalWords();
  const list = createWordList([...cutterWords(), ...senses.keys(), ...technical], readings);
  const sensesOf = (word: string): string[][] =>
    (senses.get(word) ?? '')
      .split('|')
      .filter(Boolean)
      .map((one) => one.split(' '));
  return { list, readings, technical, sensesOf };
};

/** The words of the cutter's dictionary, of CC-CEDICT and of the glossary, read before the first question (one to two seconds). */
export const loadDictionaries = (): Dictionaries => (loaded ??= load());
