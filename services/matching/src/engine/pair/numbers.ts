import type { IndicatorVerdict } from '@lastmile/protocol';
import type { Verdict } from '../indicators/compare.js';
import { compareIndicators, indicatorFit } from '../indicators/compare.js';
import { parseIndicators } from '../indicators/parse.js';
import type { Figure } from '../indicators/quantity.js';
import { compactVerdict } from '../indicators/render.js';
import { fromStructured, isMoney } from '../indicators/structured.js';
import { isTarget } from '../indicators/target.js';
import type { Subject } from '../subject.js';

/** The demand's targets against the listing's claims. */
export interface Numbers {
  /** What is judged first, then what is not; each in the order of the targets. */
  verdicts: readonly IndicatorVerdict[];
  /** 0–1 over the targets that could be judged; undefined when none could. */
  fit: number | undefined;
  /** Which part of the targets could be judged. */
  judged: number;
  hasTargets: boolean;
  hasClaims: boolean;
}

/** A figure of a record, and whether it says how good something shall be: each that the record gives as an indicator, and those of its text that do. */
export interface RecordFigure extends Figure {
  isTarget: boolean;
}

/** All figures of a record: those it gives as such, and those in its text. */
export type Figures = readonly RecordFigure[];

/** Longer lists are price lists and tables, not targets. */
const MOST_FIGURES = 40;

const isSame = (a: Figure, b: Figure): boolean => a.name === b.name || (a.value === b.value && a.unit === b.unit);

/** Prices and budgets are compared by a component of their own; what a record gives as an indicator is not read from its text again. */
export const figuresOf = ({ title, body, indicators }: Subject): Figures => {
  const given = indicators.map(fromStructured);
  const read = parseIndicators(`${title}\n${body}`).filter(
    (figure) => !isMoney(figure) && !given.some((one) => isSame(one, figure)),
  );
  const targets = given.map((figure) => ({ ...figure, isTarget: true }));
  return [...targets, ...read.map((figure) => ({ ...figure, isTarget: isTarget(figure) }))].slice(0, MOST_FIGURES);
};

const isJudged = (verdict: Verdict): boolean => verdict.outcome !== 'UNKNOWN' || verdict.reason === 'MAY_REACH';

export const compareNumbers = (claims: Figures, figures: Figures): Numbers => {
  const targets = figures.filter((figure) => figure.isTarget && figure.name !== '');
  const all = targets.length === 0 ? [] : compareIndicators(targets, claims);
  const judged = all.filter(isJudged);
  return {
    verdicts: [...judged, ...all.filter((one) => !isJudged(one))].map(compactVerdict),
    fit: judged.length === 0 ? undefined : indicatorFit(judged),
    judged: judged.length / (all.length || 1),
    hasTargets: targets.length > 0,
    hasClaims: claims.length > 0,
  };
};
