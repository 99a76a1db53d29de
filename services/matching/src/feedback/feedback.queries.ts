import type { Actor, DeclineReason, InputOf, OutputOf, matchingMessages } from '@lastmile/protocol';
import { matchOutcomesCollection } from '../outcomes/match-outcomes.projection.js';
import type { MatchOutcome } from '../outcomes/match-outcomes.projection.js';
import { requireOwner } from '../projections/ownership.queries.js';
import type { Service } from '../service.js';
import { advice } from './advice.data.js';
import { declinesOf } from './declines.queries.js';

type Input = InputOf<typeof matchingMessages.getFeedback>;
type Output = OutputOf<typeof matchingMessages.getFeedback>;

const MOST_NOTES = 20;

const countOf = (kind: Input['kind'], reason: DeclineReason, outcomes: readonly MatchOutcome[]): Output['declines'][number] => ({
  reason,
  count: outcomes.length,
  lastAt: outcomes.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), ''),
  advice: advice[kind][reason],
  notes: outcomes.flatMap(({ declined }) => declined?.note ?? []).slice(0, MOST_NOTES),
});

/** What the other sides' declines say about an own listing or demand: the most frequent reason first, the newest notes first. */
export const getFeedback = async (service: Service, { kind, id }: Input, actor: Actor): Promise<Output> => {
  await requireOwner(service, { kind, id }, actor);
  const declines = await declinesOf(service.documents, kind, id);
  const byReason = Map.groupBy(
    declines.flatMap((outcome) => (outcome.declined ? [{ outcome, reason: outcome.declined.reason }] : [])),
    ({ reason }) => reason,
  );
  const counts = [...byReason].map(([reason, found]) =>
    countOf(
      kind,
      reason,
      found.map(({ outcome }) => outcome),
    ),
  );
  const pairs = await service.documents
    .collection(matchOutcomesCollection)
    .count({ [kind === 'LISTING' ? 'listingId' : 'demandId']: id });
  return { declines: counts.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)), pairs };
};
