import { openSlice, slicesOf } from './font-slices.js';
import type { Shape, Slice } from './font-slices.js';

/** One weight of the type, over all of its files. */
export interface Typeface {
  readonly name: string;
  /** Undefined for a character that the fonts do not have. */
  shapeOf(codePoint: number): Shape | undefined;
  /** The same, answering with a full square for what was not looked up yet; that is read all at once by `load`. */
  noting(): Typeface;
  /** Reads what was noted, one file after the other. */
  load(): void;
}

/** Chinese first: it has Latin letters of the same hand; Greek, Cyrillic and further signs come from its companion. */
const packages = ['@fontsource-variable/noto-serif-sc', '@fontsource-variable/noto-serif'];

/** Shapes kept: every character that contracts use fits in, and no more memory is taken than that. */
const mostKept = 8_000;

const square: Shape = { advance: 1000, contours: [] };

/** Looks characters up in the files that are for them and keeps what it found; no file stays open. */
export const typeface = (name: string, weight: number): Typeface => {
  const slices: Slice[] = packages.flatMap(slicesOf);
  const shapes = new Map<number, Shape | undefined>();
  const noted = new Set<number>();

  const look = (wanted: readonly number[]): void => {
    let rest = wanted;
    for (const slice of slices) {
      if (!rest.some((codePoint) => slice.covers(codePoint))) continue;
      const shapeIn = openSlice(slice, weight);
      for (const codePoint of rest) shapes.set(codePoint, slice.covers(codePoint) ? shapeIn(codePoint) : undefined);
      rest = rest.filter((codePoint) => !shapes.get(codePoint));
    }
    for (const codePoint of rest) shapes.set(codePoint, undefined);
  };
  const shapeOf = (codePoint: number): Shape | undefined => {
    if (!shapes.has(codePoint)) look([codePoint]);
    return shapes.get(codePoint);
  };
  const load = (): void => {
    if (shapes.size + noted.size > mostKept) shapes.clear();
    look([...noted].filter((codePoint) => !shapes.has(codePoint)));
    noted.clear();
  };
  const note = (codePoint: number): Shape | undefined => {
    noted.add(codePoint);
    return shapes.has(codePoint) ? shapes.get(codePoint) : square;
  };
  const face: Typeface = { name, shapeOf, noting: () => ({ ...face, shapeOf: note }), load };
  return face;
};
