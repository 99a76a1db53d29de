import type { Documents } from '@lastmile/documents';
import { reject } from '@lastmile/protocol';
import type { Actor, OutputOf, matchingMessages } from '@lastmile/protocol';
import { isOverseer } from '../projections/overseers.js';
import { matchOutcomesCollection } from './match-outcomes.projection.js';
import type { MatchOutcome } from './match-outcomes.projection.js';
import { rankingOutcomesOf } from './ranking-outcomes.js';
import type { OutcomeRow } from './ranking-outcomes.js';

/** Small pages: reading one must not hold up the process for long. */
const PAGE = 200;

/** All outcomes, in the order of their ids, some at a time. */
export const outcomesIn = (documents: Documents): AsyncGenerator<MatchOutcome[]> =>
  documents.collection(matchOutcomesCollection).pages({ limit: PAGE });

const rowOf = ({ ranking, listingId, demandId, score, level, outcome, declined, proposedAt }: MatchOutcome): OutcomeRow => ({
  ranking,
  listingId,
  demandId,
  score,
  level,
  outcome,
  reason: declined?.reason,
  proposedAt,
});

/** The outcome log in figures; for overseers. */
export const rankingOutcomes = async (
  documents: Documents,
  actor: Actor,
): Promise<OutputOf<typeof matchingMessages.rankingOutcomes>> => {
  if (!isOverseer(actor)) throw reject('NOT_ALLOWED');
  const rows: OutcomeRow[] = [];
  for await (const page of outcomesIn(documents)) rows.push(...page.map(rowOf));
  return { rankings: rankingOutcomesOf(rows) };
};
