/** Words of the indexed texts that no dictionary lists: names, English words, new terms. Bounded; the rarest go first. */
export interface Lexicon {
  add(words: Iterable<string>): void;
  remove(words: Iterable<string>): void;
  startingWith(prefix: string): string[];
  all(): Iterable<string>;
  /** Words that came after a mark, for who keeps a selection of them; from the beginning when the mark is too old. Some may have gone. */
  since(mark: Mark | undefined): { words: readonly string[]; mark: Mark; isFromStart: boolean };
  readonly size: number;
  /** For a snapshot; `restore` on an empty lexicon makes it the same. */
  dump(): LexiconDump;
  restore(dump: LexiconDump): void;
}

export interface Mark {
  generation: number;
  place: number;
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

/** Without what occurs least, later words first. */
const commonest = (counts: ReadonlyMap<string, number>, most: number): Map<string, number> =>
  new Map([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most));

const dumpOf = (counts: ReadonlyMap<string, number>): LexiconDump => {
  const words = [...counts.keys()].sort();
  return { words: words.join('\n'), counts: Uint32Array.from(words, (word) => counts.get(word) ?? 0) };
};

const countsIn = (dump: LexiconDump): Map<string, number> =>
  new Map((dump.words === '' ? [] : dump.words.split('\n')).map((word, at) => [word, dump.counts[at] ?? 0]));

/** New words in their order. */
const createArrivals = () => {
  let words: string[] = [];
  let generation = 0;
  return {
    add: (word: string): number => words.push(word),
    restart: (known: Iterable<string>): void => {
      words = [...known];
      generation += 1;
    },
    since: (mark: Mark | undefined): ReturnType<Lexicon['since']> => {
      const isFromStart = mark?.generation !== generation;
      return { words: words.slice(isFromStart ? 0 : mark.place), mark: { generation, place: words.length }, isFromStart };
    },
  };
};

export const createLexicon = (most = MOST_WORDS): Lexicon => {
  let counts = new Map<string, number>();
  let sorted: string[] = [];
  let fresh: string[] = [];
  const arrivals = createArrivals();
  const restart = (): void => arrivals.restart(counts.keys());
  const arrive = (word: string): void => {
    fresh.push(word);
    if (arrivals.add(word) > MOST_FRESH + 2 * counts.size) restart();
  };
  const sort = (): void => {
    sorted = [...counts.keys()].sort();
    fresh = [];
  };
  const prune = (): void => {
    counts = commonest(counts, Math.floor(most * 0.75));
    sort();
    restart();
  };
  return {
    add: (words) => {
      for (const word of words) {
        const count = counts.get(word) ?? 0;
        counts.set(word, count + 1);
        if (count === 0) arrive(word);
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
    since: arrivals.since,
    get size() {
      return counts.size;
    },
    dump: () => dumpOf(counts),
    restore: (dump) => {
      counts = countsIn(dump);
      sort();
      restart();
    },
  };
};
