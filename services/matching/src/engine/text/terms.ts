import { createCutText, cut, partOf } from './cut-text.js';
import { addHan } from './han-spans.js';
import { addLatin } from './latin-spans.js';
import type { Spans } from './spans.js';
import { createSpans } from './spans.js';
import type { Term } from './term.js';
import { addUnits } from './units.js';
import type { Units } from './units.js';

/** A term with its place in the normalised text; a term that a word means stands where the word stands. */
export type VisitSpan = (term: Term, start: number, end: number) => void;

const text = createCutText();

/**
 * Reads a text of one or more parts: `write` appends each, normalised; `read` gets the terms of each part in turn, good until it returns.
 * Terms are bigrams, words, their parts and meanings for Chinese, stems and mixed names for the rest, and the glossary's concepts for both.
 * What a part says it is not, or replaces, is left out.
 */
export const readParts = (writes: readonly ((units: Units) => void)[], spans: Spans, read: (part: number) => void): void => {
  const ends: number[] = [];
  text.units.size = 0;
  for (const write of writes) {
    write(text.units);
    ends.push(text.units.size);
    addUnits(text.units, '\n');
  }
  cut(text);
  let behind = { lastRun: 0, firstCut: 0 };
  ends.forEach((end, at) => {
    const part = partOf(text, { start: at === 0 ? 0 : ends[at - 1]! + 1, end }, behind);
    spans.size = 0;
    const firstCut = addHan(spans, text, part);
    addLatin(spans, text, part);
    behind = { lastRun: part.lastRun, firstCut };
    read(at);
  });
};

/** Visits every term of a normalised text with its place (see `readParts`). */
export const visitSpans = (normalised: string, visit: VisitSpan): void => {
  const spans = createSpans();
  readParts([(units) => addUnits(units, normalised)], spans, () => undefined);
  for (let at = 0; at < spans.size; at += 1) visit(spans.terms[at]!, spans.starts[at]!, spans.ends[at]!);
};
