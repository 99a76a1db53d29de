import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  commandResultSchema,
  declineReasonSchema,
  idSchema,
  matchingMessages,
  matchStatusSchema,
  matchViewSchema,
  pageOf,
} from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { atRevision, flag, pageOfQuery, pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/matches';
const tag = 'matches';
const params = byIdSchema.pick({ id: true });
const note = z.string().trim().max(1_000).optional();
const answering = {
  method: 'POST',
  tag,
  kind: 'command',
  params,
  ifMatch: true,
  answer: commandResultSchema,
  codes: [
    'NOT_FOUND',
    'NOT_A_PARTY',
    'MATCH_NOT_PROPOSED',
    'MATCH_ALREADY_DECLINED',
    'MATCH_ALREADY_INTRODUCED',
    'MATCH_CLOSED',
    'REVISION_CONFLICT',
  ],
} as const;

const filters = z
  .object({
    ...pageParameters,
    listingId: idSchema.optional(),
    demandId: idSchema.optional(),
    mine: flag.optional().describe('either side is the own organisation'),
    status: matchStatusSchema.optional(),
  })
  .refine(({ listingId, demandId, mine }) => listingId !== undefined || demandId !== undefined || mine === true, {
    message: 'listingId, demandId or mine=true: one at least',
  });

const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'Matches of a listing, of a demand, or of the own organisation; best first',
  kind: 'query',
  query: filters,
  answer: pageOf(matchViewSchema),
});
const get = route({
  method: 'GET',
  path: `${path}/:id`,
  tag,
  summary: 'One match: score, level, and the words and numbers that made them, as data and as sentences',
  kind: 'query',
  params,
  query: atRevision,
  answer: matchViewSchema,
  codes: ['NOT_FOUND', 'READ_MODEL_BEHIND'],
});
const intent = route({
  ...answering,
  path: `${path}/:id/intent`,
  summary: 'Express the intent to cooperate; the intent of both sides introduces them',
  body: z.object({ note }),
});
const decline = route({
  ...answering,
  path: `${path}/:id/decline`,
  summary: 'Decline with a reason',
  body: z.object({ reason: declineReasonSchema, note }),
});

@Controller()
export class MatchesHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(list)
  list(@Asked() { query, context }: Call<typeof list>) {
    return this.bus.request(matchingMessages.listMatches, pageOfQuery(query), context);
  }

  @Serve(get)
  get(@Asked() { params: { id }, query, context }: Call<typeof get>) {
    return this.bus.request(matchingMessages.getMatch, { id, ...query }, context);
  }

  @Serve(intent)
  intent(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof intent>) {
    return this.bus.request(matchingMessages.expressIntent, { id, ...body, expectedRevision }, context);
  }

  @Serve(decline)
  decline(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof decline>) {
    return this.bus.request(matchingMessages.decline, { id, ...body, expectedRevision }, context);
  }
}
