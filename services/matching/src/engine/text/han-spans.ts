import { glossary } from '../glossary.js';
import { stem } from '../stem.js';
import type { CutText, Part } from './cut-text.js';
import { isNegated } from './negation.js';
import { addWord, isStopWord, numberOfWord } from './han-words.js';
import type { Spans } from './spans.js';
import { addSpan } from './spans.js';
import type { Term } from './term.js';
import { bigramOf, CONCEPT, GLOSS, termOf } from './term.js';
import type { Piece } from './unit-table.js';

/** A Chinese way to write a concept, with the terms it gives. */
interface Form {
  text: string;
  terms: readonly Term[];
}

const pairOf = (first: number, second: number): number => (first << 16) | second;
/** In place of the second character, for forms that have none. */
const ALONE = 0;

/** Which place a character has in any form, as bits. */
const FIRST = 1;
const SECOND = 2;
const ALL = 4;

/** The forms by their first two characters, the longest first; and which places the characters have. */
const readForms = (): { forms: Map<number, Form[]>; places: Uint8Array } => {
  const forms = new Map<number, Form[]>();
  const places = new Uint8Array(1 << 16);
  for (const { text, concept } of [...glossary.han.values()].flat()) {
    const pair = pairOf(text.charCodeAt(0), text.length > 1 ? text.charCodeAt(1) : ALONE);
    const terms = [termOf(CONCEPT, concept), ...concept.split(' ').map((part) => termOf(GLOSS, stem(part)))];
    forms.set(pair, [...(forms.get(pair) ?? []), { text, terms }]);
    places[text.charCodeAt(0)]! |= text.length > 1 ? FIRST : ALL;
    if (text.length > 1) places[text.charCodeAt(1)]! |= SECOND;
  }
  return { forms, places };
};

const { forms, places } = readForms();
const none: readonly never[] = [];

const isAt = (text: string, { codes, end }: Piece, at: number): boolean => {
  if (at + text.length > end) return false;
  for (let place = 2; place < text.length; place += 1) if (codes[at + place] !== text.charCodeAt(place)) return false;
  return true;
};

const addForms = (spans: Spans, run: Piece, { at, second }: { at: number; second: number }): void => {
  for (const form of forms.get(pairOf(run.codes[at]!, second)) ?? none) {
    if (!isAt(form.text, run, at)) continue;
    const span = { start: at, end: at + form.text.length };
    for (const term of form.terms) addSpan(spans, term, span);
  }
};

/** Pairs of neighbouring characters and concepts of a run without function words. */
const addRun = (spans: Spans, run: Piece): void => {
  const { codes, start, end } = run;
  for (let at = start; at < end; at += 1) {
    const code = codes[at]!;
    const place = places[code]!;
    if (at + 1 < end) {
      const second = codes[at + 1]!;
      addSpan(spans, bigramOf(code, second), { start: at, end: at + 2 });
      if ((place & FIRST) !== 0 && (places[second]! & SECOND) !== 0) addForms(spans, run, { at, second });
    }
    if ((place & ALL) !== 0) addForms(spans, run, { at, second: ALONE });
  }
};

/**
 * Adds the terms of the Chinese words of a part, and of the runs that they make between function words, gaps and what is negated.
 * Answers with the first cut behind the part.
 */
export const addHan = (
  spans: Spans,
  { units: { codes }, runs, cuts }: CutText,
  { firstRun, lastRun, firstCut, negated }: Part,
): number => {
  const run: Piece = { codes, start: 0, end: 0 };
  const word: Piece = { codes, start: 0, end: 0 };
  let cut = firstCut;
  for (let at = firstRun; at < lastRun; at += 1) {
    if (runs.isHan[at] === 0) continue;
    for (word.start = runs.starts[at]!; word.start < runs.ends[at]!; word.start = word.end) {
      word.end = cuts.ends[cut++]!;
      if (isNegated(negated, word.start)) continue;
      const number = numberOfWord(word);
      const isStop = isStopWord(number);
      if (isStop || word.start !== run.end) {
        addRun(spans, run);
        run.start = isStop ? word.end : word.start;
      }
      run.end = word.end;
      if (!isStop) addWord(spans, number, word.start);
    }
  }
  addRun(spans, run);
  return cut;
};
