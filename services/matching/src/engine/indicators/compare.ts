import type { Measure } from './dimension.js';
import { exponentOf, isOf, isPlain, isSameDimension } from './dimension.js';
import type { Interval } from './intervals.js';
import { intervalOf, isCovering, isOver, isUnder, staysAbove, staysBelow } from './intervals.js';
import type { NameParts } from './names-alike.js';
import { MAYBE_SAME_NAME, SAME_NAME, nameFit, partsOf, wantedOf } from './names-alike.js';
import type { Figure } from './quantity.js';
import { measureOf } from './units.js';

/** Why a target could not be judged. MAY_REACH: the claim is open or too wide, so that it may meet the target or not. */
export const unknownReasons = ['NO_CLAIM', 'OTHER_DIMENSION', 'NAME_UNCLEAR', 'MAY_REACH', 'NOT_COMPARABLE'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** By how much the claim misses: `amount` in the target's unit, `share` of the target's bound (none where that is 0). */
export interface Gap {
  side: 'BELOW' | 'ABOVE';
  amount: number;
  share?: number;
}

export type Verdict = { target: Figure; claim?: Figure } & (
  { outcome: 'MEETS' } | { outcome: 'MISSES'; by: Gap } | { outcome: 'UNKNOWN'; reason: UnknownReason }
);

interface Read {
  figure: Figure;
  parts: NameParts;
  measure?: Measure;
}

/** Differences of temperatures have no zero point. */
const isDifference = (figure: Figure): boolean =>
  figure.change !== undefined ||
  figure.isTolerance === true ||
  /温差|温升|波动|偏差|误差|精度|均匀|difference|rise|deviation|accuracy|error/i.test(figure.name);

const readFigure = (figure: Figure): Read => {
  const measure = measureOf(figure.unit, figure.name);
  const plain = measure && isDifference(figure) ? { ...measure, offset: 0 } : measure;
  return { figure, parts: partsOf(figure.name), measure: plain };
};

const rounded = (value: number): number => Number(value.toPrecision(6));

const gap = (side: Gap['side'], base: number, target: { bound: number; measure: Measure }): Gap => {
  const amount = rounded(Math.abs(base / target.measure.factor));
  const bound = Math.abs((target.bound - target.measure.offset) / target.measure.factor);
  return bound === 0 ? { side, amount } : { side, amount, share: rounded(amount / bound) };
};

type Judged = { outcome: 'MEETS' } | { outcome: 'MISSES'; by: Gap } | { outcome: 'UNKNOWN'; reason: UnknownReason };

const meets: Judged = { outcome: 'MEETS' };
const unknown = (reason: UnknownReason): Judged => ({ outcome: 'UNKNOWN', reason });
const below = (claim: Interval, target: Interval, measure: Measure): Judged => ({
  outcome: 'MISSES',
  by: gap('BELOW', target.low - claim.high, { bound: target.low, measure }),
});
const above = (claim: Interval, target: Interval, measure: Measure): Judged => ({
  outcome: 'MISSES',
  by: gap('ABOVE', claim.low - target.high, { bound: target.high, measure }),
});

/** The claim must cover the wanted range; a target with one bound is covered where the claim reaches it. */
const judgeCover = (claim: Interval, target: Interval, measure: Measure): Judged => {
  const needsLow = target.low !== -Infinity;
  const needsHigh = target.high !== Infinity;
  if (needsLow && needsHigh && target.low !== target.high && claim.low === claim.high) return unknown('NOT_COMPARABLE');
  // "≥ 1000 ℃" of a resistance is how far it reaches, so its own open end says nothing against a wanted bound
  if (needsLow !== needsHigh) return needsLow ? reachUp(claim, target, measure) : reachDown(claim, target, measure);
  if (claim.low <= target.low && claim.high >= target.high)
    return claim.low === -Infinity || claim.high === Infinity ? unknown('MAY_REACH') : meets;
  if (claim.high < target.high && claim.high - target.high <= target.low - claim.low)
    return { outcome: 'MISSES', by: gap('BELOW', target.high - claim.high, { bound: target.high, measure }) };
  if (claim.low > target.low && claim.high !== Infinity)
    return { outcome: 'MISSES', by: gap('ABOVE', claim.low - target.low, { bound: target.low, measure }) };
  if (claim.high < target.high && claim.low !== -Infinity)
    return { outcome: 'MISSES', by: gap('BELOW', target.high - claim.high, { bound: target.high, measure }) };
  return unknown('MAY_REACH');
};

const reachUp = (claim: Interval, target: Interval, measure: Measure): Judged => {
  if (claim.high === Infinity) return staysAbove(claim, target) ? meets : unknown('MAY_REACH');
  return isUnder(claim, target) ? below(claim, target, measure) : meets;
};
const reachDown = (claim: Interval, target: Interval, measure: Measure): Judged => {
  if (claim.low === -Infinity) return staysBelow(claim, target) ? meets : unknown('MAY_REACH');
  return isOver(claim, target) ? above(claim, target, measure) : meets;
};

/** Every value that the claim allows must lie inside. */
const judgeInside = (claim: Interval, target: Interval, measure: Measure): Judged => {
  if (staysAbove(claim, target) && staysBelow(claim, target)) return meets;
  if (isUnder(claim, target)) return below(claim, target, measure);
  if (isOver(claim, target)) return above(claim, target, measure);
  return unknown('MAY_REACH');
};

const sameList = (target: Figure, claim: Figure, factor: number): Judged => {
  const wanted = target.values ?? [target.value];
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
  if (target.operator === 'SIZE') {
    const sides = claim.values ?? [];
    if (claim.operator !== 'SIZE' || sides.length !== wanted.length) return unknown('NOT_COMPARABLE');
    const at = wanted.findIndex((value, i) => !isNear(value, (sides[i] ?? 0) * factor));
    if (at < 0) return meets;
    const [want = 0, have = 0] = [wanted[at], (sides[at] ?? 0) * factor];
    const amount = rounded(Math.abs(want - have));
    return {
      outcome: 'MISSES',
      by: { side: have < want ? 'BELOW' : 'ABOVE', amount, ...(want === 0 ? {} : { share: rounded(amount / want) }) },
    };
  }
  const offered = claim.values ?? (claim.operator === 'EQ' || claim.operator === 'ABOUT' ? [claim.value] : undefined);
  if (claim.operator === 'SIZE') return unknown('NOT_COMPARABLE');
  const [low, high] = [claim.value * factor, (claim.upper ?? claim.value) * factor];
  const isOffered = (value: number): boolean =>
    offered ? offered.some((one) => isNear(value, one * factor)) : claim.operator === 'RANGE' && low <= value && value <= high;
  return wanted.every(isOffered) ? meets : unknown('NOT_COMPARABLE');
};

/** IP67: both digits are wanted at least. */
const judgeIngress = (target: Figure, claim: Figure): Judged => {
  const [a, b] = [target.value, claim.value].map((value) => [Math.floor(value / 10), value % 10] as const);
  if (!a || !b) return unknown('NOT_COMPARABLE');
  if (b[0] >= a[0] && b[1] >= a[1]) return meets;
  return { outcome: 'MISSES', by: { side: 'BELOW', amount: Math.max(a[0] - b[0], 0) * 10 + Math.max(a[1] - b[1], 0) } };
};

/** A bare value or range of what one wants more (or less) of is the least (or the most) that will do. */
const widened = (target: Read, interval: Interval): Interval => {
  const { operator, change } = target.figure;
  if (operator === 'GE' || operator === 'GT' || operator === 'LE' || operator === 'LT') return interval;
  const isShare = target.measure !== undefined && isPlain(target.measure);
  const wanted = change ? 'MORE' : wantedOf(target.parts, isShare);
  if (wanted === 'MORE') return { ...interval, high: Infinity };
  return wanted === 'LESS' ? { ...interval, low: -Infinity } : interval;
};

const judge = (target: Read, claim: Read): Judged => {
  const { measure } = target;
  if (!measure || !claim.measure) return unknown('NOT_COMPARABLE');
  if (isOf(measure, 'ingress')) return judgeIngress(target.figure, claim.figure);
  if (
    target.figure.operator === 'SET' ||
    target.figure.operator === 'SIZE' ||
    claim.figure.operator === 'SIZE' ||
    claim.figure.operator === 'SET'
  )
    return sameList(target.figure, claim.figure, claim.measure.factor / measure.factor);
  const wanted = intervalOf(target.figure, measure, true);
  const offered = intervalOf(claim.figure, claim.measure, false);
  if (!target.figure.change && isCovering(target.parts, measure) && !isDifference(target.figure))
    return judgeCover(offered, wanted, measure);
  return judgeInside(offered, widened(target, wanted), measure);
};

/** A multiple of something else (1.5倍) compares only with a multiple of the same. */
const isSameKind = (a: Figure, b: Figure): boolean => a.change === b.change;

const isDistinct = (measure: Measure | undefined): boolean =>
  measure !== undefined &&
  !isPlain(measure) &&
  !isOf(measure, 'count') &&
  !isOf(measure, 'time') &&
  exponentOf(measure, 'yuan') === 0;

const rank = { MEETS: 3, MISSES: 2, UNKNOWN: 1 } as const;

const verdictOn = (target: Read, claims: readonly Read[]): Verdict => {
  const fitting = claims.map((claim) => ({ claim, fit: nameFit(target.parts, claim.parts) }));
  const isComparable = (claim: Read): boolean =>
    target.measure !== undefined && claim.measure !== undefined && isSameDimension(target.measure, claim.measure);
  const judged = fitting
    .filter(({ claim, fit }) => fit >= SAME_NAME && isComparable(claim) && isSameKind(target.figure, claim.figure))
    .map(({ claim, fit }) => ({ claim, fit, verdict: judge(target, claim) }))
    .sort((a, b) => b.fit - a.fit || rank[b.verdict.outcome] - rank[a.verdict.outcome]);
  const best = judged[0];
  if (best) return { target: target.figure, claim: best.claim.figure, ...best.verdict };
  const named = fitting.filter(({ fit }) => fit >= SAME_NAME).sort((a, b) => b.fit - a.fit)[0];
  if (named) {
    const reason = isComparable(named.claim) ? 'NOT_COMPARABLE' : 'OTHER_DIMENSION';
    return { target: target.figure, claim: named.claim.figure, outcome: 'UNKNOWN', reason };
  }
  const unclear = fitting
    .filter(({ claim, fit }) => fit >= MAYBE_SAME_NAME && isComparable(claim) && isDistinct(target.measure))
    .sort((a, b) => b.fit - a.fit)[0];
  if (unclear) return { target: target.figure, claim: unclear.claim.figure, outcome: 'UNKNOWN', reason: 'NAME_UNCLEAR' };
  return { target: target.figure, outcome: 'UNKNOWN', reason: 'NO_CLAIM' };
};

/**
 * Each target beside the claim that speaks of the same quantity: by name (synonyms, the same head) and dimension. One verdict a target,
 * in their order; a claim may answer several targets. Pure and deterministic.
 */
export const compareIndicators = (targets: readonly Figure[], claims: readonly Figure[]): Verdict[] => {
  const read = claims.map(readFigure);
  return targets.map((target) => verdictOn(readFigure(target), read));
};

const worth = { NO_CLAIM: 0.25, OTHER_DIMENSION: 0.25, NAME_UNCLEAR: 0.35, MAY_REACH: 0.5, NOT_COMPARABLE: 0.35 } as const;
const NEARLY = 0.5;

const worthOf = (verdict: Verdict): number => {
  if (verdict.outcome === 'MEETS') return 1;
  if (verdict.outcome === 'UNKNOWN') return worth[verdict.reason];
  return NEARLY * Math.max(0, 1 - (verdict.by.share ?? 1));
};

/** 0–1, the mean over all targets: 1 met, less the more is missed, little for what nobody knows; 0 without any target. */
export const indicatorFit = (verdicts: readonly Verdict[]): number =>
  verdicts.length === 0 ? 0 : verdicts.reduce((sum, verdict) => sum + worthOf(verdict), 0) / verdicts.length;
