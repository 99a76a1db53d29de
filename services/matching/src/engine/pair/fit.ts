import type { Evidence, MissingCode } from '@lastmile/protocol';
import type { Subject } from '../subject.js';
import type { Numbers } from './numbers.js';
import type { FitWeights } from './policy.data.js';

/** Two records to compare; their numbers are read from the texts when they are first asked for. */
export interface Pair {
  listing: Subject;
  demand: Subject;
  numbers(): Numbers;
}

/** One comparison beside the text. */
export interface Fit {
  name: keyof FitWeights;
  /** Whether the record, of either side, gives what the comparison takes; numbers are asked for apart. */
  isGiven(subject: Subject): boolean;
  /** 0–1; undefined when a side does not say what it takes. */
  compare(pair: Pair): number | undefined;
  /** Which part of the component's weight counts, 0–1; all of it when left out. */
  share?(pair: Pair): number;
  /** Why; asked only when it could be compared. */
  tell(pair: Pair): Evidence[];
  /** What a side could add. */
  missing(pair: Pair): MissingCode[];
}

/** The codes of what is not given. */
export const lacking = (...codes: readonly [isGiven: boolean, code: MissingCode][]): MissingCode[] =>
  codes.flatMap(([isGiven, code]) => (isGiven ? [] : [code]));
