import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import type { Runs } from './runs.js';
import { createUnits, reserveUnits, textOf } from './units.js';
import type { Units } from './units.js';

let jieba: Jieba | undefined;

/** Loads the dictionary (some 0.2 s) before the first text needs it. */
export const loadDictionary = (): Jieba => (jieba ??= Jieba.withDict(dict));

/** Where the words of the Chinese runs end, run after run. */
export interface Cuts {
  ends: Uint32Array;
  size: number;
}

export const createCuts = (room = 1 << 8): Cuts => ({ ends: new Uint32Array(room), size: 0 });

const LINE_BREAK = 10;
const joined = createUnits();

/** The Chinese runs with line breaks between, across which no word is found: so all are cut by one call. */
const joinRuns = ({ codes }: Units, runs: Runs): string => {
  joined.size = 0;
  for (let at = 0; at < runs.size; at += 1) {
    if (runs.isHan[at] === 0) continue;
    const [start, end] = [runs.starts[at]!, runs.ends[at]!];
    reserveUnits(joined, end - start + 1);
    joined.codes.set(codes.subarray(start, end), joined.size);
    joined.size += end - start;
    joined.codes[joined.size++] = LINE_BREAK;
  }
  return joined.size === 0 ? '' : textOf(joined, 0, joined.size - 1);
};

/** Cuts the Chinese runs into words. */
export const cutRuns = (units: Units, runs: Runs, cuts: Cuts): void => {
  cuts.size = 0;
  const text = joinRuns(units, runs);
  if (text === '') return;
  if (text.length > cuts.ends.length) cuts.ends = new Uint32Array(2 * text.length);
  const words = loadDictionary().cut(text, true);
  let word = 0;
  for (let at = 0; at < runs.size; at += 1) {
    if (runs.isHan[at] === 0) continue;
    const end = runs.ends[at]!;
    for (let place = runs.starts[at]!; place < end; word += 1) cuts.ends[cuts.size++] = place += words[word]!.length;
    word += 1;
  }
};
