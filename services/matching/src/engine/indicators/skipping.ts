import { DIGIT, LETTER, STOP, backOverSpaces, isDigit, kindAt, skipSpaces } from './characters.js';
import type { Source } from './expression.js';
import { isPrefixUnit } from './phrases.js';
import { readUnit } from './units.js';

const standards = new Set(
  'gb gjb iso iec ieee astm din jis en bs api aisi asme ansi yb hg jb jc jt jg jtg dl nb sh sy qb yy hj cj cjj tb mt db ly ny sn ws aq tsg sae ul iatf gmp rfc no fig figure table type model class version ver windows chapter section step phase part stage level item page zl cn'.split(
    ' ',
  ),
);
/** Names of quantities that their number follows without a space. */
const namesBeforeDigits = new Set(['Ra', 'Rz', 'Ry', 'pH', 'PH', 'RMB', 'CNY', 'USD']);

const isPart = (text: string, at: number): boolean => kindAt(text, at) === LETTER || kindAt(text, at) === DIGIT;

/** The end of a code such as 6061-T6, LiFePO4, CWL650-M from anywhere inside it. */
export const codeEnd = (text: string, at: number): number => {
  while (isPart(text, at) || ('-./_'.includes(text.charAt(at)) && at < text.length && isPart(text, at + 1))) at++;
  return at;
};

const numberOfStandard = (text: string, at: number): number => {
  let end = at;
  if (text.charAt(end) === '/' && kindAt(text, end + 1) === LETTER) {
    end++;
    while (kindAt(text, end) === LETTER) end++;
  }
  if ('.: -'.includes(text.charAt(end)) && end < text.length) end = skipSpaces(text, end + 1);
  if (!isDigit(text, end)) return at;
  while (isDigit(text, end) || ('-.:/'.includes(text.charAt(end)) && isDigit(text, end + 1))) end++;
  return end;
};

/** Passes a Latin word; with it the number that belongs to it (GB/T 1234-2009, PA66, 2.5 of PM2.5). */
export const skipWord = ({ folded, lower }: Source, at: number): number => {
  let end = at;
  while (kindAt(folded, end) === LETTER) end++;
  const word = folded.slice(at, end);
  if (standards.has(lower.slice(at, end))) return Math.max(end, numberOfStandard(folded, end));
  const isDashed = folded.charAt(end) === '-' && isPart(folded, end + 1) && end - at < 6;
  if (isDigit(folded, end)) {
    const digits = codeEnd(folded, end) - end;
    const isOwn =
      namesBeforeDigits.has(word) || (isPrefixUnit(word) && !(word === 'IP' && digits > 2 && kindAt(folded, end + 2) === LETTER));
    return isOwn ? end : codeEnd(folded, end);
  }
  return isDashed && isDigit(folded, end + 1) && word === word.toUpperCase() ? codeEnd(folded, end) : end;
};

/** Where a list numbers its points: after a line's start, a semicolon, a full stop, a colon. */
const isAtStart = (text: string, at: number): boolean => {
  const before = backOverSpaces(text, at);
  return before === 0 || '\n;。:("“？！?!'.includes(text.charAt(before - 1));
};

const isPointBehind = (text: string, end: number): boolean => {
  const sign = text.charAt(end);
  if ('、)，'.includes(sign) && sign) return true;
  if (sign === '.') return !isDigit(text, end + 1);
  return sign === ',' && !isDigit(text, end + 1);
};

const digitsFrom = (text: string, at: number): number => {
  while (isDigit(text, at)) at++;
  return at;
};

/** The end of a list number (1、 2. （3） 1.1采用), or undefined. */
export const listNumberEnd = ({ folded }: Source, at: number): number | undefined => {
  const end = digitsFrom(folded, at);
  if (end - at > 2 || !isAtStart(folded, at)) return undefined;
  if (isPointBehind(folded, end)) return end + 1;
  if (folded.charAt(end) !== '.') return undefined;
  const second = digitsFrom(folded, end + 1);
  const isDeeper = folded.charAt(second) === '.' && isDigit(folded, second + 1);
  const isLabel =
    second - end === 2 && (isPointBehind(folded, second) || (kindAt(folded, second) === STOP && folded.charAt(second) !== '\n'));
  return isDeeper || isLabel ? codeEnd(folded, at) : undefined;
};

const isYear = (digits: string): boolean => digits.length === 4 && (digits.startsWith('19') || digits.startsWith('20'));

/** A unit or decimals follow: 1900~2000 MPa are no years. */
const isMeasured = (text: string, end: number): boolean => {
  const from = skipSpaces(text, end);
  return (
    (text.charAt(end) === '.' && isDigit(text, end + 1)) || (text.charAt(from) !== '年' && readUnit(text, from) !== undefined)
  );
};

const DATE_PARTS = 10;

/** The end of 2025年, 2019-2021年, 2018年10月23日, 5月底, 2017-02-18, 10:30; undefined when none begins here. */
const dateEnd = (text: string, at: number, end: number): number | undefined => {
  const digits = text.slice(at, end);
  const sign = text.charAt(skipSpaces(text, end));
  if (sign === '月' || sign === '号') return skipSpaces(text, end) + 1;
  if (sign === '日' && !'内'.includes(text.charAt(end + 1))) return end + 1;
  if (!isYear(digits)) return undefined;
  if (sign === '年') {
    let to = skipSpaces(text, end) + 1;
    for (let i = 0; i < DATE_PARTS && (isDigit(text, to) || '月日号'.includes(text.charAt(to))) && to < text.length; i++) to++;
    return to;
  }
  const next = skipSpaces(text, end);
  const second = digitsFrom(text, next + 1);
  const isSpan = '-~至到/.'.includes(sign) && sign !== '' && isYear(text.slice(next + 1, second)) && !isMeasured(text, second);
  if (isSpan) return second + ('年度'.includes(text.charAt(second)) ? 1 : 0);
  const isDate =
    '-/.'.includes(sign) &&
    sign !== '' &&
    second - next <= 3 &&
    second > next + 1 &&
    text.charAt(second) === sign &&
    isDigit(text, second + 1);
  return isDate ? codeEnd(text, end) : undefined;
};

const LONGEST_NUMBER = 9;

/** The end of what begins with a digit and is no quantity: codes, dates, telephone and patent numbers. */
export const noQuantityEnd = ({ folded }: Source, at: number): number | undefined => {
  const end = digitsFrom(folded, at);
  const sign = folded.charAt(end);
  if (folded.charAt(at - 1) === '第') return end;
  const date = dateEnd(folded, at, end);
  if (date !== undefined) return date;
  if (end - at >= LONGEST_NUMBER && sign !== '~' && !readUnit(folded, skipSpaces(folded, end))) return codeEnd(folded, at);
  if (folded.charAt(at) === '0' && end > at + 1) return codeEnd(folded, at);
  if (sign === '.' && isDigit(folded, end + 1)) {
    const second = digitsFrom(folded, end + 1);
    return folded.charAt(second) === '.' && isDigit(folded, second + 1) ? codeEnd(folded, at) : undefined;
  }
  if (sign !== '-') return undefined;
  const second = digitsFrom(folded, end + 1);
  const isCode =
    second > end + 1 && folded.charAt(second) === '-' && isPart(folded, second + 1) && kindAt(folded, second + 1) !== LETTER;
  const isName = kindAt(folded, end + 1) === LETTER && kindAt(folded, end + 2) !== LETTER;
  return isCode || isName || (folded.charAt(end + 1) === '0' && isDigit(folded, end + 2)) ? codeEnd(folded, at) : undefined;
};
