import { createCuts, cutRuns } from './cutting.js';
import type { Cuts } from './cutting.js';
import type { Negated } from './negation.js';
import { mayNegate, negatedIn } from './negation.js';
import type { Runs } from './runs.js';
import { createRuns, findRuns } from './runs.js';
import { createUnits, textOf } from './units.js';
import type { Units } from './units.js';

/** A normalised text, its runs, and the words of the Chinese ones. */
export interface CutText {
  units: Units;
  runs: Runs;
  cuts: Cuts;
}

/** A part of a text that is read by itself: what it negates ends with it, and so do its phrases. */
export interface Part {
  firstRun: number;
  /** The first run behind the part. */
  lastRun: number;
  firstCut: number;
  negated: readonly Negated[];
}

export const createCutText = (): CutText => ({ units: createUnits(), runs: createRuns(), cuts: createCuts() });

/** Finds runs and words of the units. */
export const cut = ({ units, runs, cuts }: CutText): void => {
  runs.size = 0;
  findRuns(units, 0, runs);
  cutRuns(units, runs, cuts);
};

const none: readonly never[] = [];

const negatedBetween = ({ codes }: Units, start: number, end: number): readonly Negated[] =>
  mayNegate({ codes, start, end })
    ? negatedIn(textOf({ codes }, start, end)).map((part) => ({ start: start + part.start, end: start + part.end }))
    : none;

/** The part of the units from one place to another, behind the runs and cuts of the part before. */
export const partOf = (
  { units, runs }: CutText,
  range: { start: number; end: number },
  behind: Pick<Part, 'lastRun' | 'firstCut'>,
): Part => {
  const firstRun = behind.lastRun;
  let lastRun = firstRun;
  while (lastRun < runs.size && runs.starts[lastRun]! < range.end) lastRun += 1;
  return { firstRun, lastRun, firstCut: behind.firstCut, negated: negatedBetween(units, range.start, range.end) };
};
