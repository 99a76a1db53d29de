/** Kinds of characters that the reader of numbers tells apart. */
export const DIGIT = 1;
export const NUMERAL = 2;
export const LETTER = 3;
export const SPACE = 4;
export const STOP = 5;
export const HAN = 6;

const folded = Uint16Array.from({ length: 65_536 }, (_, code) => code);
const kinds = new Uint8Array(65_536);

const code = (character: string): number => character.charCodeAt(0);
const foldAll = (from: string, to: string): void => {
  for (let i = 0; i < from.length; i++) folded[from.charCodeAt(i)] = to.length === 1 ? code(to) : to.charCodeAt(i);
};

// full-width forms, except the comma, which ends a clause and never groups digits
for (let wide = 0xff01; wide <= 0xff5e; wide++) folded[wide] = wide - 0xfee0;
foldAll('，', '，');
foldAll('—–―−﹣‐‑‒─', '-');
foldAll('∼〜˜﹏', '~');
foldAll('≧⩾', '≥');
foldAll('≦⩽', '≤');
foldAll('﹥', '>');
foldAll('﹤', '<');
foldAll('≌≒∽', '≈');
foldAll('✕╳⨯✖', '×');
foldAll('·•∙⋅・‧', '·');
foldAll('∕⁄', '/');
foldAll('∶︰', ':');
foldAll('﹪', '%');
foldAll('˚º', '°');
foldAll('µ', 'μ');
foldAll('\u212b', 'Å');
foldAll('\u2126', 'Ω');
foldAll('ΦϕØø∅Ф', 'φ');
foldAll('\u3000\u00a0\u2002\u2003\u2009\u202f', ' ');
foldAll(
  '於達萬億噸內範圍間過約減縮長點幾時鐘個條臺兩級產強壓溫熱電導壽頻寬徑積質濃純轉換噪聲厘釐毫攝頓費價處壓縮節後餘類種頭項張輛層數單',
  '于达万亿吨内范围间过约减缩长点几时钟个条台两级产强压温热电导寿频宽径积质浓纯转换噪声厘厘毫摄顿费价处压缩节后余类种头项张辆层数单',
);

const mark = (characters: string, kind: number): void => {
  for (const character of characters) kinds[code(character)] = kind;
};
for (let i = 0x3400; i < 0x9fff; i++) kinds[i] = HAN;
for (let i = 0x41; i < 0x5b; i++) kinds[i] = kinds[i + 32] = LETTER;
for (let i = 0xc0; i < 0x250; i++) kinds[i] = LETTER;
for (let i = 0x391; i < 0x3ca; i++) kinds[i] = LETTER;
mark('0123456789', DIGIT);
mark('零〇一二两三四五六七八九十百千万亿半', NUMERAL);
mark(' \t\r', SPACE);
mark('\n，。；：！？、,;:!?()[]{}【】《》“”‘’"「」|…', STOP);
mark('×÷φ', 0);

/** The kind of a folded character. */
export const kindAt = (text: string, at: number): number => (at >= 0 && at < text.length ? (kinds[text.charCodeAt(at)] ?? 0) : 0);
export const isDigit = (text: string, at: number): boolean => kindAt(text, at) === DIGIT;

export const skipSpaces = (text: string, at: number): number => {
  while (kindAt(text, at) === SPACE) at++;
  return at;
};

/** The end of the text before `at` without the spaces. */
export const backOverSpaces = (text: string, at: number): number => {
  while (at > 0 && kindAt(text, at - 1) === SPACE) at--;
  return at;
};

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** One form for signs that are written in several; each code unit becomes one, so positions stay those of the text. */
export const fold = (text: string): string => {
  const codes = new Uint16Array(text.length);
  let isChanged = false;
  for (let i = 0; i < text.length; i++) {
    const from = text.charCodeAt(i);
    const to = folded[from] ?? from;
    if (to !== from) isChanged = true;
    codes[i] = to;
  }
  return isChanged ? decoder.decode(codes) : text;
};

/** In lower case; the few letters whose lower case is longer stay as they are, so that positions stay too. */
export const lowerOf = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
};

/** Folded and in lower case. */
export const foldLower = (text: string): string => lowerOf(fold(text));
