import { chinese } from './text/chinese.js';

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

/**
 * Full-width forms, ligatures, case and traditional characters vanish; the length may change, so positions always refer to the
 * normalised text.
 */
export const normalise = (text: string): string => {
  const folded = BEYOND_ASCII.test(text) ? text.normalize('NFKC').toLowerCase() : text.toLowerCase();
  return HAN.test(folded) ? simplify(folded) : folded;
};
