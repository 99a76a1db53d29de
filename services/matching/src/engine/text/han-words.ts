import { stopWords } from '../stop-words.js';
import { chinese } from './chinese.js';
import { loadDictionary } from './cutting.js';
import { addSpan, createSpans } from './spans.js';
import type { Spans } from './spans.js';
import type { Term } from './term.js';
import { GLOSS, termOf, WORD } from './term.js';
import type { Piece, UnitTable } from './unit-table.js';
import { addPiece, clearTable, createUnitTable, isFull, numberOf } from './unit-table.js';
import { textOf } from './units.js';

export const LONGEST_KEY = 40;
const MOST_WORDS = 60_000;

/** Chinese words with the terms they give: texts repeat them. */
interface HanWords {
  table: UnitTable;
  /** By number. */
  isStop: Uint8Array;
  /** Where the terms of each number end in `terms`, whose places count from the start of the word; one more than there are numbers. */
  ends: Uint32Array;
  terms: Spans;
}

const words: HanWords = {
  table: createUnitTable(MOST_WORDS),
  isStop: new Uint8Array(MOST_WORDS),
  ends: new Uint32Array(MOST_WORDS + 1),
  terms: createSpans(),
};

interface Part {
  text: string;
  start: number;
}

const partsOf = (word: string): Part[] => {
  if (word.length < 3) return [];
  let start = 0;
  return loadDictionary()
    .cutForSearch(word, false)
    .flatMap((part) => {
      const at = word.indexOf(part, start);
      if (at < 0 || part.length < 2 || part.length === word.length) return [];
      start = at;
      return [{ text: part, start: at }];
    });
};

const glossesOf = (stems: string): Term[] => stems.split(' ').map((text) => termOf(GLOSS, text.slice(0, LONGEST_KEY)));

/** The word, its parts, and what it means, or else what its parts mean. */
const addTerms = (word: string, terms: Spans): void => {
  const whole = { start: 0, end: word.length };
  const parts = partsOf(word);
  addSpan(terms, termOf(WORD, word), whole);
  for (const { text, start } of parts) addSpan(terms, termOf(WORD, text), { start, end: start + text.length });
  const { meanings } = chinese();
  const own = meanings.get(word);
  const meant = own === undefined ? parts.map(({ text }) => meanings.get(text)) : [own];
  for (const stems of meant) if (stems !== undefined) for (const gloss of glossesOf(stems)) addSpan(terms, gloss, whole);
};

const readWord = (piece: Piece): number => {
  const { table, isStop, ends, terms } = words;
  if (isFull(table)) {
    clearTable(table);
    terms.size = 0;
  }
  const word = textOf(piece, piece.start, piece.end);
  const number = addPiece(table, piece);
  isStop[number] = stopWords.has(word) ? 1 : 0;
  if (word.length > 1) addTerms(word, terms);
  ends[number + 1] = terms.size;
  return number;
};

/** Number of a Chinese word, good until the next word is asked for. */
export const numberOfWord = (piece: Piece): number => {
  const known = numberOf(words.table, piece);
  return known < 0 ? readWord(piece) : known;
};

/** A function word, of which no term is made. */
export const isStopWord = (number: number): boolean => words.isStop[number] === 1;

/** Adds the terms of a word that starts at this place; a single character has none. */
export const addWord = (spans: Spans, number: number, start: number): void => {
  const { ends, terms } = words;
  for (let at = ends[number]!; at < ends[number + 1]!; at += 1)
    addSpan(spans, terms.terms[at]!, { start: start + terms.starts[at]!, end: start + terms.ends[at]! });
};
