import type { PairFeatures } from './text-model.js';

/**
 * Two texts of different scripts that share but one word of a title, however rare, are no strong pair: their score stays below the weak
 * ones' and grows with the part of a title, of whichever is said more in the other text, up to here.
 */
const ENOUGH = 0.8;
const LEAST = 0.25;
export const mostAcross = ({ listingShare, demandShare }: PairFeatures): number =>
  LEAST + (1 - LEAST) * Math.min(1, Math.max(listingShare, demandShare) / ENOUGH);
