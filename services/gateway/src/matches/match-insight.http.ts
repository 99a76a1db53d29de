import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, idSchema, matchingMessages } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageOfQuery, pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const tag = 'matches';
const params = byIdSchema.pick({ id: true });
const codes = ['NOT_FOUND', 'NOT_ALLOWED'] as const;

const explain = route({
  method: 'GET',
  path: '/api/v1/matches/explain',
  tag,
  summary: 'Why a listing and a demand are, or are not, a match; for their sides and for those who oversee',
  description: 'Both must be published. `constraints` names what keeps them apart whatever the score; nothing is stored.',
  kind: 'query',
  query: z.object({ listingId: idSchema, demandId: idSchema }),
  answer: matchingMessages.explainPair.output,
  codes: [...codes, 'NOT_A_PARTY'],
});

const blocked = { method: 'GET', tag, kind: 'query', params, query: z.object(pageParameters), codes } as const;
const blockedOfListing = route({
  ...blocked,
  path: '/api/v1/listings/:id/blocked',
  summary: 'Demands that would fit an own listing, had not something kept them apart; with what it is',
  answer: matchingMessages.listBlocked.output,
});
const blockedOfDemand = route({
  ...blocked,
  path: '/api/v1/demands/:id/blocked',
  summary: 'Listings that would fit an own demand, had not something kept them apart; with what it is',
  answer: matchingMessages.listBlocked.output,
});

const feedback = { method: 'GET', tag, kind: 'query', params, answer: matchingMessages.getFeedback.output, codes } as const;
const feedbackOnListing = route({
  ...feedback,
  path: '/api/v1/listings/:id/feedback',
  summary: 'Why the other sides declined an own listing, how often, and what can be done about it',
});
const feedbackOnDemand = route({
  ...feedback,
  path: '/api/v1/demands/:id/feedback',
  summary: 'Why the other sides declined an own demand, how often, and what can be done about it',
});

@Controller()
export class MatchInsightHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(explain)
  explain(@Asked() { query, context }: Call<typeof explain>) {
    return this.bus.request(matchingMessages.explainPair, query, context);
  }

  @Serve(blockedOfListing)
  blockedOfListing(@Asked() { params: { id }, query, context }: Call<typeof blockedOfListing>) {
    return this.bus.request(matchingMessages.listBlocked, { ...pageOfQuery(query), kind: 'LISTING', id }, context);
  }

  @Serve(blockedOfDemand)
  blockedOfDemand(@Asked() { params: { id }, query, context }: Call<typeof blockedOfDemand>) {
    return this.bus.request(matchingMessages.listBlocked, { ...pageOfQuery(query), kind: 'DEMAND', id }, context);
  }

  @Serve(feedbackOnListing)
  feedbackOnListing(@Asked() { params: { id }, context }: Call<typeof feedbackOnListing>) {
    return this.bus.request(matchingMessages.getFeedback, { kind: 'LISTING', id }, context);
  }

  @Serve(feedbackOnDemand)
  feedbackOnDemand(@Asked() { params: { id }, context }: Call<typeof feedbackOnDemand>) {
    return this.bus.request(matchingMessages.getFeedback, { kind: 'DEMAND', id }, context);
  }
}
