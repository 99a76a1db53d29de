import type { SearchFilter, SearchHit, SearchOutput, Suggestion } from '@lastmile/protocol';
import type { SearchRequest, SearchResult, Side } from '../engine/index/search-door.js';
import { DEMANDS, LISTINGS } from '../engine/index/search-door.js';
import type { Kind } from '../engine/subject.js';
import type { Term } from '../engine/text/term.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { Reading } from './alternatives.js';
import { corrected, correctionsOf } from './corrections.js';
import { cursorOf, placeIn } from './cursor.js';
import type { Place, SearchInput } from './cursor.js';
import { countedColumns, facetsOf, priceBands } from './facets.js';
import { bandOf, indexFilters, priceOf } from './filters.js';
import { highlighted, snippetOf } from './highlights.js';
import { markTexts } from './marks.js';
import { suggestionsFor } from './suggestions.js';
import type { Sought, Understood } from './understanding.js';
import { searchedText, understand } from './understanding.js';
import type { Words } from './words/words.js';

/** What searching needs of the index. */
export interface SearchIndex {
  search(side: Side, request: SearchRequest): SearchResult;
  /** How many records hold the term; those removed a moment ago may still be counted. */
  frequency(side: Side, term: Term): number;
  entryAt(side: Side, place: number): IndexedEntry | undefined;
}

export interface Searching {
  index: SearchIndex;
  words: Words;
  /** The model's weight of a term. */
  weightOf(term: Term): number;
}

export const sideOf = (kind: Kind): Side => (kind === 'LISTING' ? LISTINGS : DEMANDS);

/** From so many hits on nothing else is suggested. */
const ENOUGH = 3;
/** Of a long text the beginning is looked through for highlights. */
const READ = 4_000;

export const readingOf = ({ index, words }: Searching, kind: Kind): Reading => ({
  words,
  frequency: (term) => index.frequency(sideOf(kind), term),
});

export const understandAs = (searching: Searching, kind: Kind, query: string): Understood =>
  understand(query, { ...readingOf(searching, kind), weightOf: searching.weightOf });

interface Question extends Pick<SearchRequest, 'limit' | 'sort' | 'after' | 'facets'> {
  kind: Kind;
  understood: Understood;
  filter: SearchFilter;
  now: string;
}

const nothing: SearchResult = { hits: [], total: 0, facets: {} };

/** So many records are read through for what no term says; more would hold up everybody else. */
const MOST_READ = 20_000;

const areFew = ({ index }: Searching, { kind, now }: Pick<Question, 'kind' | 'now'>): boolean =>
  index.search(sideOf(kind), { clauses: [], filters: indexFilters({}, now), limit: 1 }).total <= MOST_READ;

/** What decides: terms and then the text, or, for numbers and units alone, the text of every record. */
const deciding = ({ clauses, accepts, reads }: Understood, isRead: boolean): Pick<Understood, 'clauses' | 'accepts'> =>
  isRead ? { clauses: clauses.filter(({ occur }) => occur === 'not'), accepts: reads } : { clauses, accepts };

export const ask = (searching: Searching, { kind, understood, filter, now, ...page }: Question): SearchResult => {
  const { index } = searching;
  const isRead = understood.reads !== undefined && areFew(searching, { kind, now });
  if (understood.meaning === 'NOTHING' && !isRead) return nothing;
  const { clauses, accepts } = deciding(understood, isRead);
  const side = sideOf(kind);
  const isAccepted = (place: number): boolean => {
    const entry = index.entryAt(side, place);
    return entry !== undefined && accepts?.(searchedText(entry)) === true;
  };
  return index.search(side, {
    ...page,
    clauses,
    filters: indexFilters(filter, now),
    priceBands,
    ...(accepts ? { accepts: isAccepted } : {}),
  });
};

const hitOf = (entry: IndexedEntry, score: number, sought: readonly Sought[]): SearchHit => {
  const [title, body] = markTexts([entry.title, entry.body.slice(0, READ)], sought);
  const { kind, id, organisationId, isAnonymous, field, region, modes, achievementKind, readinessLevel } = entry;
  // the catalogue's facts were checked against the same lists of values
  const listed = { field, region, modes, achievementKind, readinessLevel } as Partial<SearchHit>;
  return {
    kind,
    id,
    organisationId: isAnonymous ? '' : organisationId,
    score: Math.round(score * 10_000) / 10_000,
    title: highlighted(title?.shown ?? '', title?.marks ?? []),
    snippet: body ? snippetOf(body.shown, body) : [''],
    ...Object.fromEntries(Object.entries(listed).filter(([, value]) => value !== undefined)),
    modes: listed.modes ?? [],
    priceBand: bandOf(priceOf(entry)),
  };
};

/** One question, all that is asked about it beside it. */
interface Case {
  searching: Searching;
  input: SearchInput;
  now: string;
}

const countHits =
  ({ searching, input: { kind }, now }: Case) =>
  (query: string, filter: SearchFilter): number =>
    ask(searching, { kind, understood: understandAs(searching, kind, query), filter, now, limit: 1 }).total;

/** The word in it, or, of alternatives, the commonest. */
const holdersOf =
  ({ frequency }: Reading) =>
  ({ alternatives }: Sought): number =>
    Math.max(0, ...alternatives.map(({ terms }) => Math.min(...terms.map((term) => frequency?.(term) ?? 0))));

const advise = (one: Case, understood: Understood, found: number): { suggestions: Suggestion[]; correctedQuery?: string } => {
  const { searching, input } = one;
  const reading = readingOf(searching, input.kind);
  const corrections = correctionsOf(understood.runs, reading);
  const count = countHits(one);
  const suggestions = suggestionsFor(
    {
      asked: { query: input.query.trim(), filter: input.filter, understood },
      corrections,
      words: searching.words,
      holders: holdersOf(reading),
      countHits: count,
    },
    found,
  );
  if (found > 0) return { suggestions };
  const correctedQuery = corrections.map((one) => corrected(input.query, one)).find((query) => count(query, input.filter) > 0);
  return correctedQuery === undefined ? { suggestions } : { suggestions, correctedQuery };
};

const pageOf = (
  { searching, input }: Case,
  { sought }: Understood,
  { hits, total, facets }: SearchResult,
): Omit<SearchOutput, 'suggestions'> => {
  const side = sideOf(input.kind);
  const shown = hits.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ place, score }) => {
      const entry = searching.index.entryAt(side, place);
      return entry ? [hitOf(entry, score, sought)] : [];
    }),
    total,
    facets: facetsOf(facets),
    ...(hits.length > shown.length && last ? { nextCursor: cursorOf(input, last) } : {}),
  };
};

/**
 * Searches what is published and valid at `now`. A query that finds nothing is corrected when a correction finds something. Rejects with
 * INVALID_MESSAGE when the cursor is of another list.
 */
export const search = (searching: Searching, input: SearchInput, now: string): SearchOutput => {
  const after: Place | undefined = placeIn(input);
  const { kind, filter, sort, limit } = input;
  const one = { searching, input, now };
  const page = { kind, filter, sort, now, limit: limit + 1, facets: countedColumns, ...(after ? { after } : {}) };
  const asTyped = understandAs(searching, kind, input.query);
  const found = ask(searching, { ...page, understood: asTyped });
  if (found.total >= ENOUGH) return { ...pageOf(one, asTyped, found), suggestions: [] };
  const { suggestions, correctedQuery } = advise(one, asTyped, found.total);
  const isUnread = found.total === 0 && asTyped.reads !== undefined && !areFew(searching, { kind, now });
  const note = isUnread ? ({ note: 'TOO_MANY_TO_READ' } as const) : {};
  if (correctedQuery === undefined) return { ...pageOf(one, asTyped, found), suggestions, ...note };
  const understood = understandAs(searching, kind, correctedQuery);
  return { ...pageOf(one, understood, ask(searching, { ...page, understood })), suggestions, correctedQuery };
};
