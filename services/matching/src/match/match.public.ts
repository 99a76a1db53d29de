import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { matchingEvents } from '@lastmile/protocol';
import type { Match } from './match.decider.js';
import type { MatchEvent } from './match.events.js';

/** Both parties go out with every fact. A changed score stays inside: it changes no duty and no right. */
export const matchToPublic = (event: MatchEvent, meta: EventMeta, match: Match): PublicMessage | undefined => {
  if (match.status === 'NONE') return undefined;
  const { listingId, demandId, supply, demand } = match.pair;
  const parties = { supply, demand: { organisationId: demand.organisationId, title: demand.title } };
  const fact = { matchId: meta.id, revision: meta.revision, listingId, demandId, ...parties };
  switch (event.type) {
    case 'MatchProposed': {
      const words = event.explanation.words.map(({ word }) => word);
      return publicMessage(matchingEvents.matchProposed, { ...fact, score: event.score, level: event.level, words });
    }
    case 'MatchRescored':
      return undefined;
    case 'IntentExpressed':
      return publicMessage(matchingEvents.intentExpressed, { ...fact, side: event.side });
    case 'MatchIntroduced':
      return publicMessage(matchingEvents.matchIntroduced, fact);
    case 'MatchDeclined':
      return publicMessage(matchingEvents.matchDeclined, { ...fact, side: event.side, reason: event.reason });
    case 'MatchClosed':
      return publicMessage(matchingEvents.matchClosed, { ...fact, constraints: event.constraints });
  }
};
