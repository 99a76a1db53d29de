import { countFacets } from './facet-counts.js';
import { failuresOf, OUT } from './filters.js';
import { findMatches, forgetMatches } from './matching-texts.js';
import type { TextIndex } from './rank-door.js';
import type { Hit, SearchRequest, SearchResult, Side } from './search-door.js';
import { idOf } from './shelf.js';
import type { Shelf } from './shelf.js';
import { placeOf } from './shelving.js';

/** Keeps the first `limit` places by score, instant and id. */
interface FirstHits {
  offer(place: number, score: number): void;
  hits(): Hit[];
}

/** Ids are read when two hits are equal otherwise. */
type Rank = Pick<Hit, 'place' | 'score'> & { id?: string };

const idOfHit = (shelf: Shelf, hit: Rank): string => (hit.id ??= idOf(shelf, hit.place));

/** Whether `a` comes before `b`. */
const isBefore = (shelf: Shelf, a: Rank, b: Rank): boolean => {
  if (a.score !== b.score) return a.score > b.score;
  const { publishedAt } = shelf.columns;
  const [ofA, ofB] = [publishedAt[a.place]!, publishedAt[b.place]!];
  return ofA === ofB ? idOfHit(shelf, a) < idOfHit(shelf, b) : ofA > ofB;
};

/** Whether the place is behind the last hit of the page before. */
const isBehind = (shelf: Shelf, after: NonNullable<SearchRequest['after']>): ((hit: Rank) => boolean) => {
  const place = placeOf(shelf, after.id);
  return (hit) => {
    if (hit.score !== after.score) return hit.score < after.score;
    return place === undefined ? idOfHit(shelf, hit) > after.id : isBefore(shelf, { place, score: after.score }, hit);
  };
};

const firstHits = (shelf: Shelf, { limit, after }: SearchRequest): FirstHits => {
  const kept: Rank[] = [];
  const isWanted = after ? isBehind(shelf, after) : undefined;
  let least = Number.NEGATIVE_INFINITY;
  const insert = (hit: Rank): void => {
    let at = kept.length;
    while (at > 0 && isBefore(shelf, hit, kept[at - 1]!)) at -= 1;
    if (at >= limit) return;
    kept.splice(at, 0, hit);
    if (kept.length > limit) kept.pop();
    if (kept.length === limit) least = kept[limit - 1]!.score;
  };
  return {
    offer: (place, score) => {
      if (score < least) return;
      const hit = { place, score };
      if (!isWanted || isWanted(hit)) insert(hit);
    },
    hits: () => kept.map(({ place, score, id }) => ({ place, score, id: id ?? idOf(shelf, place) })),
  };
};

export const searchTexts = (index: TextIndex, side: Side, request: SearchRequest): SearchResult => {
  const { vocabulary, dictionaries, matches: space } = index;
  const { clauses, filters = {}, facets = [], priceBands = [0], accepts, sort } = request;
  const shelf = index.shelves[side];
  findMatches(vocabulary, shelf, { space, clauses, meanLength: request.meanLength });
  const counts = facets.length > 0 ? countFacets(shelf, dictionaries, { names: facets, priceBands }) : undefined;
  const failures = failuresOf(shelf, dictionaries, filters);
  const first = firstHits(shelf, request);
  const { found, scores } = space;
  const { publishedAt } = shelf.columns;
  let total = 0;
  for (let at = space.count - 1; at >= 0; at -= 1) {
    const place = found[at]!;
    const failed = failures ? failures(place) : 0;
    const isSingle = (failed & (failed - 1)) === 0;
    if (!isSingle || failed === OUT || (accepts && !accepts(place))) continue;
    counts?.count(place, failed);
    if (failed !== 0) continue;
    total += 1;
    first.offer(place, sort === 'NEWEST' ? publishedAt[place]! : scores[place]!);
  }
  const hits = first.hits();
  forgetMatches(space);
  return { hits, total, facets: counts?.read() ?? {} };
};
