// Simple methods to compare with: rarities are those of the listings themselves. Each gives a function from two rows to a score.
import { normalise } from '../dist/engine/normalise.js';
import { segment } from '../dist/engine/segment.js';
import { randomFrom } from '../train/random.js';

const wordsIn = (text) =>
  segment(normalise(text))
    .filter(({ text: word, script, isStop }) => !isStop && word.length > 1 && script !== 'number')
    .map(({ text: word }) => word);

const bigramsIn = (text) =>
  (normalise(text).match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2)),
  );

const countsOf = (terms) => {
  const counts = new Map();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};

const frequenciesOf = (documents) => {
  const found = new Map();
  for (const counts of documents) for (const term of counts.keys()) found.set(term, (found.get(term) ?? 0) + 1);
  return found;
};

const kept = (make) => {
  const made = new Map();
  return (row) => {
    if (!made.has(row)) made.set(row, make(row));
    return made.get(row);
  };
};

const titleOf = ({ title }) => title;
const allOf = ({ title, body }) => `${title}\n${body}`;

const bm25 = (listings, termsIn, textOfDemand) => {
  const [k1, b] = [1.2, 0.75];
  const countsOfListing = kept((row) => countsOf(termsIn(row.title)));
  const found = frequenciesOf(listings.map(countsOfListing));
  const lengthOf = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const usual = listings.reduce((sum, row) => sum + lengthOf(countsOfListing(row)), 0) / listings.length;
  const countsOfDemand = kept((row) => countsOf(termsIn(textOfDemand(row))));
  const rarityOf = (term) => Math.log(1 + (listings.length - (found.get(term) ?? 0) + 0.5) / ((found.get(term) ?? 0) + 0.5));
  return (listing, demand) => {
    const [own, wanted] = [countsOfListing(listing), countsOfDemand(demand)];
    const long = k1 * (1 - b + (b * lengthOf(own)) / usual);
    let score = 0;
    for (const [term, count] of own) {
      const asked = wanted.get(term) ?? 0;
      if (asked > 0) score += rarityOf(term) * ((count * (k1 + 1)) / (count + long)) * ((2 * asked) / (asked + 1));
    }
    return score;
  };
};

const cosine = (listings, termsIn, textOfDemand) => {
  const found = frequenciesOf(listings.map((row) => countsOf(termsIn(row.title))));
  const rarityOf = (term) => Math.log((1 + listings.length) / (1 + (found.get(term) ?? 0))) + 1;
  const unit = (text) => {
    const weights = new Map();
    let squares = 0;
    for (const [term, count] of countsOf(termsIn(text))) {
      if (!found.has(term)) continue;
      const weight = (1 + Math.log(count)) * rarityOf(term);
      weights.set(term, weight);
      squares += weight ** 2;
    }
    for (const [term, weight] of weights) weights.set(term, weight / Math.sqrt(squares));
    return weights;
  };
  const [unitOfListing, unitOfDemand] = [kept((row) => unit(row.title)), kept((row) => unit(textOfDemand(row)))];
  return (listing, demand) => {
    const wanted = unitOfDemand(demand);
    let score = 0;
    for (const [term, weight] of unitOfListing(listing)) score += weight * (wanted.get(term) ?? 0);
    return score;
  };
};

export const baselinesOf = (listings) => {
  const random = randomFrom(5);
  const [titles, all] = [cosine(listings, bigramsIn, titleOf), cosine(listings, bigramsIn, allOf)];
  return {
    random: () => random(),
    'BM25, words, title': bm25(listings, wordsIn, titleOf),
    'BM25, words, title and content': bm25(listings, wordsIn, allOf),
    'TF-IDF, words, title and content': cosine(listings, wordsIn, allOf),
    'TF-IDF, bigrams, title and content': all,
    'TF-IDF, bigrams, title + (title and content)': (listing, demand) => 0.9 * titles(listing, demand) + all(listing, demand),
  };
};
