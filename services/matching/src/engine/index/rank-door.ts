import type { PairFeatures, TextModel } from '../model/text-model.js';
import type { Entry } from '../subject.js';
import type { TextVector } from '../text/text-vector.js';
import type { Dictionaries } from './columns.js';
import type { Workspace } from './first-stage.js';
import type { MatchSpace } from './matching-texts.js';
import type { Shelf } from './shelf.js';
import type { Vocabulary } from './vocabulary.js';

export interface RankRequest {
  vector: TextVector;
  /** So many of the best by the first-stage score are visited. */
  limit: number;
  /** Only first-stage scores of at least this; above 0 when left out. */
  least?: number;
  /** Asked only for places that may be among the best. */
  accepts?(place: number): boolean;
}

/** Exact features of the pair and its first-stage score. The features are good after the visit too. */
export type VisitPair = (place: number, features: PairFeatures, preselected: number) => void;

/** The parts of an index, for what is built on it. */
export interface TextIndex<E extends Entry = Entry> {
  readonly model: TextModel;
  vocabulary: Vocabulary;
  shelves: [Shelf, Shelf];
  dictionaries: Dictionaries;
  readonly space: Workspace;
  readonly matches: MatchSpace;
  /** Only to carry the type of the records. */
  readonly record?: E;
}
