import type { Documents } from '@lastmile/documents';
import type { DeclineReason } from '@lastmile/protocol';
import type { Subject } from '../engine/subject.js';
import type { MatchOutcome } from './match-outcomes.projection.js';
import { outcomesIn } from './outcomes.queries.js';
import type { OutcomeRow } from './ranking-outcomes.js';
import { subjectOf } from './retired-texts.js';

/** A line of the exported log: a proposal, what became of it, and what both records said, without who they are. */
export interface ExportedOutcome extends OutcomeRow {
  position?: number;
  /** The verdict as a judge's level, 4 strong to 1 none; left out where the outcome says nothing about the fit of the texts. */
  judged?: number;
  title: string;
  text: string;
  listingTitle: string;
  listingText: string;
  listing: Subject;
  demand: Subject;
}

/** What a decline says about the fit; price, capacity and secrecy say nothing. */
const judgedBy: Readonly<Partial<Record<DeclineReason, number>>> = {
  WRONG_FIELD: 1,
  NO_ADVANTAGE_SHOWN: 2,
  DESCRIPTION_UNCLEAR: 2,
  TOO_EARLY: 2,
  OTHER: 2,
};

export const judgedOf = ({ outcome, declined }: Pick<MatchOutcome, 'outcome' | 'declined'>): number | undefined => {
  switch (outcome) {
    case 'INTRODUCED':
      return 4;
    case 'INTENT':
      return 3;
    case 'DECLINED':
      return declined && judgedBy[declined.reason];
    case 'OPEN':
    case 'CLOSED':
      return undefined;
  }
};

const rowOf = (outcome: MatchOutcome, listing: Subject, demand: Subject): ExportedOutcome => {
  const { ranking, listingId, demandId, score, level, position, declined, proposedAt } = outcome;
  const judged = judgedOf(outcome);
  return {
    ...{ listingId, demandId, ranking, score, level, outcome: outcome.outcome, proposedAt },
    ...(position === undefined ? {} : { position }),
    ...(declined ? { reason: declined.reason } : {}),
    ...(judged === undefined ? {} : { judged }),
    ...{ title: demand.title, text: demand.body, listingTitle: listing.title, listingText: listing.body },
    listing,
    demand,
  };
};

const exported = async (documents: Documents, outcome: MatchOutcome): Promise<ExportedOutcome | undefined> => {
  const [listing, demand] = await Promise.all([
    subjectOf(documents, 'LISTING', outcome.listingId),
    subjectOf(documents, 'DEMAND', outcome.demandId),
  ]);
  return listing && demand ? rowOf(outcome, listing, demand) : undefined;
};

/** The whole log with the texts as they are now, or last were; a pair of which a text is nowhere (classified) is undefined. */
export async function* exportedOutcomes(documents: Documents): AsyncGenerator<ExportedOutcome | undefined> {
  for await (const page of outcomesIn(documents)) for (const outcome of page) yield exported(documents, outcome);
}
