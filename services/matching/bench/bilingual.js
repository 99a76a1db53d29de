// The demo's made-up listings and demands, some of them in the other language than their counterpart.
import { readLines, textOf } from '../train/data.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';

const demo = new URL('../../../demo/data/', import.meta.url);
const rowsOf = (name) =>
  readLines(new URL(name, demo).pathname).map((row) => {
    const text = textOf(row);
    return { id: row.id, ...text, vector: vectorOf(text) };
  });

/** Mean share of the expected listings among the first three of all, apart for pairs of one language and of two. */
export const demoFigures = (rate) => {
  const [listings, demands] = [rowsOf('listings.jsonl'), rowsOf('demands.jsonl')];
  const byId = new Map([...listings, ...demands].map((row) => [row.id, row]));
  const pairs = readLines(new URL('expected.jsonl', demo).pathname).flatMap(({ demand, listings: expected }) =>
    expected.map((listing) => ({ demand: byId.get(demand), listing: byId.get(listing) })),
  );
  const rankOf = ({ demand, listing }) => {
    const own = rate(listing, demand).score;
    const rivals = listings.filter(({ vector }) => vector.isHan === listing.vector.isHan);
    return 1 + rivals.filter((other) => rate(other, demand).score > own).length;
  };
  const figures = (about, these) => {
    const ranks = these.map(rankOf);
    const within = (count) =>
      ranks.length > 0 ? Number((ranks.filter((rank) => rank <= count).length / ranks.length).toFixed(4)) : null;
    return { about, pairs: these.length, first: within(1), amongThree: within(3) };
  };
  const isAcross = ({ demand, listing }) => demand.vector.isHan !== listing.vector.isHan;
  return [
    figures(
      'demo, one language',
      pairs.filter((pair) => !isAcross(pair)),
    ),
    figures('demo, two languages', pairs.filter(isAcross)),
  ];
};
