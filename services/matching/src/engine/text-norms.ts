import { createNormSums } from './norm-sums.js';
import { CONCEPT, NUMBER, wholeSquare } from './term-kinds.js';
import type { TermKind } from './term-kinds.js';

/** Lengths of a text's title and of its whole, to divide products by. */
export interface Norms {
  title: number;
  whole: number;
}

/**
 * Lengths of texts, kept up to date while rarities change. Between texts of two languages only concepts and numbers can meet, so a
 * bridged length is made of these, and of a part of the rest for what the glossary may have missed.
 */
export interface TextNorms {
  clear(place: number): void;
  add(place: number, kind: TermKind, counts: Norms, steps: number): void;
  /** A term of the text became rarer or more common. */
  shift(place: number, kind: TermKind, counts: Norms, steps: { before: number; after: number }): void;
  title(place: number, common: number, isBridged: boolean): number;
  whole(place: number, common: number, isBridged: boolean): number;
}

const REST_OF_TEXT = 0.15;

const isBridge = (kind: TermKind): boolean => kind === CONCEPT || kind === NUMBER;

export const createTextNorms = (): TextNorms => {
  const [titles, wholes, titleBridges, wholeBridges] = [createNormSums(), createNormSums(), createNormSums(), createNormSums()];
  const all = [titles, wholes, titleBridges, wholeBridges];
  const bridged = (bridge: number, full: number): number => Math.sqrt(bridge * bridge + REST_OF_TEXT * full * full);
  return {
    clear: (place) => all.forEach((sums) => sums.clear(place)),
    add: (place, kind, { title, whole }, steps) => {
      wholes.add(place, wholeSquare(kind, whole), steps);
      if (isBridge(kind)) wholeBridges.add(place, wholeSquare(kind, whole), steps);
      if (title === 0) return;
      titles.add(place, wholeSquare(kind, title), steps);
      if (isBridge(kind)) titleBridges.add(place, wholeSquare(kind, title), steps);
    },
    shift: (place, kind, { title, whole }, { before, after }) => {
      wholes.shift(place, wholeSquare(kind, whole), before, after);
      if (isBridge(kind)) wholeBridges.shift(place, wholeSquare(kind, whole), before, after);
      if (title === 0) return;
      titles.shift(place, wholeSquare(kind, title), before, after);
      if (isBridge(kind)) titleBridges.shift(place, wholeSquare(kind, title), before, after);
    },
    title: (place, common, isBridged) => {
      const full = titles.norm(place, common);
      return isBridged ? bridged(titleBridges.norm(place, common), full) : full;
    },
    whole: (place, common, isBridged) => {
      const full = wholes.norm(place, common);
      return isBridged ? bridged(wholeBridges.norm(place, common), full) : full;
    },
  };
};
