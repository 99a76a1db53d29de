import type { PdfFont } from './pdf-font.js';

/** A glyph with its width and what is left free behind it, in thousandths of the size. */
interface SetGlyph {
  readonly glyph: number;
  readonly advance: number;
  readonly gap: number;
}

/** What is not broken apart: a Chinese character, a word, a number. */
interface Unit {
  readonly glyphs: readonly SetGlyph[];
  readonly width: number;
  readonly text: string;
}

/** A line of one font; `stretch` is added behind each glyph but the last. */
export interface Line {
  readonly glyphs: readonly SetGlyph[];
  /** In thousandths of the size, without the stretch. */
  readonly width: number;
  readonly stretch: number;
}

export interface Setting {
  readonly font: PdfFont;
  /** In points. */
  readonly size: number;
  readonly width: number;
  /** In ems, for the first line. */
  readonly indent?: number;
  /** Both edges flush; not for the last line. */
  readonly isJustified?: boolean;
}

const notAtStart = /^[，。、；：？！）》」』】〕〉”’…—·％%‰℃°,.;:?!)\]}]/u;
const notAtEnd = /[（《「『【〔〈“‘([{¥￥≥≤≈<>=±]$/u;
const pieces = /[A-Za-z0-9À-ɏͰ-Ͽ.,:;/_+\-#@%&=*~'"?!()[\]{}<>|\\$^`]+|\s|[^]/gu;
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const isWord = (text: string): boolean => /[A-Za-z0-9À-ɏͰ-Ͽ]/u.test(text);

/** A quarter of an em between Chinese and what is written in letters or digits. */
const gapBetween = (text: string, next: string): number => {
  const [last = '', first = ''] = [Array.from(text).at(-1), Array.from(next)[0]];
  return (isHan(last) && isWord(first)) || (isWord(last) && isHan(first)) ? 250 : 0;
};

/** How a character is shown that the fonts do not have: by its number, never by nothing. */
const standIn = (codePoint: number): string => `〔U+${codePoint.toString(16).toUpperCase()}〕`;

/** Control characters have no shape; the rest is set or stood in for. */
const shown = (text: string, font: PdfFont, missing: Set<number>): string =>
  Array.from(text.toWellFormed(), (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (/[\p{Cc}\p{Cf}]/u.test(character)) return '';
    if (font.typeface.shapeOf(codePoint)) return character;
    missing.add(codePoint);
    return standIn(codePoint);
  }).join('');

const unitsOf = (text: string, font: PdfFont): Unit[] => {
  const parts = text.match(pieces) ?? [];
  return parts.map((part, at) => {
    const gap = gapBetween(part, parts[at + 1] ?? '');
    const characters = Array.from(part, (character) => character.codePointAt(0) ?? 0);
    const glyphs = characters.map((codePoint, index) => ({
      glyph: font.glyphOf(codePoint),
      advance: font.typeface.shapeOf(codePoint)?.advance ?? 1000,
      gap: index === characters.length - 1 ? gap : 0,
    }));
    return { text: part, glyphs, width: glyphs.reduce((sum, one) => sum + one.advance + one.gap, 0) };
  });
};

/** A word that is longer than a line is cut where the line ends. */
const cut = (unit: Unit, width: number): Unit[] =>
  unit.width <= width
    ? [unit]
    : unit.glyphs.map((glyph, at) => ({
        glyphs: [glyph],
        width: glyph.advance + glyph.gap,
        text: Array.from(unit.text)[at] ?? '',
      }));

const isBlank = ({ text }: Unit): boolean => text.trim() === '';

/** Takes back what may not end a line, or what keeps its follower from beginning one. */
const breakAt = (line: Unit[], next: Unit): Unit[] => {
  const kept = [...line];
  const carried: Unit[] = [next];
  while (kept.length > 1 && (notAtStart.test(carried[0]?.text ?? '') || notAtEnd.test(kept.at(-1)?.text ?? ''))) {
    const last = kept.pop();
    if (last) carried.unshift(last);
  }
  if (kept.length <= 1) return [next];
  line.length = kept.length;
  return carried;
};

const lineOf = (units: readonly Unit[], setting: { width: number; isFlush: boolean }): Line => {
  const end = units.findLastIndex((unit) => !isBlank(unit)) + 1;
  const glyphs = units.slice(0, end).flatMap((unit) => unit.glyphs);
  const trailing = glyphs.at(-1)?.gap ?? 0;
  const width = glyphs.reduce((sum, one) => sum + one.advance + one.gap, 0) - trailing;
  const free = setting.width - width;
  const isFlush = setting.isFlush && glyphs.length > 1 && free < 4_000;
  return { glyphs, width, stretch: isFlush ? free / (glyphs.length - 1) : 0 };
};

const linesOf = (units: readonly Unit[], room: (line: number) => number, isJustified: boolean): Line[] => {
  const lines: Line[] = [];
  let line: Unit[] = [];
  let width = 0;
  for (const unit of units.flatMap((one) => cut(one, room(1)))) {
    if (line.length === 0 && isBlank(unit) && lines.length > 0) continue;
    const trailing = unit.glyphs.at(-1)?.gap ?? 0;
    if (width + unit.width - trailing > room(lines.length) && line.length > 0 && !isBlank(unit)) {
      const carried = breakAt(line, unit);
      lines.push(lineOf(line, { width: room(lines.length), isFlush: isJustified }));
      line = carried;
    } else line.push(unit);
    width = line.reduce((sum, one) => sum + one.width, 0);
  }
  if (line.length > 0) lines.push(lineOf(line, { width: room(lines.length), isFlush: false }));
  return lines;
};

/** Text in lines, a paragraph for each line of the text; what the fonts lack is noted in `missing` and stood in for. */
export const setText = (text: string, setting: Setting, missing: Set<number>): Line[][] => {
  const { font, size, width, indent = 0, isJustified = false } = setting;
  const whole = (width * 1000) / size;
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => unitsOf(shown(paragraph, font, missing), font))
    .map((units) => linesOf(units, (line) => whole - (line === 0 ? indent * 1000 : 0), isJustified));
};

const hex = (value: number): string => value.toString(16).padStart(4, '0').toUpperCase();

/** The line as a PDF shows it: glyphs with the spaces between them. */
export const shownLine = ({ glyphs, stretch }: Line): string => {
  let text = '<';
  for (const [at, { glyph, gap }] of glyphs.entries()) {
    text += hex(glyph);
    const space = at === glyphs.length - 1 ? 0 : gap + stretch;
    if (space > 0.5) text += `> ${-Math.round(space * 10) / 10} <`;
  }
  return `[${text}>] TJ`;
};
