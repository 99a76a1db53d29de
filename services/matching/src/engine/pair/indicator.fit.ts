import type { Fit } from './fit.js';
import { lacking } from './fit.js';

/** How far the demand's targets are met; it weighs as much as the part of them that could be judged, so that saying nothing never pays. */
export const indicatorFit: Fit = {
  name: 'indicators',
  isGiven: () => true,
  compare: (pair) => pair.numbers().fit,
  share: (pair) => pair.numbers().judged,
  tell: (pair) => {
    const count = (verdict: string): number => pair.numbers().verdicts.filter((one) => one.verdict === verdict).length;
    const values = { met: count('MEETS'), missed: count('MISSES'), unknown: count('UNKNOWN') };
    return [{ code: 'INDICATORS_COMPARED', values }];
  },
  missing: (pair) => {
    const { hasTargets, hasClaims } = pair.numbers();
    return lacking([hasTargets, 'DEMAND_INDICATORS'], [hasClaims, 'LISTING_INDICATORS']);
  },
};
