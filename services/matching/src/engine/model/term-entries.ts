import type { Term, TermKind } from '../text/term.js';
import { BIGRAM, CONCEPT, GLOSS, kindOf, LATIN, LETTERS, NUMBER, WORD } from '../text/term.js';
import { fingerprintOf } from './fingerprint.js';
import type { ModelFile } from './model-file.js';
import { createPrintTable, placeOf } from './print-table.js';

/** Weight of a kind beside the others of its group; by hand. */
const kindWeights: Record<TermKind, number> = {
  [BIGRAM]: 1,
  [WORD]: 1,
  [LATIN]: 1,
  [NUMBER]: 0.5,
  [CONCEPT]: 0.7,
  [GLOSS]: 1,
  [LETTERS]: 1,
};

/** What a model file holds of terms. */
export interface TermEntries {
  /** Place of the term in the file, or -1; the first `vectors` places have a dense vector. */
  placeOf(term: Term): number;
  weightAt(kind: TermKind, place: number): number;
  weightOf(term: Term): number;
}

export const readEntries = ({ header, fingerprints, rarities }: ModelFile): TermEntries => {
  const table = createPrintTable(fingerprints);
  const place = (term: Term): number => placeOf(table, fingerprintOf(term));
  const weightAt = (kind: TermKind, at: number): number =>
    kindWeights[kind] * (at < 0 ? header.unknownRarity : rarities[at]! / header.raritySteps);
  return { placeOf: place, weightAt, weightOf: (term) => weightAt(kindOf(term), place(term)) };
};
