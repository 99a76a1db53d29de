/** A word, a mixed name (lifepo4, 6061-t6, c/c), or a number, which may have its unit with it (20mm). */
export interface LatinToken {
  script: 'latin' | 'number';
  text: string;
  start: number;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Units in lower case: they say how much, not what. */
const units = words(`
  mm cm dm km nm um μm pm kg mg ug μg ng lb oz ml dl kl hl pa kpa mpa gpa hpa bar mbar psi hz khz mhz ghz thz kv mv kw mw gw kwh mwh gwh wh ah mah kva mva
  kj mj gj kcal cal ppm ppb db dba dbm rpm cps cst mpas kn nm2 mm2 cm2 m2 km2 mm3 cm3 m3 nm3 m w v a j k n g t h s l d c f pcs min sec hr mol mmol hrc hv hb
`);
/** What looks like a measure, but names a thing. */
const names = words('2g 3g 4g 5g 6g 2d 3d 4d 5d');
const NUMBER = /^\d+(?:\.\d+)?$/;
const MEASURE = /^\d+(?:\.\d+)?(\p{L}+\d?)$/u;
const SIMPLE = /^\p{L}+$/u;
const prefixes = words('re non anti pre co de multi semi sub un micro nano ultra bio electro thermo photo hydro');
/** Parts of a short name such as c/c or ti-al; longer ones are words that a hyphen joins. */
const SHORT = 3;
const FREE = 'free';

export const isUnit = (text: string): boolean => units.has(text);

const isMeasure = (text: string): boolean => {
  const unit = MEASURE.exec(text)?.[1];
  return unit !== undefined && isUnit(unit) && !names.has(text);
};

const one = (text: string, start: number): LatinToken => ({
  script: NUMBER.test(text) || isMeasure(text) ? 'number' : 'latin',
  text,
  start,
});

interface Part {
  text: string;
  start: number;
}

const partsOf = (run: string, separator: RegExp): Part[] =>
  [...run.matchAll(separator)].map(({ 0: text, index }) => ({ text, start: index }));

/** 6061-t6, ti-6al-4v, c/c, x-ray, cobalt-free: one name. */
const isName = (parts: readonly Part[]): boolean => {
  const texts = parts.map(({ text }) => text);
  if (new Set(texts).size === 1) return texts.length === 2;
  if (texts.every((text) => NUMBER.test(text) || isUnit(text) || isMeasure(text))) return false;
  if (texts.length === 2 && texts[1] === FREE) return true;
  if (texts.some((text) => /\d/.test(text))) return texts.every((text) => text.length <= 6);
  return texts.length <= 3 && !prefixes.has(texts[0] ?? '') && texts.every((text) => text.length <= SHORT);
};

/** `re-use` is `reuse`; the start stays that of the first part. */
const withPrefixes = (parts: readonly Part[]): Part[] => {
  const first = parts[0];
  const second = parts[1];
  if (!first || !second || !prefixes.has(first.text) || !SIMPLE.test(second.text)) return [...parts];
  return [{ text: `${first.text}${second.text}`, start: first.start }, ...parts.slice(2)];
};

/** Cuts a run of letters and digits, joined by `-`, `/` or `.`, into words, names and numbers. */
export const splitLatin = (run: string): LatinToken[] => {
  if (NUMBER.test(run) || isMeasure(run)) return [one(run, 0)];
  const whole = partsOf(run, /[^\-/]+/g);
  const named = whole.length > 1 && isName(whole);
  if (named || (whole.length === 1 && /^\p{L}+\d+\.\d+$/u.test(run))) return [{ script: 'latin', text: run, start: 0 }];
  const parts = withPrefixes(partsOf(run, NUMBER.test(whole[0]?.text ?? '') ? /[^\-/]+/g : /[^\-/.]+/g));
  return parts.map(({ text, start }) => one(text, start));
};
