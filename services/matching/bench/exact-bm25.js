// Exact BM25 of texts that pass by once, for the questions alone: what recall is told against. Each engine is held against the formula that it
// uses, over all texts; a hit that scores as much as the tenth counts, whichever of the equals an engine chose.

const rare = (all, holders) => Math.log(1 + (all - holders + 0.5) / (holders + 0.5));
const saturated = (count, length, b) => (count * 2.2) / (count + 1.2 * (1 - b + b * length));

/** Lengths are beside the mean; `sum` and `matched` are the sum over the words and how many of them the text has. */
const plain = {
  rarity: ({ all, holders }) => rare(all, holders),
  gain: (count, { length }) => saturated(count, length, 0.75),
  total: (sum) => sum,
};

export const formulas = {
  own: plain,
  floor: plain,
  lancedb: plain,
  /** Rarities of common words would be negative and are almost nothing instead. */
  sqlite: { ...plain, rarity: ({ all, holders }) => Math.max(1e-6, Math.log((all - holders + 0.5) / (holders + 0.5))) },
  /** Lengths count each word once, and a text is worth more by each word that it has. */
  minisearch: {
    ...plain,
    gain: (count, { unique }) => 0.5 + saturated(count, unique, 0.7),
    total: (sum, matched) => sum * matched,
  },
  /** Counts are shares of the text, and a word is as common as it is often written. */
  orama: {
    ...plain,
    rarity: ({ all, occurrences }) => rare(all, occurrences),
    gain: (count, { words, length }) => (0.5 + (count / words) * 2.2) / (count / words + 1.2 * (0.25 + 0.75 * length)),
  },
};

const ROUNDING = 1e-4;

/** Postings of the questions' words in `texts` (arrays of words). */
export const readPostings = (texts, questions) => {
  const lists = new Map(questions.flat().map((word) => [word, []]));
  const lengths = [];
  const uniques = [];
  for (const words of texts) {
    const counts = new Map();
    for (const word of words) if (lists.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) lists.get(word).push([lengths.length, count]);
    lengths.push(words.length);
    uniques.push(new Set(words).size);
  }
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [length, unique] = [mean(lengths), mean(uniques)];
  return { lists, texts: lengths.map((words, at) => ({ words, length: words / length, unique: uniques[at] / unique })) };
};

const scoresOf = ({ lists, texts }, words, { rarity, gain, total }) => {
  const sums = new Map();
  for (const word of new Set(words)) {
    const list = lists.get(word);
    const occurrences = list.reduce((sum, [, count]) => sum + count, 0);
    const weight = rarity({ all: texts.length, holders: list.length, occurrences });
    for (const [at, count] of list) {
      const [sum, matched] = sums.get(at) ?? [0, 0];
      sums.set(at, [sum + weight * gain(count, texts[at]), matched + 1]);
    }
  }
  return new Map(Array.from(sums, ([at, [sum, matched]]) => [at, total(sum, matched)]));
};

/** Mean share of the ten best that was found; each of `found` has at most ten numbers of texts. */
export const recall10 = (postings, questions, { found, formula }) => {
  const shares = questions.map((words, at) => {
    const scores = scoresOf(postings, words, formula);
    const best = Float64Array.from(scores.values()).sort().reverse().subarray(0, 10);
    if (best.length === 0) return 1;
    const least = best.at(-1) - Math.abs(best.at(-1)) * ROUNDING;
    return found[at].filter((id) => (scores.get(id) ?? Number.NEGATIVE_INFINITY) >= least).length / best.length;
  });
  return Number((shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(3));
};
