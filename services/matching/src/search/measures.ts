import { isUnit } from '../engine/text/latin.js';

const EDGE = String.raw`[[\p{L}\p{N}]--\p{Script=Han}]`;
const LETTER = String.raw`[\p{L}--\p{Script=Han}]`;
const DECIMAL = String.raw`[.,]\p{N}`;
const GAP = String.raw`[\s°]{0,3}`;
const NUMBER = /^[\d.,]+$/;
const MEASURE = /^(?<number>\d+(?:\.\d+)?)(?<unit>\p{L}+\d?)$/u;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

const before = (text: string): string => (NUMBER.test(text) ? String.raw`(?<!${EDGE}|\p{N}[.,])` : `(?<!${LETTER})`);

/** A number of two digits or more may have letters behind it, such as its unit or an alloy's temper: 304L, 25kW. */
const behind = (text: string): string =>
  NUMBER.test(text) && text.length > 1 ? String.raw`(?!\p{N}|${DECIMAL})` : `(?!${EDGE}|${DECIMAL})`;

const partsOf = (word: string): string[] => {
  const { number, unit } = MEASURE.exec(word)?.groups ?? {};
  return number !== undefined && unit !== undefined && isUnit(unit) ? [number, unit] : [word];
};

/** A number and the unit that follows it belong together. */
const joined = (words: readonly string[]): string[][] => {
  const groups: string[][] = [];
  for (const word of words.flatMap(partsOf)) {
    const last = groups.at(-1);
    if (last?.length === 1 && NUMBER.test(last[0] ?? '') && isUnit(word)) last.push(word);
    else groups.push([word]);
  }
  return groups;
};

/**
 * Whether a normalised text holds all of these numbers, units and letters: `20 kn` also as 20kN, but 20 neither in 120 nor in 20.5.
 * The words are normalised and in the order of the query.
 */
export const holdsMeasures = (words: readonly string[]): ((text: string) => boolean) => {
  const patterns = joined(words).map((parts) => {
    const [first = '', last = first] = parts;
    return new RegExp(`${before(first)}${parts.map(escaped).join(GAP)}${behind(last)}`, 'v');
  });
  return (text) => patterns.every((pattern) => pattern.test(text));
};
