import { normalise } from '../engine/normalise.js';
import type { Reading } from './alternatives.js';
import { holdersOf } from './alternatives.js';
import type { Run, Unit } from './units.js';
import { bigramFilter, changesAllowed, distanceOf } from './words/nearness.js';

/** A part of the query and what it may have been meant to be. */
export interface Correction {
  from: string;
  to: string;
}

interface Candidate extends Correction {
  /** Less is nearer. */
  cost: number;
  holders: number;
}

const MOST_CANDIDATES = 6;
const LONGEST_WORD = 6;

type Count = (text: string) => number;

const inOrder = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => a.cost - b.cost || b.holders - a.holders || (a.to < b.to ? -1 : 1)).slice(0, MOST_CANDIDATES);

const nearLatin = ({ text }: Unit, { words }: Reading, count: Count): Candidate[] => {
  const most = changesAllowed(text);
  if (most === 0) return [];
  const mayBeNear = bigramFilter(text, most);
  const found: Candidate[] = [];
  for (const to of words.lexicon.all()) {
    if (to === text || !mayBeNear(to)) continue;
    const cost = distanceOf(text, to, most);
    const holders = cost <= most ? count(to) : 0;
    if (holders > 0) found.push({ from: text, to, cost, holders });
  }
  return inOrder(found);
};

/** The pieces of a run that may be one misspelt word: those that hold a pair of characters which no record has. */
const brokenPieces = (text: string, count: Count): string[] => {
  const isBroken = Array.from({ length: text.length - 1 }, (_, at) => count(text.slice(at, at + 2)) === 0);
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += 1)
    for (let end = start + 2; end <= Math.min(text.length, start + LONGEST_WORD); end += 1)
      if (isBroken.slice(start, end - 1).includes(true)) pieces.push(text.slice(start, end));
  return [...new Set(pieces)];
};

const isSameSound = (a: string, b: string, { words }: Reading): boolean => {
  const [one, other] = [words.readings.of(a), words.readings.of(b)];
  return one !== undefined && other !== undefined && one.join(' ') === other.join(' ');
};

/** A word that sounds the same was chosen wrongly from a list: the commonest slip in Chinese. A word
 * of two characters needs to sound the same or be swapped, and what is a word itself to sound the same. */
const hanCost = (piece: string, word: string, reading: Reading): number => {
  const distance = distanceOf(piece, word, 1);
  const isHomophone = piece.length === word.length && isSameSound(piece, word, reading);
  if (isHomophone) return 0.5;
  if (reading.words.list.has(piece)) return Infinity;
  const isSwapped = distance === 1 && [...piece].sort().join('') === [...word].sort().join('');
  if (isSwapped) return 0.7;
  return piece.length > 2 && word.length > 1 ? distance : Infinity;
};

/** Words of these lengths that share most of their characters with the run. */
const wordsLike = (run: string, lengths: readonly number[], { words }: Reading): string[] => {
  const characters = new Set(run);
  const isLike = (word: string): boolean => {
    let shared = 0;
    for (const character of word) if (characters.has(character)) shared += 1;
    return shared * 2 >= word.length;
  };
  const named = words.named().filter((word) => lengths.includes(word.length));
  return [...lengths.flatMap((length) => [...words.list.ofLength(length)]), ...named].filter(isLike);
};

const nearHan = ({ text }: Run, reading: Reading, count: Count): Candidate[] => {
  const pieces = brokenPieces(text, count);
  const lengths = [...new Set(pieces.flatMap(({ length }) => (length > 2 ? [length - 1, length, length + 1] : [length])))];
  const found: Candidate[] = [];
  for (const word of wordsLike(text, lengths, reading))
    for (const from of pieces) {
      if (Math.abs(from.length - word.length) > 1) continue;
      const cost = hanCost(from, word, reading) - word.length / 10;
      const holders = cost < Infinity ? count(word) : 0;
      if (holders > 0) found.push({ from, to: word, cost, holders });
    }
  return inOrder(found);
};

/** A run is misspelt when a word of it is unknown, or when the cutter found single characters only. */
const isSuspicious = ({ units }: Run, count: Count): boolean => units.some(({ text }) => text.length < 2 || count(text) === 0);

/** Known words near those of the query that no record has, the likeliest first. */
export const correctionsOf = (runs: readonly Run[], reading: Reading): Correction[] => {
  const { frequency } = reading;
  if (!frequency) return [];
  const count: Count = (text) => holdersOf(text, frequency);
  return runs.flatMap((run) => {
    const [first] = run.units;
    if (!first || first.isExact) return [];
    if (first.script === 'latin') return count(first.text) > 0 ? [] : nearLatin(first, reading, count);
    return first.script === 'han' && run.text.length > 1 && isSuspicious(run, count) ? nearHan(run, reading, count) : [];
  });
};

/** The query, normalised, with a part replaced. */
export const corrected = (typed: string, { from, to }: Correction): string =>
  normalise(typed)
    .trim()
    .replace(from, () => to);
