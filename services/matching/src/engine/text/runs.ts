import { HAN, JOINER, kindAt, LETTER } from './units.js';
import type { Units } from './units.js';

/** Runs of one script, in their order: Chinese characters, or letters and digits that may be joined inside. */
export interface Runs {
  starts: Uint32Array;
  ends: Uint32Array;
  isHan: Uint8Array;
  size: number;
}

export const createRuns = (room = 1 << 6): Runs => ({
  starts: new Uint32Array(room),
  ends: new Uint32Array(room),
  isHan: new Uint8Array(room),
  size: 0,
});

const addRun = (runs: Runs, start: number, end: number): void => {
  if (runs.size === runs.starts.length) {
    const { starts, ends, isHan, size } = runs;
    Object.assign(runs, createRuns(2 * size), { size });
    runs.starts.set(starts);
    runs.ends.set(ends);
    runs.isHan.set(isHan);
  }
  runs.starts[runs.size] = start;
  runs.ends[runs.size] = end;
  runs.size += 1;
};

const endOfHan = (codes: Uint16Array, from: number, end: number): number => {
  let at = from + 1;
  while (at < end && (kindAt(codes, at, end) & HAN) !== 0) at += 1;
  return at;
};

const isJoined = (codes: Uint16Array, at: number, end: number): boolean =>
  at + 1 < end && (kindAt(codes, at, end) & JOINER) !== 0 && (kindAt(codes, at + 1, end) & LETTER) !== 0;

const endOfLetters = (codes: Uint16Array, from: number, end: number): number => {
  let at = from + 1;
  while (at < end && ((kindAt(codes, at, end) & LETTER) !== 0 || isJoined(codes, at, end))) at += 1;
  return at;
};

/** Adds the runs of the units from a place on. */
export const findRuns = ({ codes, size: end }: Units, from: number, runs: Runs): void => {
  let at = from;
  while (at < end) {
    const kind = kindAt(codes, at, end);
    if ((kind & (HAN | LETTER)) === 0) {
      at += 1;
      continue;
    }
    const isHan = (kind & HAN) !== 0;
    const start = at;
    at = isHan ? endOfHan(codes, start, end) : endOfLetters(codes, start, end);
    addRun(runs, start, at);
    runs.isHan[runs.size - 1] = isHan ? 1 : 0;
  }
};
