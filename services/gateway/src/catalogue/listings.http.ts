import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  catalogMessages,
  commandResultSchema,
  listingContentSchema,
  listingViewSchema,
  pageOf,
  patchOf,
} from '@lastmile/protocol';
import { demandSignedIn } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { atRevision, pageOfQuery } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';
import { listParameters, renewal, withdrawal } from './catalogue.schemas.js';

const path = '/api/v1/listings';
const tag = 'listings';
const params = byIdSchema.pick({ id: true });
const change = { kind: 'command', tag, params, ifMatch: true, answer: commandResultSchema } as const;
const refusals = ['NOT_FOUND', 'NOT_ALLOWED', 'REVISION_CONFLICT', 'LISTING_CLOSED'] as const;

const draft = route({
  method: 'POST',
  path,
  tag,
  summary: 'Draft a listing',
  kind: 'creation',
  body: listingContentSchema,
  answer: commandResultSchema,
  codes: ['VALIDITY_IN_THE_PAST'],
});
const revise = route({
  ...change,
  method: 'PATCH',
  path: `${path}/:id`,
  summary: 'Change a listing: what is not named stays',
  body: patchOf(listingContentSchema),
  codes: [...refusals, 'VALIDITY_IN_THE_PAST'],
});
const publish = route({
  ...change,
  method: 'POST',
  path: `${path}/:id/publish`,
  summary: 'Publish a listing: from now on everybody finds it and it is matched',
  codes: [...refusals, 'LISTING_NOT_PUBLISHABLE', 'CLASSIFIED_NOT_PUBLISHABLE', 'VALIDITY_IN_THE_PAST'],
});
const renew = route({
  ...change,
  method: 'POST',
  path: `${path}/:id/renew`,
  summary: 'Extend the validity of a published listing',
  body: renewal,
  codes: [...refusals, 'LISTING_NOT_OPEN', 'VALIDITY_IN_THE_PAST'],
});
const withdraw = route({
  ...change,
  method: 'POST',
  path: `${path}/:id/withdraw`,
  summary: 'Withdraw a listing with a reason',
  body: withdrawal,
  codes: refusals,
});
const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'Published listings of everybody, or with `mine` all of the own organisation; newest first',
  kind: 'query',
  query: listParameters,
  answer: pageOf(listingViewSchema),
});
const get = route({
  method: 'GET',
  path: `${path}/:id`,
  tag,
  summary: 'One listing',
  kind: 'query',
  params,
  query: atRevision,
  answer: listingViewSchema,
  codes: ['NOT_FOUND', 'READ_MODEL_BEHIND'],
});

@Controller()
export class ListingsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(draft)
  draft(@Asked() { newId, body, context }: Call<typeof draft>) {
    return this.bus.request(catalogMessages.draftListing, { id: newId, content: body }, context);
  }

  @Serve(revise)
  revise(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof revise>) {
    return this.bus.request(catalogMessages.reviseListing, { id, content: body, expectedRevision }, context);
  }

  @Serve(publish)
  publish(@Asked() { params: { id }, expectedRevision, context }: Call<typeof publish>) {
    return this.bus.request(catalogMessages.publishListing, { id, expectedRevision }, context);
  }

  @Serve(renew)
  renew(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof renew>) {
    return this.bus.request(catalogMessages.renewListing, { id, ...body, expectedRevision }, context);
  }

  @Serve(withdraw)
  withdraw(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof withdraw>) {
    return this.bus.request(catalogMessages.withdrawListing, { id, ...body, expectedRevision }, context);
  }

  @Serve(list)
  list(@Asked() { query, caller, context }: Call<typeof list>) {
    if (query.mine) demandSignedIn(caller);
    return this.bus.request(catalogMessages.listListings, pageOfQuery(query), context);
  }

  @Serve(get)
  get(@Asked() { params: { id }, query, context }: Call<typeof get>) {
    return this.bus.request(catalogMessages.getListing, { id, ...query }, context);
  }
}
