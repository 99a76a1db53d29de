import type { CutText, Part } from './cut-text.js';
import type { LatinWord } from './latin-runs.js';
import { wordsOf } from './latin-runs.js';
import { isNegated } from './negation.js';
import type { Spans } from './spans.js';
import { addSpan } from './spans.js';
import { CONCEPT, termOf } from './term.js';
import type { Piece } from './unit-table.js';

/** The words that phrases are made of, with the places where they start and end in the text. */
interface Stems {
  words: LatinWord[];
  starts: number[];
  ends: number[];
}

const addPhrases = (spans: Spans, { words, starts, ends }: Stems): void =>
  words.forEach(({ forms }, at) => {
    for (const { parts, concept } of forms) {
      const end = ends[at + parts.length - 1];
      const isThere = parts.every((part, offset) => words[at + offset]?.stem === part);
      if (isThere && end !== undefined) addSpan(spans, termOf(CONCEPT, concept), { start: starts[at]!, end });
    }
  });

/** Adds the stems, mixed names and telling numbers of a part, and then the glossary's concepts that its words name. */
export const addLatin = (spans: Spans, { units: { codes }, runs }: CutText, { firstRun, lastRun, negated }: Part): void => {
  const stems: Stems = { words: [], starts: [], ends: [] };
  const run: Piece = { codes, start: 0, end: 0 };
  for (let at = firstRun; at < lastRun; at += 1) {
    if (runs.isHan[at] === 1) continue;
    run.start = runs.starts[at]!;
    run.end = runs.ends[at]!;
    for (const word of wordsOf(run)) {
      const span = { start: run.start + word.start, end: run.start + word.end };
      if (isNegated(negated, span.start)) continue;
      for (const term of word.terms) addSpan(spans, term, span);
      if (word.stem === undefined) continue;
      stems.words.push(word);
      stems.starts.push(span.start);
      stems.ends.push(span.end);
    }
  }
  addPhrases(spans, stems);
};
