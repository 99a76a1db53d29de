import type { IndicatorVerdict } from '@lastmile/protocol';
import type { StructuredIndicator, Subject } from '../subject.js';

/** The demand's targets against the listing's claims. */
export interface Numbers {
  verdicts: readonly IndicatorVerdict[];
  /** 0–1; undefined when no target could be compared. */
  fit: number | undefined;
  hasTargets: boolean;
  hasClaims: boolean;
}

/** All figures of a record: those it gives as such, and those in its text. */
export type Figures = readonly StructuredIndicator[];

export const figuresOf = ({ indicators }: Subject): Figures => indicators;

const same = (a: string, b: string): boolean => a.includes(b) || b.includes(a);

export const compareNumbers = (claims: Figures, targets: Figures): Numbers => {
  const claimed = targets.filter(({ name }) => claims.some((claim) => same(claim.name, name)));
  const fit = targets.length > 0 && claims.length > 0 ? claimed.length / targets.length : undefined;
  return { verdicts: [], fit, hasTargets: targets.length > 0, hasClaims: claims.length > 0 };
};
