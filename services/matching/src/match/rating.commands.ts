import { withFeedback } from '../feedback/declines.queries.js';
import { levelOf } from '../engine/pair/levels.js';
import type { Service } from '../service.js';
import { isNews } from './match.decider.js';
import type { OpenMatch } from './open-matches.js';
import { closeMatches, propose } from './proposing.commands.js';
import type { Cause } from './proposing.commands.js';

/**
 * Rates open matches anew, down as well as up, and closes those that a constraint keeps apart by now. Below the level of a proposal a match
 * stays and sorts lower.
 */
export const rateOpen = async (service: Service, open: readonly OpenMatch[], cause: Cause): Promise<void> => {
  if (open.length === 0) return;
  const now = service.clock();
  const rated = await service.engine.ratePairs(open, now);
  const [closed, standing] = [
    rated.filter(({ constraints }) => constraints.length > 0),
    rated.filter(({ constraints }) => constraints.length === 0),
  ];
  const closings = closed.map(({ listing, demand, constraints }) => ({
    listingId: listing.id,
    demandId: demand.id,
    constraints,
    basis: { listing: listing.revision, demand: demand.revision },
  }));
  await closeMatches(service, closings, cause);
  const before = new Map(open.map((match) => [`${match.listingId} ${match.demandId}`, match.score]));
  const news = (await withFeedback(service, standing, now)).filter(({ listing, demand, ...rating }) => {
    const score = before.get(`${listing.id} ${demand.id}`);
    return score === undefined || isNews(rating, { score, level: levelOf(score) });
  });
  await propose(
    service,
    news.map((pair) => ({ pair })),
    cause,
  );
};
