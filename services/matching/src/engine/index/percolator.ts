import type { Term } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import type { ColumnValues } from './columns.js';
import { meetsFilters } from './entry-filters.js';
import type { PostingLists } from './posting-lists.js';
import { createReader, nextChunk, openList } from './list-reader.js';
import { addPosting, createPostingLists, postingsOf, reserveLists } from './posting-lists.js';
import { resized, roomFor } from './growing.js';
import type { Clause, Filters, SearchRequest, Side } from './search-door.js';
import { createTermNumbers, numberOfTerm, numberTerm } from './term-numbers.js';
import type { TermNumbers } from './term-numbers.js';

export type StandingQuery = Pick<SearchRequest, 'clauses' | 'filters'>;

/** Standing queries, each under the rarest of what it needs, so that a text is held only against those it may meet. */
export interface Percolator {
  /** Holds the query, or another one in its place. */
  put(key: string, side: Side, query: StandingQuery): void;
  remove(key: string): void;
  readonly size: number;
  /** Keys of all queries for that side whose clauses and filters the text meets, as a search would find it, in no order. */
  match(side: Side, text: { vector: TextVector; values: ColumnValues }): string[];
}

/** Most queries that may be held at once. */
const MOST_QUERIES = 1 << 22;
const LEAST_DEAD = 1_000;

interface Shelf {
  lists: PostingLists;
  /** Queries without a term to hold them under. */
  open: Set<number>;
}

interface State {
  numbers: TermNumbers;
  shelves: readonly [Shelf, Shelf];
  /** Clauses of all queries, one behind the other: what is said of the query, how many, and of each its kind, how many terms, and these. */
  pool: Int32Array;
  end: number;
  /** Where the query's clauses begin, by number. */
  starts: Int32Array;
  keys: (string | undefined)[];
  sides: Side[];
  filters: (Filters | undefined)[];
  queries: Map<string, number>;
}

const newShelf = (): Shelf => ({ lists: createPostingLists(), open: new Set() });
const newState = (): State => ({
  numbers: createTermNumbers(),
  shelves: [newShelf(), newShelf()],
  pool: new Int32Array(1 << 10),
  end: 0,
  starts: new Int32Array(1 << 10),
  keys: [],
  sides: [],
  filters: [],
  queries: new Map(),
});

/** What is said of a query: it is gone; it has filters too; it may be come upon more than once; it only wants each of its terms. */
const [GONE, FILTERED, REPEATED, PLAIN] = [1, 2, 4, 8];

const occurs = ['must', 'should', 'not'] as const;
const [MUST, SHOULD, NOT] = [0, 1, 2];

const isPlain = ({ occur, terms }: Clause): boolean => occur === 'must' && terms.length === 1;

const addClauses = (state: State, clauses: readonly Clause[], about: number): number => {
  const needed = state.end + clauses.reduce((sum, { terms }) => sum + 2 + terms.length, 2);
  if (needed > state.pool.length) state.pool = resized(state.pool, roomFor(needed, state.pool.length));
  const start = state.end;
  const { pool } = state;
  pool[state.end++] = about;
  pool[state.end++] = clauses.length;
  for (const { occur, terms } of clauses) {
    pool[state.end++] = occurs.indexOf(occur);
    pool[state.end++] = terms.length;
    for (const { term } of terms) pool[state.end++] = numberTerm(state.numbers, term);
  }
  return start;
};

type Frequency = (side: Side, term: Term) => number;

/** The clauses with the rarest `must` first, so that most queries fail at the first look. */
const rarestFirst = (clauses: readonly Clause[], frequency: (term: Term) => number): Clause[] => {
  const cost = ({ occur, terms }: Clause): number =>
    occur === 'must' ? terms.reduce((sum, { term }) => sum + frequency(term), 0) : Number.POSITIVE_INFINITY;
  return clauses
    .map((clause) => ({ clause, cost: cost(clause) }))
    .sort((a, b) => (a.cost === b.cost ? 0 : a.cost - b.cost))
    .map(({ clause }) => clause);
};

/** The terms one of which a text must have: those of the rarest `must`, or else of all `should` clauses. */
const signature = (sorted: readonly Clause[]): Term[] | undefined => {
  const termsOf = ({ terms }: Clause): Term[] => terms.map(({ term }) => term);
  const [first] = sorted;
  if (first?.occur === 'must') return termsOf(first);
  const shoulds = sorted.filter(({ occur }) => occur === 'should');
  return shoulds.length === 0 ? undefined : shoulds.flatMap(termsOf);
};

/** The low bits of a second term that a text must have too, when there is one; kept beside the query's number. */
const SECOND = 1023;
const secondOf = ({ numbers }: State, [, second]: readonly Clause[], first: Term): number => {
  const isNeeded = second?.occur === 'must' && second.terms.length === 1;
  return numberOfTerm(numbers, isNeeded ? second.terms[0]!.term : first) & SECOND;
};

/** What meeting the clauses of one query needs to know: the text's mark of each term's number. */
interface Marks {
  stamps: Uint32Array;
  stamp: number;
}

const meetsAll = ({ pool }: State, start: number, { stamps, stamp }: Marks): boolean => {
  for (let left = pool[start + 1]!, at = start + 4; left > 0; left -= 1, at += 3) if (stamps[pool[at]!] !== stamp) return false;
  return true;
};

const meetsClauses = ({ pool }: State, start: number, { stamps, stamp }: Marks): boolean => {
  let at = start + 2;
  let [isMustThere, isShouldThere, isShouldMet] = [false, false, false];
  for (let left = pool[start + 1]!; left > 0; left -= 1) {
    const occur = pool[at]!;
    const end = at + 2 + pool[at + 1]!;
    let isMet = false;
    for (at += 2; at < end; at += 1)
      if (stamps[pool[at]!] === stamp) {
        isMet = true;
        break;
      }
    at = end;
    if (occur === MUST && !isMet) return false;
    if (occur === NOT && isMet) return false;
    isMustThere ||= occur === MUST;
    isShouldThere ||= occur === SHOULD;
    isShouldMet ||= occur === SHOULD && isMet;
  }
  return isMustThere || !isShouldThere || isShouldMet;
};

const hold = (
  state: State,
  key: string,
  { side, query, frequency }: { side: Side; query: StandingQuery; frequency: Frequency },
): void => {
  const number = state.keys.length;
  if (number >= MOST_QUERIES) throw new RangeError(`at most ${MOST_QUERIES} standing queries`);
  const clauses = rarestFirst(query.clauses, (term) => frequency(side, term));
  const terms = signature(clauses);
  const isRepeated = (terms?.length ?? 0) > 1;
  const isSimple = clauses.length > 0 && clauses.every(isPlain);
  const about = (query.filters ? FILTERED : 0) | (isRepeated ? REPEATED : 0) | (isSimple ? PLAIN : 0);
  if (number >= state.starts.length) state.starts = resized(state.starts, roomFor(number + 1, state.starts.length));
  state.starts[number] = addClauses(state, clauses, about);
  state.keys.push(key);
  state.sides.push(side);
  state.filters.push(query.filters);
  state.queries.set(key, number);
  const { lists, open } = state.shelves[side];
  if (!terms) open.add(number);
  reserveLists(lists, state.numbers.size);
  for (const term of new Set(terms))
    addPosting(lists, numberOfTerm(state.numbers, term), ((number << 10) | secondOf(state, clauses, term)) >>> 0);
};

const clausesOf = (state: State, number: number): Clause[] => {
  const { pool } = state;
  let at = state.starts[number]! + 2;
  return Array.from({ length: pool[at - 1]! }, () => {
    const occur = occurs[pool[at]!]!;
    const terms = Array.from(pool.subarray(at + 2, at + 2 + pool[at + 1]!), (term) => ({ term: state.numbers.keys[term]! }));
    at += 2 + terms.length;
    return { occur, terms };
  });
};

/** The living queries anew, without what the dead left behind. */
const rebuilt = (state: State, frequency: Frequency): State => {
  const next = newState();
  for (const [key, number] of state.queries) {
    const query = { clauses: clausesOf(state, number), filters: state.filters[number] };
    hold(next, key, { side: state.sides[number]!, query, frequency });
  }
  return next;
};

const dropFrom = (state: State, key: string): void => {
  const number = state.queries.get(key);
  if (number === undefined) return;
  state.queries.delete(key);
  state.shelves[state.sides[number]!].open.delete(number);
  state.keys[number] = state.filters[number] = undefined;
  state.pool[state.starts[number]!]! |= GONE;
};

/** `frequency` tells how common a term is among the texts: it decides only how fast a match is. */
export const createPercolator = (frequency: Frequency): Percolator => {
  let state = newState();
  let stamps = new Uint32Array(1 << 10);
  let seen = new Uint32Array(1 << 10);
  const seconds = new Uint32Array(SECOND + 1);
  let stamp = 0;
  const reader = createReader();
  const reserve = (): void => {
    if (stamps.length < state.numbers.size) stamps = resized(stamps, roomFor(state.numbers.size, stamps.length));
    if (seen.length < state.keys.length) seen = resized(seen, roomFor(state.keys.length, seen.length));
  };
  return {
    put: (key, side, query) => {
      dropFrom(state, key);
      if (state.keys.length > LEAST_DEAD + 2 * state.queries.size) state = rebuilt(state, frequency);
      hold(state, key, { side, query, frequency });
    },
    remove: (key) => dropFrom(state, key),
    get size() {
      return state.queries.size;
    },
    match: (side, { vector, values }) => {
      reserve();
      stamp += 1;
      const { lists, open } = state.shelves[side];
      const keys: string[] = [];
      const marks = { stamps, stamp };
      const consider = (number: number): void => {
        const start = state.starts[number]!;
        const about = state.pool[start]!;
        if ((about & GONE) !== 0) return;
        if ((about & REPEATED) !== 0) {
          if (seen[number] === stamp) return;
          seen[number] = stamp;
        }
        if (!((about & PLAIN) !== 0 ? meetsAll(state, start, marks) : meetsClauses(state, start, marks))) return;
        if ((about & FILTERED) === 0 || meetsFilters(values, state.filters[number]!)) keys.push(state.keys[number]!);
      };
      const held: number[] = [];
      for (const term of vector.terms) {
        const number = numberOfTerm(state.numbers, term);
        if (number < 0) continue;
        stamps[number] = stamp;
        seconds[number & SECOND] = stamp;
        if (postingsOf(lists, number) > 0) held.push(number);
      }
      for (const number of held) {
        openList(reader, lists, number);
        while (nextChunk(reader, lists))
          for (let at = 0; at < reader.length; at += 1)
            if (seconds[reader.postings[at]! & SECOND] === stamp) consider(reader.postings[at]! >>> 10);
      }
      open.forEach(consider);
      return keys;
    },
  };
};
