/** Words of the indexed texts that no dictionary lists: names, English words, new terms. Bounded; the rarest go first. */
export interface Lexicon {
  add(words: Iterable<string>): void;
  remove(words: Iterable<string>): void;
  startingWith(prefix: string): string[];
  all(): Iterable<string>;
  readonly size: number;
  /** For a snapshot; `restore` on an empty lexicon makes it the same. */
  dump(): LexiconDump;
  restore(dump: LexiconDump): void;
}

export interface LexiconDump {
  /** Apart by line breaks, sorted. */
  words: string;
  counts: Uint32Array;
}

const MOST_WORDS = 200_000;
/** So many new words are looked through one by one before the sorted list is made anew. */
const MOST_FRESH = 1_000;

const lowerBound = (sorted: readonly string[], word: string): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const createLexicon = (most = MOST_WORDS): Lexicon => {
  let counts = new Map<string, number>();
  let sorted: string[] = [];
  let fresh: string[] = [];

  const sort = (): void => {
    sorted = [...counts.keys()].sort();
    fresh = [];
  };
  /** Back to three quarters of the most, by leaving out what occurs least, later words first. */
  const prune = (): void => {
    const byCount = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    counts = new Map(byCount.slice(0, Math.floor(most * 0.75)));
    sort();
  };
  return {
    add: (words) => {
      for (const word of words) {
        const count = counts.get(word) ?? 0;
        if (count === 0) fresh.push(word);
        counts.set(word, count + 1);
      }
      if (counts.size > most) prune();
      else if (fresh.length > Math.max(MOST_FRESH, sorted.length)) sort();
    },
    remove: (words) => {
      for (const word of words) {
        const count = counts.get(word) ?? 0;
        if (count > 1) counts.set(word, count - 1);
        else counts.delete(word);
      }
    },
    startingWith: (prefix) => {
      if (fresh.length > MOST_FRESH) sort();
      const found = new Set(fresh.filter((word) => word.startsWith(prefix) && counts.has(word)));
      for (let at = lowerBound(sorted, prefix); sorted[at]?.startsWith(prefix); at += 1) {
        const word = sorted[at] ?? '';
        if (counts.has(word)) found.add(word);
      }
      return [...found].sort();
    },
    all: () => counts.keys(),
    get size() {
      return counts.size;
    },
    dump: () => {
      const words = [...counts.keys()].sort();
      return { words: words.join('\n'), counts: Uint32Array.from(words, (word) => counts.get(word) ?? 0) };
    },
    restore: (dump) => {
      const words = dump.words === '' ? [] : dump.words.split('\n');
      counts = new Map(words.map((word, at) => [word, dump.counts[at] ?? 0]));
      sort();
    },
  };
};
