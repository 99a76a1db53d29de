import type { Kind } from '../engine/subject.js';
import type { WeighedPair } from '../feedback/feedback.js';
import type { OpenMatch } from './open-matches.js';
import type { Proposal } from './proposing.commands.js';

/** So many demands are proposed for what one listing's fact says, and so many listings for a demand's. */
export const mostProposals: Readonly<Record<Kind, number>> = { LISTING: 5, DEMAND: 10 };

/** A demand with this many open proposals gets another only when it beats the weakest of the best ones. */
export const MOST_OPEN = 10;

/**
 * Which candidates become proposals, the best first: at most `most`, and for each demand only what is among the ten best of what it has open.
 * None that stands is taken back for a better one. Candidates that are open already are left out: they are rated anew elsewhere.
 */
export const admitted = (candidates: readonly WeighedPair[], open: readonly OpenMatch[], most: number): Proposal[] => {
  const isOpen = new Set(open.map(({ listingId, demandId }) => `${listingId} ${demandId}`));
  const standing = new Map<string, number[]>();
  for (const { demandId, score } of open) standing.set(demandId, [...(standing.get(demandId) ?? []), score]);
  const proposals: Proposal[] = [];
  for (const pair of candidates) {
    if (proposals.length === most) break;
    if (isOpen.has(`${pair.listing.id} ${pair.demand.id}`)) continue;
    const scores = standing.get(pair.demand.id) ?? [];
    const position = 1 + scores.filter((score) => score >= pair.score).length;
    if (position > MOST_OPEN) continue;
    standing.set(pair.demand.id, [...scores, pair.score]);
    proposals.push({ pair, position });
  }
  return proposals;
};
