/**
 * Changes (a letter more, less or another one, two neighbours swapped) that make one word the other; more than `most` counts as Infinity.
 * @example distanceOf('bateries', 'batteries', 2) // 1
 */
export const distanceOf = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwapped ? (before[column - 2] ?? Infinity) + 1 : Infinity;
      const replaced = (last[column - 1] ?? Infinity) + (isSame ? 0 : 1);
      next.push(Math.min((last[column] ?? Infinity) + 1, (next[column - 1] ?? Infinity) + 1, replaced, swapped));
    }
    if (Math.min(...next) > most) return Infinity;
    [before, last] = [last, next];
  }
  const distance = last[b.length] ?? Infinity;
  return distance > most ? Infinity : distance;
};

const bigramsOf = (word: string): Set<string> =>
  new Set(Array.from({ length: word.length + 1 }, (_, at) => ` ${word} `.slice(at, at + 2)));

/** Finds quickly what cannot be near: each change touches at most three pairs of neighbouring letters. */
export const bigramFilter = (word: string, most: number): ((other: string) => boolean) => {
  const own = bigramsOf(word);
  const needed = own.size - 3 * most;
  return (other) => {
    if (Math.abs(other.length - word.length) > most) return false;
    let shared = 0;
    const text = ` ${other} `;
    for (let at = 0; at + 1 < text.length; at += 1) if (own.has(text.slice(at, at + 2))) shared += 1;
    return shared >= needed;
  };
};

/** How many changes a word of Latin letters may have to be taken for another: short words are often words of their own. */
export const changesAllowed = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
