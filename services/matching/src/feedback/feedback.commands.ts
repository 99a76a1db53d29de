import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { isRejection } from '@lastmile/protocol';
import type { BodyOf, matchingEvents } from '@lastmile/protocol';
import type { Cause } from '../match/proposing.commands.js';
import { rateOpen } from '../match/rating.commands.js';
import { matchOutcomesCollection } from '../outcomes/match-outcomes.projection.js';
import type { Service } from '../service.js';

/** The consumer takes a refusal for an answer; a read model that is behind is none, the message has to come again. */
const orAgain = (error: unknown): never => {
  if (isRejection(error) && error.code === 'READ_MODEL_BEHIND') throw new Error('the decline is not noted yet', { cause: error });
  throw error;
};

/** After a decline the open matches of its demand and of its listing are rated anew: what was said of one says something of its neighbours. */
export const rerank = async (
  service: Service,
  { matchId, revision, listingId, demandId }: BodyOf<typeof matchingEvents.matchDeclined>,
  cause: Cause,
): Promise<void> => {
  await service.caughtUp();
  await waitForRevision(() => service.documents.collection(matchOutcomesCollection).get(matchId), revision).catch(orAgain);
  const [ofDemand, ofListing] = await Promise.all([
    service.openMatches.of('DEMAND', [demandId]),
    service.openMatches.of('LISTING', [listingId]),
  ]);
  await rateOpen(service, [...ofDemand, ...ofListing], cause);
};
