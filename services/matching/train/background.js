// What is learned from texts without judgements: how rare terms are, and which stand near each other.
import { fingerprintOf } from '../dist/engine/model/fingerprint.js';
import { addRow, quantised } from '../dist/engine/model/quantise.js';
import { BIGRAM, kindOf } from '../dist/engine/text/term.js';
import { countWeight } from '../dist/engine/text/text-vector.js';
import { countNeighbours, numbered, positiveInformation } from './cooccurrence.js';
import { sequenceOf, sharesOf } from './corpus.js';
import { leftVectors } from './svd.js';

const WINDOW = 12;
const LEAST_TEXTS = { bigram: 5, other: 3 };
const SMALLEST_SHARE = 2e-4;
const RARITY_STEPS = 28;
const LEAST_RARITY = 0.3;
const CATALOGUE_WEIGHT = 0.5;
/** A term without a vector is kept from this share on; below, the rarity of the unknown is near enough. */
const LEAST_SHARE = 4e-4;

const rarityOf = (share) => Math.max(LEAST_RARITY, -Math.log(share + SMALLEST_SHARE));

/** Terms in the order of the file: with a vector the words before the bigrams and the frequent first, then those with a rarity alone. */
const chosen = ({ terms, texts }, shares, { dimensions, bytes }) => {
  const isBigram = (at) => (kindOf(terms[at]) === BIGRAM ? 1 : 0);
  const order = terms.map((_, at) => at).sort((a, b) => isBigram(a) - isBigram(b) || texts[b] - texts[a] || terms[a] - terms[b]);
  const rest = [...shares].filter(([, share]) => share >= LEAST_SHARE).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const seen = new Set();
  const unseen = (term) => {
    const print = fingerprintOf(term);
    if (seen.has(print)) return false;
    seen.add(print);
    return true;
  };
  const room = bytes - 5 * rest.length;
  const withVector = order.filter((at) => unseen(terms[at])).slice(0, Math.floor(room / (dimensions / 4)));
  const kept = new Set(withVector.map((at) => fingerprintOf(terms[at])));
  const others = rest.map(([term]) => term).filter((term) => !kept.has(fingerprintOf(term)));
  return { withVector, others: [...new Map(others.map((term) => [fingerprintOf(term), term])).values()] };
};

/** The direction that the texts share most: the first right singular vector of their dense vectors, by power iteration. */
const commonDirection = (vectors, { rowOf, codes, weightOf, dimensions }) => {
  const rows = vectors.map(({ terms, whole }) => {
    const sum = new Float64Array(dimensions);
    terms.forEach((term, at) => {
      const row = rowOf.get(fingerprintOf(term));
      if (row !== undefined && kindOf(term) !== 5 && kindOf(term) !== 6)
        addRow(sum, codes, { start: (row * dimensions) / 4, weight: weightOf(term) * countWeight[whole[at]] });
    });
    const length = Math.hypot(...sum) || 1;
    return sum.map((value) => value / length);
  });
  let direction = new Float64Array(dimensions).fill(1 / Math.sqrt(dimensions));
  for (let round = 0; round < 50; round += 1) {
    const next = new Float64Array(dimensions);
    for (const row of rows) {
      let along = 0;
      for (let at = 0; at < dimensions; at += 1) along += row[at] * direction[at];
      for (let at = 0; at < dimensions; at += 1) next[at] += along * row[at];
    }
    const length = Math.hypot(...next) || 1;
    direction = next.map((value) => value / length);
  }
  return Float32Array.from(direction);
};

/**
 * The parts of a model file that need no judgement. `texts` are rows with `vector`, by kind: achievements, demands, catalogue;
 * `bytes` is about what terms and vectors may take.
 */
export const learnBackground = (
  { achievements, demands, catalogue },
  { dimensions = 200, bytes = 1_900_000, seed = 1, iterations = 3 } = {},
) => {
  const han = catalogue.filter(({ vector }) => vector.isHan);
  const other = catalogue.filter(({ vector }) => !vector.isHan);
  const vectorsOf = (rows) => rows.map(({ vector }) => vector);
  const sources = [
    { vectors: vectorsOf(achievements), weight: 1 },
    { vectors: vectorsOf(demands), weight: 1 },
    { vectors: vectorsOf(han), weight: CATALOGUE_WEIGHT },
    { vectors: vectorsOf(other), weight: CATALOGUE_WEIGHT },
  ].filter(({ vectors }) => vectors.length > 0);
  const shares = sharesOf(sources);
  const sequences = [...achievements, ...demands, ...han].map(sequenceOf);
  const leastOf = (term) => (kindOf(term) === BIGRAM ? LEAST_TEXTS.bigram : LEAST_TEXTS.other);
  const corpus = numbered(sequences, { leastOf, gap: WINDOW });
  const { left, dimensions: got } = leftVectors(positiveInformation(countNeighbours(corpus, WINDOW)), {
    dimensions,
    seed,
    iterations,
  });
  const size = got - (got % 4);
  const { withVector, others } = chosen(corpus, shares, { dimensions: size, bytes });
  const terms = [...withVector.map((at) => corpus.terms[at]), ...others];
  const codes = new Uint8Array((withVector.length * size) / 4);
  withVector.forEach((at, row) => codes.set(quantised(left.subarray(at * got, at * got + size)), (row * size) / 4));
  const rarities = Uint8Array.from(terms, (term) => Math.round(RARITY_STEPS * rarityOf(shares.get(term) ?? 0)));
  const fingerprints = Uint32Array.from(terms, fingerprintOf);
  const rowOf = new Map(withVector.map((at, row) => [fingerprintOf(corpus.terms[at]), row]));
  const weightOf = (term) => rarityOf(shares.get(term) ?? 0);
  const common = commonDirection([...vectorsOf(achievements), ...vectorsOf(demands)], {
    rowOf,
    codes,
    weightOf,
    dimensions: size,
  });
  const header = {
    dimensions: size,
    vectors: withVector.length,
    terms: terms.length,
    raritySteps: RARITY_STEPS,
    unknownRarity: rarityOf(0),
  };
  return { header, fingerprints, rarities, codes, common };
};
