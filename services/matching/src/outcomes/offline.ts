import type { RankingOutcome } from '@lastmile/protocol';
import { PROPOSAL_LEVEL } from '../match/match.decider.js';
import type { ExportedOutcome } from './outcome-rows.js';
import { outcomeOf } from './ranking-outcomes.js';

export interface RatedNow {
  score: number;
  level: number;
}

/**
 * What a ranking would have made of the recorded proposals: nDCG and level mix over all of them, the counts and the decline mix over those
 * that it would have proposed too. It can say nothing of pairs that the recorded ranking never proposed.
 */
export const offlineOutcome = (
  ranking: RankingOutcome['ranking'],
  rows: readonly ExportedOutcome[],
  rate: (row: ExportedOutcome) => RatedNow,
): RankingOutcome => {
  const rated = rows.map((row) => ({ ...row, ...rate(row) }));
  const { ndcg10, levels } = outcomeOf(ranking, rated);
  const proposed = rated.filter(({ level }) => level >= PROPOSAL_LEVEL);
  return { ...outcomeOf(ranking, proposed), ndcg10, levels };
};

/** As it was recorded, by whichever rankings. */
export const recordedOutcome = (rows: readonly ExportedOutcome[]): RankingOutcome => {
  const names = (part: keyof RankingOutcome['ranking']): string =>
    [...new Set(rows.map(({ ranking }) => ranking[part]))].sort().join(' + ');
  const ranking = {
    engineVersion: names('engineVersion'),
    modelVersion: names('modelVersion'),
    policyVersion: names('policyVersion'),
  };
  return outcomeOf(ranking, rows);
};
