import { glossary } from '../glossary.js';
import type { Token } from '../segment.js';
import { loadDictionary, segment } from '../segment.js';
import { stem } from '../stem.js';
import { chinese } from './chinese.js';
import { isUnit } from './latin.js';
import { negatedIn } from './negation.js';
import type { Term } from './term.js';
import { BIGRAM, CONCEPT, GLOSS, LATIN, LETTERS, NUMBER, termOf, WORD } from './term.js';

/** A term with its place in the normalised text; a term that a word means stands where the word stands. */
export type VisitSpan = (term: Term, start: number, end: number) => void;

const LONGEST_KEY = 40;
const MOST_WORDS = 60_000;

/** Words with their parts and meanings, as terms: texts repeat them. */
interface WordTerms {
  whole: Term;
  parts: readonly { term: Term; start: number; length: number }[];
  glosses: readonly Term[];
}

let known = new Map<string, WordTerms>();

const glossesOf = (stems: string): Term[] => stems.split(' ').map((text) => termOf(GLOSS, text.slice(0, LONGEST_KEY)));

const partsOf = (word: string): WordTerms['parts'] => {
  if (word.length < 3) return [];
  let start = 0;
  return loadDictionary()
    .cutForSearch(word, false)
    .flatMap((part) => {
      const at = word.indexOf(part, start);
      if (at < 0 || part.length < 2 || part.length === word.length) return [];
      start = at;
      return [{ term: termOf(WORD, part), start: at, length: part.length }];
    });
};

const readWord = (word: string): WordTerms => {
  const parts = partsOf(word);
  const { meanings } = chinese();
  const own = meanings.get(word);
  const meant = own === undefined ? parts.map(({ start, length }) => meanings.get(word.slice(start, start + length))) : [own];
  return { whole: termOf(WORD, word), parts, glosses: meant.flatMap((stems) => (stems === undefined ? [] : glossesOf(stems))) };
};

const wordTerms = (word: string): WordTerms => {
  const cached = known.get(word);
  if (cached) return cached;
  if (known.size >= MOST_WORDS) known = new Map();
  const read = readWord(word);
  known.set(word, read);
  return read;
};

const visitConcept = (concept: string, span: { start: number; end: number }, visit: VisitSpan): void => {
  visit(termOf(CONCEPT, concept), span.start, span.end);
  for (const part of concept.split(' ')) visit(termOf(GLOSS, stem(part)), span.start, span.end);
};

const visitRun = (run: string, start: number, visit: VisitSpan): void => {
  for (let at = 0; at < run.length; at += 1) {
    if (at + 1 < run.length) visit(termOf(BIGRAM, run.slice(at, at + 2)), start + at, start + at + 2);
    for (const { text, concept } of glossary.han.get(run.charCodeAt(at)) ?? [])
      if (run.startsWith(text, at)) visitConcept(concept, { start: start + at, end: start + at + text.length }, visit);
  }
};

const visitWord = ({ text, start }: Token, visit: VisitSpan): void => {
  if (text.length < 2) return;
  const { whole, parts, glosses } = wordTerms(text);
  visit(whole, start, start + text.length);
  for (const part of parts) visit(part.term, start + part.start, start + part.start + part.length);
  for (const gloss of glosses) visit(gloss, start, start + text.length);
};

const visitHan = (tokens: readonly Token[], visit: VisitSpan): void => {
  let run = '';
  let start = 0;
  const finish = (): void => {
    if (run) visitRun(run, start, visit);
    run = '';
  };
  for (const token of tokens) {
    const isNext = token.script === 'han' && !token.isStop;
    if (!isNext || token.start !== start + run.length) finish();
    if (!isNext) continue;
    if (!run) start = token.start;
    run += token.text;
    visitWord(token, visit);
  }
  finish();
};

interface Stem {
  text: string;
  start: number;
  end: number;
}

const visitEnglishConcepts = (stems: readonly Stem[], visit: VisitSpan): void =>
  stems.forEach((first, at) => {
    for (const { parts, concept } of glossary.latin.get(first.text) ?? []) {
      const isThere = parts.every((part, offset) => stems[at + offset]?.text === part);
      const last = stems[at + parts.length - 1];
      if (isThere && last) visit(termOf(CONCEPT, concept), first.start, last.end);
    }
  });

/** Numbers name things too (304, 6061), years and short ones do not. */
const isTelling = (text: string): boolean => /^\d{3,5}$/.test(text) && !/^(?:19|20)\d\d$/.test(text) && !/00$/.test(text);

const visitLatin = (tokens: readonly Token[], visit: VisitSpan): void => {
  const stems: Stem[] = [];
  for (const { script, text, start, isStop } of tokens) {
    const end = start + text.length;
    if (script === 'number' && isTelling(text)) visit(termOf(NUMBER, text), start, end);
    if (script !== 'latin') continue;
    const stemmed = stem(text).slice(0, LONGEST_KEY);
    stems.push({ text: stemmed, start, end });
    if (isStop || text.length < 2 || isUnit(text)) continue;
    for (const kind of [LATIN, GLOSS, LETTERS] as const) visit(termOf(kind, stemmed), start, end);
  }
  visitEnglishConcepts(stems, visit);
};

const withoutNegated = (text: string, tokens: readonly Token[]): Token[] => {
  const negated = negatedIn(text);
  if (negated.length === 0) return [...tokens];
  return tokens.filter(({ start }) => !negated.some((part) => start >= part.start && start < part.end));
};

/**
 * Visits every term of a normalised text: bigrams, words, their parts and meanings for Chinese, stems and mixed names for the rest, and
 * the glossary's concepts for both. What the text says it is not, or replaces, is left out.
 */
export const visitSpans = (text: string, visit: VisitSpan): void => {
  const tokens = withoutNegated(text, segment(text));
  visitHan(tokens, visit);
  visitLatin(tokens, visit);
};
