import { glossary } from '../glossary.js';
import type { Form } from '../glossary.js';
import { stem } from '../stem.js';
import { stopWords } from '../stop-words.js';
import { isUnit, splitLatin } from './latin.js';
import type { LatinToken } from './latin.js';
import type { Term } from './term.js';
import { GLOSS, LATIN, LETTERS, NUMBER, termOf } from './term.js';
import type { Piece, UnitTable } from './unit-table.js';
import { addPiece, clearTable, createUnitTable, isFull, numberOf } from './unit-table.js';
import { textOf } from './units.js';

/** A word, name or number within a run, with the terms it gives. Places count from the start of the run. */
export interface LatinWord {
  start: number;
  end: number;
  terms: readonly Term[];
  /** Undefined for numbers, which no phrase holds. */
  stem?: string;
  /** Phrases of the glossary that begin with the stem. */
  forms: readonly Form[];
}

const LONGEST_KEY = 40;
/** A longer run hardly comes again. */
const LONGEST_KEPT = 40;
const MOST_RUNS = 30_000;
const none: readonly never[] = [];

/** Numbers name things too (304, 6061), years and short ones do not. */
const isTelling = (text: string): boolean => /^\d{3,5}$/.test(text) && !/^(?:19|20)\d\d$/.test(text) && !/00$/.test(text);

const readNumber = ({ text, start }: LatinToken): LatinWord => ({
  start,
  end: start + text.length,
  terms: isTelling(text) ? [termOf(NUMBER, text)] : none,
  forms: none,
});

const readWord = ({ text, start }: LatinToken): LatinWord => {
  const stemmed = stem(text).slice(0, LONGEST_KEY);
  const isLeftOut = stopWords.has(text) || text.length < 2 || isUnit(text);
  return {
    start,
    end: start + text.length,
    terms: isLeftOut ? none : [LATIN, GLOSS, LETTERS].map((kind) => termOf(kind as typeof LATIN, stemmed)),
    stem: stemmed,
    forms: glossary.latin.get(stemmed) ?? none,
  };
};

const readRun = (run: string): LatinWord[] =>
  splitLatin(run).map((token) => (token.script === 'number' ? readNumber(token) : readWord(token)));

/** Texts repeat their runs. */
const kept: { table: UnitTable; words: LatinWord[][] } = { table: createUnitTable(MOST_RUNS), words: [] };

/** The words of a run of letters and digits. */
export const wordsOf = (run: Piece): readonly LatinWord[] => {
  const known = numberOf(kept.table, run);
  if (known >= 0) return kept.words[known]!;
  const words = readRun(textOf(run, run.start, run.end));
  if (run.end - run.start > LONGEST_KEPT) return words;
  if (isFull(kept.table)) clearTable(kept.table);
  kept.words[addPiece(kept.table, run)] = words;
  return words;
};
