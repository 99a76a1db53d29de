import { isUnit } from '../text/latin.js';

const HAN = /^\p{Script=Han}+$/u;
/** 十六, 一个月, 两年, 数十台: a number in characters, with or without what it counts. */
const NUMERAL =
  /^第?[零一二两三四五六七八九十百千万亿几][零一二三四五六七八九十百千万亿几多余]*[个多余]?[年月日天周人台套家次种条名级倍]?$/u;
const LETTER = /\p{L}/u;
/** 48h, 0.5mm; 5G and 3D are names. */
const MEASURE = /^[\d.]+\p{Ll}{1,4}\d?$/u;

/** Whether a reader knows it as a word: no single characters, no bare numbers, no unit symbols. */
export const isReadable = (word: string): boolean => {
  if (word.length < 2 || !LETTER.test(word)) return false;
  if (HAN.test(word)) return !NUMERAL.test(word);
  return !MEASURE.test(word) && !isUnit(word.toLowerCase());
};
