import type { Term } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';

/** Terms fall into groups that have cosines of their own: what the characters say, what the words say, what is said across the scripts. */
export const CHARACTERS = 0;
export const WORDS = 1;
export const ACROSS = 2;
export const GROUPS = 3;

/** One number for each group, in the order of the groups. */
export type ByGroup = readonly [number, number, number];

/** The lengths of a text's weighted vector. A length without terms is 0. */
export interface Norms {
  title: ByGroup;
  whole: ByGroup;
}

/**
 * What a model sees of a pair. With w(t) the weight of a term and c(n) = `countWeight[n]`, a cosine of a group is
 * Σ w(t)² c(count in a) c(count in b) / (norm a × norm b) over the shared terms of the group, and 0 when a norm is 0.
 * Texts of one script share terms of the groups CHARACTERS and WORDS (`groupOf`), ACROSS is 0. Texts of different scripts share only
 * what `acrossOf` maps from one to the other, in the group ACROSS; the others are 0.
 * A share is Σ w(t)² over the terms of one title that the other text has anywhere, divided by Σ w(t)² of that title, all groups together (ACROSS alone between scripts).
 */
export interface PairFeatures {
  /** Whether the texts are of different scripts. */
  isAcross: boolean;
  title: ByGroup;
  whole: ByGroup;
  /** Share of the listing's title that the demand's whole text has. */
  listingShare: number;
  /** Share of the demand's title that the listing's whole text has. */
  demandShare: number;
  /** Cosines of the dense vectors, -1–1; 0 without them. */
  denseTitle: number;
  denseWhole: number;
}

/** How well two texts fit. */
export interface TextFit {
  /** 0–1, calibrated: `levelThresholds` of the rating cut it into the levels. */
  score: number;
  /** Readings of the components, 0–1 each, rising with the similarities they are made of: how alike titles and whole texts are in their words, and how related they are beyond shared words. */
  title: number;
  body: number;
  related: number;
  /** What each component gave to the score; they add up to it. */
  parts: { title: number; body: number; related: number };
}

/**
 * What is known about terms from a background of texts, never from what is indexed now: a pair's score depends on its two texts, the model
 * and nothing else. Deterministic and pure.
 */
export interface TextModel {
  /** 'hand-1', or 'trained-<date>-<8 hex digits of the file>' */
  readonly version: string;
  /** Group of the term between texts of one script; undefined for terms that are met across scripts only (GLOSS). */
  groupOf(term: Term): number | undefined;
  /** Weight of a term beside others: rarity times weight of its kind, > 0, at most 16. The same for `term` and `acrossOf(term)`. */
  weightOf(term: Term): number;
  normsOf(vector: TextVector): Norms;
  /** 0 when the model has no dense vectors. */
  readonly dimensions: number;
  /** Dense vector of unit length times 127, or all zeros when nothing is known of the text. */
  embed(vector: TextVector, part: 'title' | 'whole'): Int8Array;
  /** What one term of a text is before its weight where `embed` adds it up; undefined when nothing is known of it. */
  meaningOf?(term: Term, isHan: boolean): Float64Array | undefined;
  /**
   * First stage: Σ over the groups of preselection.title × title cosine + preselection.whole × whole cosine orders well enough that the
   * first few hundred hold the final ten.
   */
  readonly preselection: { title: ByGroup; whole: ByGroup };
  /** What each component of the text fit weighs; they add up to 1, and each part is its weight times its component. */
  readonly textWeights: { title: number; body: number; related: number };
  /** What `related` reads when nothing speaks for or against it: most texts that have nothing to do with each other are near it. */
  unrelated(isAcross: boolean): number;
  /** Monotone in every cosine and share. */
  textFit(features: PairFeatures): TextFit;
}
