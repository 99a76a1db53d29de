import { isUnit } from '../text/latin.js';

const HAN = /^\p{Script=Han}+$/u;
const LETTER = /\p{L}/u;
/** 48h, 0.5mm; 5G and 3D are names. */
const MEASURE = /^[\d.]+\p{Ll}{1,4}\d?$/u;

/** Whether a reader knows it as a word: no single characters, no bare numbers, no unit symbols. */
export const isReadable = (word: string): boolean => {
  if (word.length < 2 || !LETTER.test(word)) return false;
  if (HAN.test(word)) return true;
  return !MEASURE.test(word) && !isUnit(word.toLowerCase());
};
