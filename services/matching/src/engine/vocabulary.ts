import { commonWords } from './stop-words.js';
import { normalise } from './normalise.js';
import type { TermKind } from './term-kinds.js';
import { CONCEPT, termKinds } from './term-kinds.js';
import { visitTerms } from './terms.js';

/** Rarity is kept in whole steps of this fraction, so that sums over it are exact in any order. */
export const RARITY_STEPS = 32;

/** The index begins as if it held this many texts already, of which common words are in this many. */
const BACKGROUND_TEXTS = 1_000;
const BACKGROUND_HOLDERS = 80;

/** Terms get small numbers while some text holds them; a number is given again when its last text has gone. */
export interface Vocabulary {
  /** Number of the term, made when new. A number that no text comes to hold must be given back with `forget`. */
  intern(kind: TermKind, key: string): number;
  forget(term: number): void;
  kind(term: number): TermKind;
  key(term: number): string;
  frequency(term: number): number;
  /** One text more (+1) or fewer (-1) holds the term; answers by how many steps its rarity changed. */
  count(term: number, change: 1 | -1): number;
  /** Part of the rarity that depends on the term, in steps; the other part is `common`. */
  steps(term: number): number;
  /** Part of the rarity that depends on the number of texts alone, in steps (not whole). */
  common(texts: number): number;
  /** ln((1 + texts) / (1 + texts with the term)), background included. */
  rarity(term: number, texts: number): number;
  readonly size: number;
  readonly capacity: number;
}

const grown = <T extends Int32Array | Uint8Array>(old: T, make: (length: number) => T): T => {
  const next = make(old.length * 2);
  next.set(old);
  return next;
};

let known: ReadonlySet<string> | undefined;

/** Terms of the common words; read once. */
const backgroundKeys = (): ReadonlySet<string> => {
  if (known) return known;
  const keys = new Set<string>();
  for (const word of commonWords) visitTerms(normalise(word), (kind, key) => kind !== CONCEPT && keys.add(`${kind}${key}`));
  known = keys;
  return keys;
};

const FIRST_HAN = 0x4e00;
const HAN_RANGE = 0x5200;

/** Most terms by far are two common characters: as one small number they are found without hashing a text. */
const quickKey = (key: string): string | number => {
  if (key.length !== 2) return key;
  const [one, two] = [key.charCodeAt(0) - FIRST_HAN, key.charCodeAt(1) - FIRST_HAN];
  return one >= 0 && two >= 0 && one < HAN_RANGE && two < HAN_RANGE ? one * HAN_RANGE + two : key;
};

export const createVocabulary = (): Vocabulary => {
  const background = backgroundKeys();
  const numbers = termKinds.map(() => new Map<string | number, number>());
  const keys: string[] = [];
  const free: number[] = [];
  let kinds = new Uint8Array(1 << 14);
  let frequencies = new Int32Array(1 << 14);
  let holders = new Int32Array(1 << 14);
  let steps = new Int32Array(1 << 14);

  const stepsOf = (term: number): number =>
    -Math.round(RARITY_STEPS * Math.log(1 + (frequencies[term] ?? 0) + (holders[term] ?? 0)));
  const common = (texts: number): number => RARITY_STEPS * Math.log(1 + texts + BACKGROUND_TEXTS);
  const make = (kind: TermKind, key: string): number => {
    const term = free.pop() ?? keys.length;
    if (term >= kinds.length) {
      kinds = grown(kinds, (length) => new Uint8Array(length));
      frequencies = grown(frequencies, (length) => new Int32Array(length));
      holders = grown(holders, (length) => new Int32Array(length));
      steps = grown(steps, (length) => new Int32Array(length));
    }
    keys[term] = key;
    kinds[term] = kind;
    frequencies[term] = 0;
    holders[term] = background.has(`${kind}${key}`) ? BACKGROUND_HOLDERS : 0;
    steps[term] = stepsOf(term);
    numbers[kind]?.set(quickKey(key), term);
    return term;
  };

  return {
    intern: (kind, key) => numbers[kind]?.get(quickKey(key)) ?? make(kind, key),
    forget: (term) => {
      if (frequencies[term] !== 0) return;
      if (numbers[kinds[term] ?? 0]?.delete(quickKey(keys[term] ?? ''))) free.push(term);
    },
    kind: (term) => (kinds[term] ?? 0) as TermKind,
    key: (term) => keys[term] ?? '',
    frequency: (term) => frequencies[term] ?? 0,
    count: (term, change) => {
      frequencies[term] = (frequencies[term] ?? 0) + change;
      const before = steps[term] ?? 0;
      const after = stepsOf(term);
      steps[term] = after;
      return after - before;
    },
    steps: (term) => steps[term] ?? 0,
    common,
    rarity: (term, texts) => ((steps[term] ?? 0) + common(texts)) / RARITY_STEPS,
    get size() {
      return keys.length - free.length;
    },
    get capacity() {
      return kinds.length;
    },
  };
};
