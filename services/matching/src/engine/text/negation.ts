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

/** The negated parts of a normalised text, in their order. Their terms count neither as offered nor as wanted. */
export const negatedIn = (text: string): Negated[] =>
  [
    ...objectsOf(text, CHINESE, { end: CHINESE_END, longest: LONGEST_OBJECT }),
    ...objectsOf(text, ENGLISH, { end: ENGLISH_END, longest: LONGEST_ENGLISH }),
  ].sort((a, b) => a.start - b.start);
