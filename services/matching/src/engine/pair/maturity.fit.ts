import type { Evidence } from '@lastmile/protocol';
import type { Subject } from '../subject.js';
import type { Fit } from './fit.js';
import { lacking } from './fit.js';

/** By how many levels apart (GB/T 22900, levels 1–9): one is made good while a contract runs, three are a project of their own. */
const byDistance = [1, 0.6, 0.3] as const;
const near = (distance: number): number => byDistance[Math.max(0, distance)] ?? 0;

/**
 * What a mode usually takes when the demand names no level: an assignment or a licence is of existing, usable technology (Civil Code, Arts. 862
 * and 863), shown in operation at least; development begins where technology is not mastered yet (Art. 851).
 */
const usualFor: Readonly<Record<string, { from: number } | { to: number }>> = {
  ASSIGNMENT: { from: 7 },
  LICENCE: { from: 7 },
  EQUITY_CONTRIBUTION: { from: 7 },
  DEVELOPMENT_COMMISSIONED: { to: 6 },
  DEVELOPMENT_COOPERATIVE: { to: 6 },
};

interface Suited {
  mode: string;
  score: number;
  usual: number;
  isEarly: boolean;
}

const suitOf = (reached: number, mode: string): Suited | undefined => {
  const range = usualFor[mode];
  if (!range) return undefined;
  const isLowBound = 'from' in range;
  const usual = isLowBound ? range.from : range.to;
  return { mode, usual, isEarly: isLowBound, score: near(isLowBound ? usual - reached : reached - usual) };
};

/** The wanted mode that suits best; the first of equals. */
const bestSuit = (reached: number, { modes }: Subject): Suited | undefined =>
  modes
    .flatMap((mode) => suitOf(reached, mode) ?? [])
    .reduce<Suited | undefined>((best, one) => (best && best.score >= one.score ? best : one), undefined);

const tellSuit = (reached: number, suit: Suited): Evidence => {
  const { mode, usual, isEarly, score } = suit;
  if (score === 1) return { code: 'READINESS_SUITS_MODE', values: { reached, mode } };
  return { code: isEarly ? 'READINESS_EARLY_FOR_MODE' : 'READINESS_LATE_FOR_MODE', values: { reached, mode, usual } };
};

const tellWanted = (reached: number, wanted: number): Evidence =>
  reached >= wanted
    ? { code: 'READINESS_REACHED', values: { reached, wanted } }
    : { code: 'READINESS_BELOW', values: { reached, wanted, below: wanted - reached } };

/** The wanted level reached 1, one below 0.6, two 0.3; without a wanted level by what the wanted modes usually take, in the same steps. */
export const maturityFit: Fit = {
  name: 'maturity',
  isGiven: ({ readinessLevel, modes }) => readinessLevel !== undefined || modes.length > 0,
  compare: ({ listing: { readinessLevel: reached }, demand }) => {
    if (reached === undefined) return undefined;
    return demand.readinessLevel === undefined ? bestSuit(reached, demand)?.score : near(demand.readinessLevel - reached);
  },
  tell: ({ listing: { readinessLevel: reached = 0 }, demand }) => {
    if (demand.readinessLevel !== undefined) return [tellWanted(reached, demand.readinessLevel)];
    const suit = bestSuit(reached, demand);
    return suit ? [tellSuit(reached, suit)] : [];
  },
  missing: ({ listing }) => lacking([listing.readinessLevel !== undefined, 'LISTING_READINESS']),
};
