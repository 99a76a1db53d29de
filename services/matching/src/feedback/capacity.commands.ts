import type { Kind } from '../engine/subject.js';
import { matchAnew } from '../indexing/indexing.commands.js';
import type { Cause } from '../match/proposing.commands.js';
import { matchOutcomesCollection } from '../outcomes/match-outcomes.projection.js';
import type { MatchOutcome } from '../outcomes/match-outcomes.projection.js';
import type { Service } from '../service.js';
import { feedbackPolicyAt } from './feedback.policy.js';

const PAGE = 200;
const DAY = 86_400_000;
/** Until when declines have lapsed for good, in milliseconds. */
const MARK = 'matching-capacity';

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The record whose side had no capacity. */
const sayerOf = ({ declined, listingId, demandId }: MatchOutcome): [Kind, string] =>
  declined?.side === 'SUPPLY' ? ['LISTING', listingId] : ['DEMAND', demandId];

const lapsedBetween = ({ documents }: Service, since: number | undefined, until: number): AsyncIterable<MatchOutcome[]> =>
  documents.collection(matchOutcomesCollection).pages({
    where: {
      'declined.reason': 'CAPACITY',
      updatedAt: { to: instantOf(until), ...(since === undefined ? {} : { above: instantOf(since) }) },
    },
    sort: [{ path: 'updatedAt', direction: 'asc' }],
    limit: PAGE,
  });

/**
 * Who had no capacity is asked again after a time, and no fact says so: open matches of the record get their score back, and pairs that
 * were not worth a proposal meanwhile are proposed. What lapsed since the last time is looked at once.
 */
export const followCapacity = async (
  service: Service,
  { at, correlationId }: Pick<Cause, 'at' | 'correlationId'>,
): Promise<void> => {
  const { documents, engine } = service;
  const until = Date.parse(at) - feedbackPolicyAt(at).capacityDays * DAY;
  const cause: Cause = { eventId: `capacity-${at}`, at, correlationId };
  for await (const page of lapsedBetween(service, await documents.checkpoint(MARK), until)) {
    for (const [kind, id] of new Map(page.map((one) => [sayerOf(one).join(' '), sayerOf(one)])).values()) {
      const entry = await engine.get(kind, id);
      if (entry) await matchAnew(service, entry, cause);
    }
  }
  await documents.apply([], { name: MARK, position: until });
};
