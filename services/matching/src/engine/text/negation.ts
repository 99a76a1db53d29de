import type { Piece } from './unit-table.js';

/** A part of a normalised text that is said not to be: what is avoided, left out or to be replaced. */
export interface Negated {
  start: number;
  end: number;
}

/** What follows is not used, or is what shall go. Lexical prefixes (无, 非) are left to the words they are part of. */
const CHINESE =
  /(?:不(?:再)?(?:采用|使用|利用|添加|含有?|依赖|得使用|能使用)|无[需须](?:使用|采用|添加)?|避免(?:使用|采用|添加)|禁止(?:使用|采用|添加)|(?:摒弃|淘汰|禁用|取消|代替|替代|取代|替换)(?:掉|了|传统|现有|原有|常规)*(?:的)?|而(?:非|不是)|而不(?:采用|使用|用))/g;
/** 替代品, 替代技术: the word is part of a name, and so has no object. */
const NAME_FOLLOWS = /^(?:品|物|率|性|者|技术|方案|方法|材料|工艺|产品|能源|燃料|医学|疗法)/;
/** Where the object of a Chinese negation ends. */
const CHINESE_END = /[的，,。；;、!！?？:：()（）\n]|以及|而是|改用|采用|实现|进行|从而|达到/;
const LONGEST_OBJECT = 12;

const ENGLISH =
  /\b(?:without(?: (?:the )?(?:use of|using))?|instead of|rather than|in place of|(?:does|do|must|may|can|should|is|are) not (?:use|using|contain|containing|need|require|rely on|based on)|not (?:using|containing|based on)|free (?:of|from)|avoids? (?:the use of|using)|avoiding (?:the use of|using)|replac(?:e|es|ing|ement (?:of|for))|substitut(?:e|es|ing) for|no longer (?:uses?|needs?))\s+/g;
const ENGLISH_END = /[,.;:!?()\n]|\b(?:with|by|and|but|for|in|using|through|while|that|which|to|of|from|at|on|is|are|as)\b/;
const LONGEST_ENGLISH = 48;

const objectLength = (rest: string, end: RegExp, longest: number): number => {
  const found = rest.slice(0, longest).search(end);
  return found < 0 ? Math.min(longest, rest.length) : found;
};

const objectsOf = (text: string, marker: RegExp, { end, longest }: { end: RegExp; longest: number }): Negated[] =>
  [...text.matchAll(marker)].flatMap(({ 0: found, index }) => {
    const start = index + found.length;
    const rest = text.slice(start, start + longest);
    if (NAME_FOLLOWS.test(rest)) return [];
    const length = objectLength(rest, end, longest);
    return length > 0 ? [{ start, end: start + length }] : [];
  });

/** What the markers begin with: most texts hold none of it, and need not be searched. */
const CHINESE_STARTS =
  '不再 不采 不使 不利 不添 不含 不依 不得 不能 无需 无须 避免 禁止 禁用 摒弃 淘汰 取消 取代 代替 替代 替换 而非 而不'.split(' ');
const ENGLISH_PARTS = 'without,instead,rather,place of,not ,free ,avoid,replac,substitut,no longer'.split(',');

const pairOf = (first: number, second: number): number => first * 0x10000 + second;
const isFirst = new Uint8Array(1 << 16);
for (const start of CHINESE_STARTS) isFirst[start.charCodeAt(0)] = 1;
const pairs = new Set(CHINESE_STARTS.map((start) => pairOf(start.charCodeAt(0), start.charCodeAt(1))));

const isMarkerAt = (codes: Uint16Array, at: number): boolean => pairs.has(pairOf(codes[at]!, codes[at + 1]!));

/** An English marker ends in white space behind a letter; beyond ASCII any unit may be white space. */
const isWordEndAt = (codes: Uint16Array, at: number): boolean => {
  const [letter, space] = [codes[at]!, codes[at + 1]!];
  return (
    letter >= 0x61 &&
    letter <= 0x7a &&
    (space <= 0x20 || space === 0xa0 || (space >= 0x1680 && space <= 0x3000) || space === 0xfeff)
  );
};

/** Whether markers may be in the units; never false when `negatedIn` finds one. */
export const mayNegate = ({ codes, start, end }: Piece): boolean => {
  for (let at = start; at + 1 < end; at += 1) {
    if (isFirst[codes[at]!] === 1 && isMarkerAt(codes, at)) return true;
    if (isWordEndAt(codes, at)) return true;
  }
  return false;
};

/** Whether the place lies in one of the parts. */
export const isNegated = (negated: readonly Negated[], place: number): boolean => {
  for (const { start, end } of negated) if (place >= start && place < end) return true;
  return false;
};

/** The negated parts of a normalised text, in their order. Their terms count neither as offered nor as wanted. */
export const negatedIn = (text: string): Negated[] =>
  [
    ...objectsOf(text, CHINESE, { end: CHINESE_END, longest: LONGEST_OBJECT }),
    ...(ENGLISH_PARTS.some((part) => text.includes(part))
      ? objectsOf(text, ENGLISH, { end: ENGLISH_END, longest: LONGEST_ENGLISH })
      : []),
  ].sort((a, b) => a.start - b.start);
