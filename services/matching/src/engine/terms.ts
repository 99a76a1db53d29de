import { glossary } from './glossary.js';
import type { Token } from './segment.js';
import { segment } from './segment.js';
import { stem } from './stem.js';
import type { TermKind } from './term-kinds.js';
import { BIGRAM, CONCEPT, LATIN, NUMBER, PHRASE } from './term-kinds.js';

/** Called for each term of a text, with its place in the normalised text (see `startOf` and `lengthOf`). */
export type VisitTerm = (kind: TermKind, key: string, place: number) => void;

const LONGEST_KEY = 40;

/** Start and length of a term as one number, because a text has thousands of them; lengths end at 255. */
const LENGTHS = 256;
const placeOf = (start: number, length: number): number => start * LENGTHS + Math.min(length, LENGTHS - 1);
export const startOf = (place: number): number => Math.floor(place / LENGTHS);
export const lengthOf = (place: number): number => place % LENGTHS;

const visitHanRun = (run: string, start: number, visit: VisitTerm): void => {
  for (let at = 0; at < run.length; at += 1) {
    if (at + 1 < run.length) visit(BIGRAM, run.slice(at, at + 2), placeOf(start + at, 2));
    const forms = glossary.han.get(run.charCodeAt(at));
    if (!forms) continue;
    for (const { text, concept } of forms)
      if (run.startsWith(text, at)) visit(CONCEPT, concept, placeOf(start + at, text.length));
  }
};

interface Stem {
  text: string;
  start: number;
  end: number;
}

const visitEnglishConcepts = (stems: readonly Stem[], visit: VisitTerm): void => {
  stems.forEach((first, at) => {
    for (const { parts, concept } of glossary.latin.get(first.text) ?? []) {
      const isThere = parts.every((part, offset) => stems[at + offset]?.text === part);
      const last = stems[at + parts.length - 1];
      if (isThere && last) visit(CONCEPT, concept, placeOf(first.start, last.end - first.start));
    }
  });
};

const visitHan = (tokens: readonly Token[], visit: VisitTerm): void => {
  let run = '';
  let start = 0;
  const finish = (): void => {
    if (run) visitHanRun(run, start, visit);
    run = '';
  };
  for (const token of tokens) {
    const isNext = token.script === 'han' && !token.isStop;
    if (!isNext || token.start !== start + run.length) finish();
    if (!isNext) continue;
    if (!run) start = token.start;
    run += token.text;
    if (token.text.length > 2) visit(PHRASE, token.text, placeOf(token.start, token.text.length));
  }
  finish();
};

const visitLatin = (tokens: readonly Token[], visit: VisitTerm): void => {
  const stems: Stem[] = [];
  for (const { script, text, start, isStop } of tokens) {
    const place = placeOf(start, text.length);
    if (script === 'number' && text.length > 1) visit(NUMBER, text, place);
    if (script !== 'latin') continue;
    const stemmed = stem(text).slice(0, LONGEST_KEY);
    stems.push({ text: stemmed, start, end: start + text.length });
    if (!isStop && text.length > 1) visit(LATIN, stemmed, place);
  }
  visitEnglishConcepts(stems, visit);
};

/** Visits every term of a normalised text: bigrams and long words of Chinese, stems, numbers, and concepts of the glossary. */
export const visitTerms = (text: string, visit: VisitTerm): void => {
  const tokens = segment(text);
  visitHan(tokens, visit);
  visitLatin(tokens, visit);
};
