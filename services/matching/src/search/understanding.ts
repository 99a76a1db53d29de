import { normalise } from '../engine/normalise.js';
import type { Clause } from '../engine/index/search-door.js';
import type { Term } from '../engine/text/term.js';
import type { Alternative, Reading } from './alternatives.js';
import { alternativesOf, ownTerms } from './alternatives.js';
import { closenessClauses, mustClauses } from './clauses.js';
import { holdsMeasures } from './measures.js';
import { readQuery } from './query.js';
import type { Query } from './query.js';
import type { Run, Unit } from './units.js';
import { readUnits } from './units.js';

/** A word of the query with the ways to meet it. */
export interface Sought {
  unit: Unit;
  alternatives: readonly Alternative[];
}

/** A query as the index is asked. */
export interface Understood {
  /** NOTHING: something was typed, but nothing that can be looked for. ALL: every record, but for unwanted ones. */
  meaning: 'WORDS' | 'ALL' | 'NOTHING';
  sought: readonly Sought[];
  unwanted: readonly string[];
  runs: readonly Run[];
  clauses: readonly Clause[];
  /** What terms cannot decide, on the normalised text of a record (see `searchedText`). */
  accepts?(text: string): boolean;
  /** When nothing but numbers, units and single letters is wanted: whether a text holds them. Texts have to be read through for them. */
  reads?(text: string): boolean;
}

export interface UnderstandingOptions extends Reading {
  weightOf(term: Term): number;
}

/** The text of a record as phrases are looked for in it. */
export const searchedText = ({ title, body }: { title: string; body: string }): string =>
  `${normalise(title)} | ${normalise(body)}`.replace(/\s+/g, ' ');

const LATIN_EDGE = /[[\p{L}\p{N}]--\p{Script=Han}]/v;

/** Whole words only where the phrase begins or ends with letters of a script that sets words apart. */
export const holdsPhrase = (text: string, phrase: string): boolean => {
  const isOpenAt = (inner: string, outer: string): boolean => !LATIN_EDGE.test(inner) || !LATIN_EDGE.test(outer);
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const isWhole =
      isOpenAt(phrase[0] ?? '', text[at - 1] ?? ' ') && isOpenAt(phrase.at(-1) ?? '', text[at + phrase.length] ?? ' ');
    if (isWhole) return true;
  }
  return false;
};

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

/** A text of one term is left out by that term; a longer one only where it stands as written. */
const unwantedTerm = (text: string): Term | undefined => {
  const terms = ownTerms(text);
  return terms.length === 1 ? terms[0] : undefined;
};

/** What is too small for a term of its own (25, kW, C) is looked for in the text, when there is more to look for. */
const smallWords = (runs: readonly Run[], sought: readonly Sought[]): string[] =>
  runs
    .flatMap(({ units }) => units)
    .filter((unit) => unit.script !== 'han' && !sought.some((one) => one.unit === unit))
    .map(({ text }) => text);

/** Of numbers and units alone few have terms, and not as parts of names (6061-T6): texts say more. */
const readingThrough = (
  runs: readonly Run[],
  { small, accepts }: { small: readonly string[]; accepts(text: string): boolean },
): Pick<Understood, 'reads'> => {
  const units = runs.flatMap((run) => run.units);
  const numbers = units.filter(({ script }) => script === 'number').map(({ text }) => text);
  const isSmall = units.length > 0 && units.every(({ script, text }) => script === 'number' || small.includes(text));
  if (!isSmall) return {};
  const holdsNumbers = holdsMeasures(numbers);
  return { reads: (text) => accepts(text) && holdsNumbers(text) };
};

const must = (term: Term): Clause => ({ occur: 'must', terms: [{ term }] });
const not = (term: Term): Clause => ({ occur: 'not', terms: [{ term }] });

const meaningOf = (typed: string, { wanted, unwanted }: Query, hasWords: boolean): Understood['meaning'] => {
  if (hasWords) return 'WORDS';
  return typed.trim() === '' || (wanted.length === 0 && unwanted.length > 0) ? 'ALL' : 'NOTHING';
};

export const understand = (typed: string, options: UnderstandingOptions): Understood => {
  const query = readQuery(typed);
  const runs = readUnits(query.wanted, options.words.list.has);
  const sought = runs
    .flatMap(({ units }) => units)
    .map((unit) => ({ unit, alternatives: alternativesOf(unit, options) }))
    .filter(({ alternatives }) => alternatives.length > 0);
  const phrases = query.wanted.filter(({ isPhrase }) => isPhrase).map(({ text }) => spaced(text));
  const small = smallWords(runs, sought);
  const refused = query.unwanted.filter((text) => unwantedTerm(text) === undefined).map(spaced);
  const words: Clause[] = [
    ...sought.filter(({ unit }) => !unit.isExact).flatMap(({ alternatives }) => mustClauses(alternatives, options.weightOf)),
    ...phrases.flatMap(ownTerms).map(must),
  ];
  const holdsSmall = holdsMeasures(small);
  const accepts = (text: string): boolean =>
    phrases.every((phrase) => holdsPhrase(text, phrase)) &&
    holdsSmall(text) &&
    !refused.some((phrase) => holdsPhrase(text, phrase));
  const hasWords = words.length > 0;
  return {
    meaning: meaningOf(typed, query, hasWords),
    sought,
    unwanted: query.unwanted,
    runs,
    clauses: [
      ...words,
      ...(hasWords ? closenessClauses(runs, options.weightOf) : []),
      ...query.unwanted.flatMap((text) => unwantedTerm(text) ?? []).map(not),
    ],
    ...(phrases.length + small.length + refused.length > 0 ? { accepts } : {}),
    ...readingThrough(runs, { small, accepts }),
  };
};
