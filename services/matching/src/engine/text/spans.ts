import type { Term } from './term.js';

/** Terms with their places, in the order in which they were found. The arrays are replaced when they grow. */
export interface Spans {
  terms: Float64Array;
  starts: Uint32Array;
  ends: Uint32Array;
  size: number;
}

export const createSpans = (room = 1 << 7): Spans => ({
  terms: new Float64Array(room),
  starts: new Uint32Array(room),
  ends: new Uint32Array(room),
  size: 0,
});

const grow = (spans: Spans): void => {
  const { terms, starts, ends, size } = spans;
  Object.assign(spans, createSpans(2 * terms.length), { size });
  spans.terms.set(terms);
  spans.starts.set(starts);
  spans.ends.set(ends);
};

export const addSpan = (spans: Spans, term: Term, { start, end }: { start: number; end: number }): void => {
  const { size } = spans;
  if (size === spans.terms.length) grow(spans);
  spans.terms[size] = term;
  spans.starts[size] = start;
  spans.ends[size] = end;
  spans.size = size + 1;
};
