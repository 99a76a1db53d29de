import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import type { Font } from 'fontkit';

/** A point of an outline; those off the curve are controls of a quadratic one. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOn: boolean;
}

/** A character's shape, in thousandths of the size of the type. */
export interface Shape {
  readonly advance: number;
  readonly contours: readonly (readonly Point[])[];
}

/** One file of a font family, with the characters it is for. */
export interface Slice {
  readonly path: string;
  covers(codePoint: number): boolean;
}

const { resolve } = createRequire(import.meta.url);

type Range = readonly [first: number, last: number];

const rangesOf = (text: string): Range[] =>
  text.split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });

const faces = /url\(\.\/(files\/[^)]+\.woff2)\)[^}]*unicode-range:\s*([^;}]+)/g;

/** The upright files of a package, as its style sheet lists them; the last one listed holds the most common characters. */
export const slicesOf = (name: string): Slice[] => {
  const sheet = readFileSync(resolve(`${name}/wght.css`), 'utf8');
  return Array.from(sheet.matchAll(faces), ([, file = '', text = '']) => {
    const ranges = rangesOf(text);
    return {
      path: resolve(`${name}/${file}`),
      covers: (codePoint: number) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last),
    };
  }).reverse();
};

interface RawPoint {
  x: number;
  y: number;
  onCurve: boolean;
  endContour: boolean;
  copy(): RawPoint;
}
interface RawGlyph {
  points?: RawPoint[];
  components?: { glyphID: number; dx: number; dy: number }[];
}

/** What this file knows of how the font library keeps a compressed variable font. */
interface Inside {
  variationCoords?: number[];
  readonly _variationProcessor?: { transformPoints(glyph: number, points: RawPoint[]): void } | null;
  _decompressed?: boolean;
  _dataPos?: number;
  stream: object;
  directory: {
    totalCompressedSize: number;
    tables: Record<string, { offset: number; length: number; transformLength?: number | null }>;
  };
  getGlyph(glyph: number): { _decode(): RawGlyph };
}

/** The library unpacks in JavaScript, at tens of milliseconds a file; Node does the same in one. Left to the library where its inside is another. */
const unpackNatively = (inside: Inside, bytes: Buffer): void => {
  const start = inside._dataPos;
  if (start === undefined || inside._decompressed !== undefined) return;
  const unpacked = brotliDecompressSync(bytes.subarray(start, start + inside.directory.totalCompressedSize));
  let offset = 0;
  for (const table of Object.values(inside.directory.tables)) {
    table.offset = offset;
    offset += table.transformLength ?? table.length;
  }
  const Stream = inside.stream.constructor as new (bytes: Uint8Array) => object;
  inside.stream = new Stream(unpacked);
  inside._decompressed = true;
};

/** The library reads composed letters of a compressed font only as long as no weight is set. */
const readOutlines = (inside: Inside, font: Font): void => {
  Object.defineProperty(inside, '_variationProcessor', { value: null, configurable: true });
  font.glyphForCodePoint(font.characterSet[0] ?? 0);
  Reflect.deleteProperty(inside, '_variationProcessor');
};

/** The four points that a font adds to each outline to move its edges. */
const phantoms = (point: RawPoint): RawPoint[] =>
  Array.from({ length: 4 }, () => Object.assign(point.copy(), { x: 0, y: 0, endContour: true }));

/** The library knows the weights of uncompressed fonts only: here they are put on its own points. */
const pointsOf = (inside: Inside, glyph: number): RawPoint[] => {
  const { points = [], components = [] } = inside.getGlyph(glyph)._decode();
  const [first] = points;
  if (!first)
    return components.flatMap(({ glyphID, dx, dy }) =>
      pointsOf(inside, glyphID).map((point) => Object.assign(point, { x: point.x + dx, y: point.y + dy })),
    );
  const weighted = [...points.map((point) => point.copy()), ...phantoms(first)];
  inside._variationProcessor?.transformPoints(glyph, weighted);
  return weighted.slice(0, points.length);
};

const contoursOf = (points: readonly RawPoint[]): Point[][] => {
  const contours: Point[][] = [[]];
  for (const { x, y, onCurve, endContour } of points) {
    contours.at(-1)?.push({ x: Math.round(x), y: Math.round(y), isOn: onCurve });
    if (endContour) contours.push([]);
  }
  return contours.filter((contour) => contour.length > 2);
};

/** The shapes of a slice at one weight; undefined for a character that it does not have. */
export const openSlice = ({ path }: Slice, weight: number): ((codePoint: number) => Shape | undefined) => {
  const bytes = readFileSync(path);
  const font = fontkit.create(bytes);
  if (!('glyphForCodePoint' in font)) throw new Error(`${path} is a collection of fonts`);
  if (font.unitsPerEm !== 1000) throw new Error(`${path} has ${font.unitsPerEm} units an em`);
  const inside = font as unknown as Inside;
  unpackNatively(inside, bytes);
  readOutlines(inside, font);
  inside.variationCoords = [weight];
  return (codePoint) => {
    if (!font.hasGlyphForCodePoint(codePoint)) return undefined;
    const glyph = font.glyphForCodePoint(codePoint);
    return { advance: Math.round(glyph.advanceWidth), contours: contoursOf(pointsOf(inside, glyph.id)) };
  };
};
