// The background as sequences of terms, and in which share of the texts each term is.
import { normalise } from '../dist/engine/normalise.js';
import { entryOf } from '../dist/engine/model/fingerprint.js';
import { BIGRAM, CONCEPT, kindOf, LATIN, WORD } from '../dist/engine/text/term.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';
import { visitSpans } from '../dist/engine/text/terms.js';

const inSequence = new Set([BIGRAM, WORD, LATIN, CONCEPT]);

/** Terms of a text in the order of their places; what Chinese words mean in English is no part of it. */
export const sequenceOf = ({ title, body }) => {
  const found = [];
  visitSpans(normalise(`${title}\n${body}`), (term, start) => {
    if (inSequence.has(kindOf(term))) found.push([start, term]);
  });
  return found.sort((a, b) => a[0] - b[0]).map(([, term]) => term);
};

const countTexts = (vectors) => {
  const counts = new Map();
  for (const { terms } of vectors)
    for (const term of new Set(Array.from(terms, entryOf))) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};

/**
 * Highest share of texts that hold the term, among the kinds of texts: what is common among demands is common, however rare elsewhere.
 * A kind's `weight` lowers what it says.
 */
export const sharesOf = (sources) => {
  const shares = new Map();
  for (const { vectors, weight } of sources)
    for (const [term, count] of countTexts(vectors)) {
      const share = (weight * count) / vectors.length;
      if (share > (shares.get(term) ?? 0)) shares.set(term, share);
    }
  return shares;
};

export const withVectors = (texts) => texts.map((text) => ({ ...text, vector: vectorOf(text) }));
