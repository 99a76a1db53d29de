import type { PairFeatures } from './text-model.js';

/** Two texts of different scripts that share but one word, however rare, are no strong pair: below this share of a title the score is cut. */
const ENOUGH = 0.4;
const LEAST = 0.3;
export const mostAcross = ({ listingShare, demandShare }: PairFeatures): number =>
  LEAST + (1 - LEAST) * Math.min(1, Math.min(listingShare, demandShare) / ENOUGH);
