import { createNormSums } from './norm-sums.js';
import type { Steps } from './norm-sums.js';
import { placeOf, titleCountOf, wholeCountOf } from './posting-lists.js';
import { CONCEPT, NUMBER, wholeSquare } from './term-kinds.js';
import type { TermKind } from './term-kinds.js';

/**
 * Lengths of texts, kept up to date while rarities change. Between texts of two languages only concepts and numbers can meet, so a
 * bridged length is made of these, and of a part of the rest for what the glossary may have missed.
 */
export interface TextNorms {
  clear(place: number): void;
  /** A term of the text, as its posting says, and how rare it is. */
  add(posting: number, kind: TermKind, steps: number): void;
  /** The term became rarer or more common. */
  shift(posting: number, kind: TermKind, steps: Steps): void;
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
    add: (posting, kind, steps) => {
      const place = placeOf(posting);
      const title = titleCountOf(posting);
      const square = wholeSquare(kind, wholeCountOf(posting));
      wholes.add(place, square, steps);
      if (isBridge(kind)) wholeBridges.add(place, square, steps);
      if (title === 0) return;
      titles.add(place, wholeSquare(kind, title), steps);
      if (isBridge(kind)) titleBridges.add(place, wholeSquare(kind, title), steps);
    },
    shift: (posting, kind, steps) => {
      const place = placeOf(posting);
      const title = titleCountOf(posting);
      const square = wholeSquare(kind, wholeCountOf(posting));
      wholes.shift(place, square, steps);
      if (isBridge(kind)) wholeBridges.shift(place, square, steps);
      if (title === 0) return;
      titles.shift(place, wholeSquare(kind, title), steps);
      if (isBridge(kind)) titleBridges.shift(place, wholeSquare(kind, title), steps);
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
