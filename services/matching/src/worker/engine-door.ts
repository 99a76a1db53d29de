import type { Constraint, Explanation, Quality } from '@lastmile/protocol';
import type { SearchCalls } from '../search/search-calls.js';
import type { Meaning } from '../embedding/meaning.js';
import type { Kind } from '../engine/subject.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { AssessInput } from '../quality/assessor.js';

/** What is told of a record beside a rating; its text stays behind the door. */
export type PairSide = Pick<
  IndexedEntry,
  'id' | 'revision' | 'organisationId' | 'title' | 'isAnonymous' | 'price' | 'budget' | 'readinessLevel'
>;

export interface PairIds {
  listingId: string;
  demandId: string;
}

/** A pair with its rating, and what keeps it apart. */
export interface RatedPair {
  listing: PairSide;
  demand: PairSide;
  /** 0–1, four decimals. */
  score: number;
  /** 1–4 */
  level: number;
  constraints: Constraint[];
  /** What a model of sentence embeddings said, when it was asked: it is part of the score. */
  meaning?: Meaning;
}

export interface ExplainedPair extends RatedPair {
  explanation: Explanation;
}

export interface ConsiderOptions {
  /** Decides what is over; ISO, UTC. */
  now: string;
  limit: number;
  /** Leaves out what is below this level. */
  minLevel: number;
}

/** Both lists best first, equal scores by the other record's id. */
export interface Considered {
  /** The best that no constraint keeps apart. */
  candidates: RatedPair[];
  /** Those that a constraint keeps out of the best. */
  blocked: RatedPair[];
}

export interface PreviewInput {
  /** What is ranked. */
  kind: Kind;
  title: string;
  text: string;
  limit: number;
  now: string;
}

export interface Previewed extends Pick<IndexedEntry, 'id' | 'title' | 'organisationId' | 'isAnonymous'> {
  score: number;
  level: number;
  explanation: Explanation;
}

/** Which side of a pair is not in the index. */
export interface AbsentPair extends PairIds {
  listing: boolean;
  demand: boolean;
}

/** Two records of one kind. */
export interface Neighbours {
  kind: Kind;
  id: string;
  otherId: string;
}

/**
 * The engine as the service sees it, wherever it runs. Arguments and results are plain data that can be cloned to another thread; a call
 * does the whole of what one fact or one question needs.
 */
export interface EngineDoor extends SearchCalls {
  /** Adds the entry, or replaces the one with its kind and id. */
  put(entry: IndexedEntry): Promise<void>;
  remove(kind: Kind, id: string): Promise<void>;
  get(kind: Kind, id: string): Promise<IndexedEntry | undefined>;
  size(kind: Kind): Promise<number>;
  /** Ids and revisions from a place on, in no special order; `next` is the place to go on from. */
  listed(kind: Kind, from: number, limit: number): Promise<{ items: Pick<IndexedEntry, 'id' | 'revision'>[]; next?: number }>;
  /** The best partners of an entry, which need not be in the index. */
  consider(entry: IndexedEntry, options: ConsiderOptions): Promise<Considered>;
  /** Pairs of which a side is not in the index are left out. */
  ratePairs(pairs: readonly PairIds[], now: string): Promise<RatedPair[]>;
  /** Undefined when a side is not in the index. */
  explainPair(pair: PairIds, now: string): Promise<ExplainedPair | undefined>;
  /** Why pairs are rated as they are, in the order asked; costs ten times a rating. Undefined where a side is not in the index. */
  explain(pairs: readonly PairIds[], now: string): Promise<(Explanation | undefined)[]>;
  /** Ranks what is valid now for a text that is kept nowhere. */
  preview(input: PreviewInput): Promise<Previewed[]>;
  /** Those of the pairs of which a side is not in the index, and which one. */
  absent(pairs: readonly PairIds[]): Promise<AbsentPair[]>;
  /** How alike the texts of two records are, 0–1, in the order asked; 0 when one is not in the index. */
  likeness(pairs: readonly Neighbours[]): Promise<number[]>;
  /** How good a draft is, and which records of the index say nearly the same. */
  assess(input: AssessInput): Promise<Quality>;
}

/** The other side of the market. */
export const otherKind = (kind: Kind): Kind => (kind === 'LISTING' ? 'DEMAND' : 'LISTING');
