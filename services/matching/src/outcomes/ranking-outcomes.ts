import { declineReasons } from '@lastmile/protocol';
import type { DeclineReason, RankingOutcome } from '@lastmile/protocol';
import type { Outcome } from './match-outcomes.projection.js';

/** What the figures are made of. */
export interface OutcomeRow {
  ranking: RankingOutcome['ranking'];
  listingId: string;
  demandId: string;
  score: number;
  level: number;
  outcome: Outcome;
  reason?: DeclineReason;
  /** ISO, UTC. */
  proposedAt: string;
}

type Ranked = Pick<OutcomeRow, 'listingId' | 'score' | 'outcome'>;

/** What a pair was worth to its parties; one that a constraint ended says nothing. */
const gains: Readonly<Record<Outcome, number | undefined>> = {
  INTRODUCED: 3,
  INTENT: 2,
  OPEN: 1,
  DECLINED: 0,
  CLOSED: undefined,
};

const AT = 10;
const discounted = (values: readonly number[]): number =>
  values.slice(0, AT).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);

/** Of one demand, in the order of the scores; undefined when no party said anything, or when nothing is worth anything. */
const ndcgOf = (rows: readonly Ranked[]): number | undefined => {
  const told = rows.flatMap(({ outcome, ...row }) => {
    const gain = gains[outcome];
    return gain === undefined ? [] : [{ ...row, outcome, gain }];
  });
  if (!told.some(({ outcome }) => outcome !== 'OPEN')) return undefined;
  const ranked = told.toSorted((a, b) => b.score - a.score || (a.listingId < b.listingId ? -1 : 1)).map(({ gain }) => gain);
  const ideal = discounted(ranked.toSorted((a, b) => b - a));
  return ideal > 0 ? discounted(ranked) / ideal : undefined;
};

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const meanNdcg = (rows: readonly (Ranked & { demandId: string })[]): number | null => {
  const values = [...Map.groupBy(rows, ({ demandId }) => demandId).values()].flatMap((ofDemand) => ndcgOf(ofDemand) ?? []);
  return values.length > 0 ? rounded(values.reduce((sum, value) => sum + value, 0) / values.length) : null;
};

const share = (part: number, whole: number): number => (whole > 0 ? rounded(part / whole) : 0);

/** Figures of the proposals of one ranking, of which there is at least one. */
export const outcomeOf = (
  ranking: RankingOutcome['ranking'],
  rows: readonly Omit<OutcomeRow, 'ranking' | 'proposedAt'>[],
): RankingOutcome => {
  const count = (outcome: Outcome): number => rows.filter((row) => row.outcome === outcome).length;
  const declined = count('DECLINED');
  const levels = [4, 3, 2, 1].map((level) => ({ level, pairs: rows.filter((row) => row.level === level).length }));
  const declines = declineReasons.map((reason) => ({ reason, pairs: rows.filter((row) => row.reason === reason).length }));
  return {
    ranking,
    proposed: rows.length,
    intents: count('INTENT') + count('INTRODUCED'),
    introduced: count('INTRODUCED'),
    declined,
    closed: count('CLOSED'),
    ndcg10: meanNdcg(rows),
    levels: levels.map((one) => ({ ...one, share: share(one.pairs, rows.length) })),
    declines: declines.filter(({ pairs }) => pairs > 0).map((one) => ({ ...one, share: share(one.pairs, declined) })),
  };
};

const keyOf = ({ engineVersion, modelVersion, policyVersion }: RankingOutcome['ranking']): string =>
  [engineVersion, modelVersion, policyVersion].join(' ');

const newest = (rows: readonly OutcomeRow[]): string =>
  rows.reduce((last, { proposedAt }) => (proposedAt > last ? proposedAt : last), '');

/** Figures by ranking, the one that proposed last first. */
export const rankingOutcomesOf = (rows: readonly OutcomeRow[]): RankingOutcome[] =>
  [...Map.groupBy(rows, ({ ranking }) => keyOf(ranking)).values()]
    .sort((a, b) => (newest(a) > newest(b) ? -1 : 1))
    .flatMap((ofRanking) => (ofRanking[0] ? [outcomeOf(ofRanking[0].ranking, ofRanking)] : []));
