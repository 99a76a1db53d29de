import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  catalogMessages,
  demandContentSchema,
  idSchema,
  listingContentSchema,
  matchingMessages,
  qualitySchema,
} from '@lastmile/protocol';
import { z } from 'zod';
import { demandOwn } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { atRevision } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const tag = 'quality';
const ofRecord = {
  method: 'GET',
  tag,
  kind: 'query',
  params: byIdSchema.pick({ id: true }),
  query: atRevision,
  answer: qualitySchema,
  codes: ['NOT_FOUND', 'NOT_ALLOWED', 'READ_MODEL_BEHIND'],
} as const;

const ofListing = route({
  ...ofRecord,
  path: '/api/v1/listings/:id/quality',
  summary: 'What an own listing lacks to be found and understood, with hints; also of a draft',
});
const ofDemand = route({
  ...ofRecord,
  path: '/api/v1/demands/:id/quality',
  summary: 'What an own demand lacks to be found and understood, with hints; also of a draft',
});
const id = idSchema.optional().describe('of the record that the text is for, so that it is not its own duplicate');
const ofText = route({
  method: 'POST',
  path: '/api/v1/quality',
  tag,
  summary: 'The same of a text that is not saved yet; nothing is stored',
  kind: 'query',
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['LISTING', 'listing']).transform(() => 'LISTING' as const), id, content: listingContentSchema }),
    z.object({ kind: z.enum(['DEMAND', 'demand']).transform(() => 'DEMAND' as const), id, content: demandContentSchema }),
  ]),
  answer: qualitySchema,
});

@Controller()
export class QualityHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(ofListing)
  async ofListing(@Asked() { params, query, actor, context }: Call<typeof ofListing>) {
    const listing = await this.bus.request(catalogMessages.getListing, { ...params, ...query }, context);
    demandOwn(actor, listing.organisationId);
    return this.bus.request(
      matchingMessages.assessListing,
      { id: params.id, content: listingContentSchema.parse(listing) },
      context,
    );
  }

  @Serve(ofDemand)
  async ofDemand(@Asked() { params, query, actor, context }: Call<typeof ofDemand>) {
    const demand = await this.bus.request(catalogMessages.getDemand, { ...params, ...query }, context);
    demandOwn(actor, demand.organisationId);
    return this.bus.request(
      matchingMessages.assessDemand,
      { id: params.id, content: demandContentSchema.parse(demand) },
      context,
    );
  }

  @Serve(ofText)
  ofText(@Asked() { body, context }: Call<typeof ofText>) {
    if (body.kind === 'LISTING') {
      return this.bus.request(matchingMessages.assessListing, { id: body.id, content: body.content }, context);
    }
    return this.bus.request(matchingMessages.assessDemand, { id: body.id, content: body.content }, context);
  }
}
