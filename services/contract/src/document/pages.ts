import type { PdfFont } from './pdf-font.js';
import { setText, shownLine } from './text-setting.js';
import type { Line, Setting } from './text-setting.js';

/** A4, in points. */
export const sheet = { width: 595.28, height: 841.89, left: 76, right: 76, top: 92, bottom: 84 } as const;
export const measure = sheet.width - sheet.left - sheet.right;

export type Colour = 'ink' | 'grey' | 'accent' | 'pale';
const colours: Readonly<Record<Colour, string>> = {
  ink: '0.11 0.12 0.14',
  grey: '0.42 0.44 0.48',
  accent: '0.62 0.11 0.13',
  pale: '0.93 0.93 0.94',
};

const figure = (value: number): string => String(Math.round(value * 100) / 100);

export interface Fonts {
  readonly text: PdfFont;
  readonly bold: PdfFont;
}

export interface Style {
  readonly weight?: keyof Fonts;
  readonly size?: number;
  readonly leading?: number;
  readonly colour?: Colour;
  readonly align?: 'left' | 'centre' | 'right';
  readonly indent?: number;
  /** From the left edge of the text, and how wide it may be. */
  readonly left?: number;
  readonly width?: number;
  readonly isJustified?: boolean;
}

/** Pages that are being filled from top to bottom. */
export interface Pages {
  readonly missing: Set<number>;
  /** Sets text below what is there; goes on over to the next page. */
  write(text: string, style?: Style): void;
  space(points: number): void;
  /** Begins a new page unless this much is free. */
  need(points: number): void;
  rule(colour: Colour, thickness?: number): void;
  /** Where the next line would begin, from the bottom. */
  y(): number;
  moveTo(y: number): void;
  /** Drawing operators on the present page. */
  draw(operators: string): void;
  /** One line at a place, on a page that is there. */
  label(text: string, at: { page: number; x: number; y: number }, style?: Style): void;
  count(): number;
  contents(): string[];
}

/** Black and white squares, as a code for scanning has them. */
export const squares = (rows: readonly (readonly boolean[])[], at: { x: number; y: number; size: number }): string => {
  const side = at.size / rows.length;
  const marks = rows.flatMap((row, line) =>
    row.flatMap((isDark, column) =>
      isDark
        ? [
            `${figure(at.x + column * side)} ${figure(at.y + at.size - (line + 1) * side)} ${figure(side + 0.05)} ${figure(side + 0.05)} re`,
          ]
        : [],
    ),
  );
  return `q 0 g ${marks.join(' ')} f Q`;
};

const settingOf = (
  fonts: Fonts,
  { weight = 'text', size = 10.5, width = measure, left = 0, indent, isJustified }: Style,
): Setting => ({
  font: fonts[weight],
  size,
  width: Math.min(width, measure - left),
  indent,
  isJustified,
});

const xOf = (line: Line, style: Style, { size, width, isFirst }: Setting & { isFirst: boolean }): number => {
  const start = sheet.left + (style.left ?? 0);
  const free = width - (line.width * size) / 1000;
  if (style.align === 'right') return start + free;
  if (style.align === 'centre') return start + free / 2;
  return start + (isFirst ? (style.indent ?? 0) * size : 0);
};

const lineAt = (line: Line, place: { x: number; y: number; size: number }, { weight = 'text', colour = 'ink' }: Style): string =>
  `BT ${colours[colour]} rg /${weight === 'text' ? 'F1' : 'F2'} ${figure(place.size)} Tf ${figure(place.x)} ${figure(place.y)} Td ${shownLine(line)} ET`;

/** @param begin what stands on each page before anything else */
export const openPages = (fonts: Fonts, begin: string): Pages => {
  const pages: string[][] = [];
  const missing = new Set<number>();
  let y = 0;
  const turn = (): void => {
    pages.push([begin]);
    y = sheet.height - sheet.top;
  };
  const need = (points: number): void => {
    if (y - points < sheet.bottom) turn();
  };
  const draw = (operators: string): void => void pages.at(-1)?.push(operators);
  turn();
  return {
    missing,
    write: (text, style = {}) => {
      const setting = settingOf(fonts, style);
      const leading = style.leading ?? setting.size * 1.75;
      for (const paragraph of setText(text, setting, missing)) {
        for (const [at, line] of paragraph.entries()) {
          need(leading);
          y -= leading;
          draw(
            lineAt(
              line,
              { x: xOf(line, style, { ...setting, isFirst: at === 0 }), y: y + leading * 0.28, size: setting.size },
              style,
            ),
          );
        }
      }
    },
    space: (points) => void (y -= points),
    need,
    rule: (colour, thickness = 0.5) =>
      draw(
        `q ${colours[colour]} RG ${thickness} w ${sheet.left} ${figure(y)} m ${figure(sheet.width - sheet.right)} ${figure(y)} l S Q`,
      ),
    y: () => y,
    moveTo: (to) => void (y = to),
    draw,
    label: (text, { page, x, y: at }, style = {}) => {
      const setting = settingOf(fonts, style);
      const line = setText(text, { ...setting, width: style.width ?? measure }, missing)[0]?.[0];
      if (line)
        pages[page]?.push(
          lineAt(
            line,
            { x: xOf(line, { ...style, left: x - sheet.left }, { ...setting, isFirst: false }), y: at, size: setting.size },
            style,
          ),
        );
    },
    count: () => pages.length,
    contents: () => pages.map((operators) => operators.join('\n')),
  };
};
