import { chinese } from './chinese.js';
import { addUnits, reserveUnits } from './units.js';
import type { Units } from './units.js';

const HAN = /\p{Script=Han}/u;
const BEYOND_ASCII = /[^\0-\x7f]/;

const simplify = (text: string): string => {
  const { simplified } = chinese();
  let changed = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const other = simplified.get(text.charAt(at));
    if (other === undefined) continue;
    changed += text.slice(from, at) + other;
    from = at + 1;
  }
  return from === 0 ? text : changed + text.slice(from);
};

/** Folds a text as a whole: what holds for every text, whatever its characters do to each other. */
export const foldWhole = (text: string): string => {
  const folded = BEYOND_ASCII.test(text) ? text.normalize('NFKC').toLowerCase() : text.toLowerCase();
  return HAN.test(folded) ? simplify(folded) : folded;
};

/** Characters that their neighbours may change: marks, parts of Korean syllables, halves of characters, and the sigma that ends a word. */
const CHANGING = /[\u1100-\u11ff\ud800-\udfff\u03a3]/;
const MARK = /\p{M}/u;

/** What one unit becomes, for those that become one unit: 0 where that is not known yet. */
const ones = new Uint16Array(1 << 16);
/** In `ones`: the unit becomes several, or depends on its neighbours. */
const OTHER = 0xffff;
const several = new Map<number, string>();

const readUnit = (code: number): number => {
  const character = String.fromCharCode(code);
  const plain = character.normalize('NFKC');
  const depends = [character, plain].some((text) => CHANGING.test(text) || MARK.test(text));
  const folded = depends ? '' : foldWhole(character);
  ones[code] = folded.length === 1 ? folded.charCodeAt(0) : OTHER;
  if (folded.length > 1) several.set(code, folded);
  return ones[code];
};

/**
 * Adds the folded text to the units: full-width forms, ligatures, case and traditional characters vanish. Unit by unit, as `foldWhole` does
 * it, unless a unit depends on its neighbours.
 */
export const addFolded = (units: Units, text: string): void => {
  reserveUnits(units, text.length);
  const { size } = units;
  let { codes } = units;
  let to = size;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const unit = ones[code]! || readUnit(code);
    if (unit !== OTHER) {
      codes[to++] = unit;
      continue;
    }
    const longer = several.get(code);
    if (longer === undefined) return addUnits(Object.assign(units, { size }), foldWhole(text));
    reserveUnits(Object.assign(units, { size: to }), longer.length + text.length - at);
    codes = units.codes;
    for (let part = 0; part < longer.length; part += 1) codes[to++] = longer.charCodeAt(part);
  }
  units.size = to;
};
