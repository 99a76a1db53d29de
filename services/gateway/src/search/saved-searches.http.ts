import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, commandResultSchema, matchingMessages, querySchema, searchFilterSchema } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';
import { recordKindText } from './record-kind.js';

const path = '/api/v1/saved-searches';
const tag = 'search';
const params = byIdSchema.pick({ id: true });
const body = z.object({
  name: z.string().trim().min(1).max(100),
  kind: recordKindText.default('LISTING'),
  query: querySchema.default(''),
  filter: searchFilterSchema.default({}),
});
const refusals = ['SAVED_SEARCH_EMPTY', 'TOO_MANY_SAVED_SEARCHES'] as const;

const save = route({
  method: 'POST',
  path,
  tag,
  summary: 'Save a search: whatever new fits it is announced, with the reason',
  kind: 'creation',
  body,
  answer: commandResultSchema,
  codes: refusals,
});
const change = route({
  method: 'PUT',
  path: `${path}/:id`,
  tag,
  summary: 'Put a saved search in the place of an own one, or under a new id',
  kind: 'command',
  params,
  body,
  ifMatch: true,
  answer: commandResultSchema,
  codes: [...refusals, 'REVISION_CONFLICT'],
});
const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'The saved searches of the own organisation, newest first',
  kind: 'query',
  query: z.object(pageParameters).extend({ limit: pageParameters.limit.describe('1–200, 50 when left out') }),
  answer: matchingMessages.listSavedSearches.output,
});
const drop = route({
  method: 'DELETE',
  path: `${path}/:id`,
  tag,
  summary: 'Drop a saved search',
  kind: 'command',
  params,
  ifMatch: true,
  answer: commandResultSchema,
  codes: ['NOT_FOUND', 'REVISION_CONFLICT'],
});

@Controller()
export class SavedSearchesHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(save)
  save(@Asked() { newId, body: search, context }: Call<typeof save>) {
    return this.bus.request(matchingMessages.saveSearch, { id: newId, ...search }, context);
  }

  @Serve(change)
  change(@Asked() { params: { id }, body: search, expectedRevision, context }: Call<typeof change>) {
    return this.bus.request(matchingMessages.saveSearch, { id, ...search, expectedRevision }, context);
  }

  @Serve(list)
  list(@Asked() { query: { limit = 50, cursor }, context }: Call<typeof list>) {
    return this.bus.request(matchingMessages.listSavedSearches, { limit, cursor }, context);
  }

  @Serve(drop)
  drop(@Asked() { params: { id }, expectedRevision, context }: Call<typeof drop>) {
    return this.bus.request(matchingMessages.dropSavedSearch, { id, expectedRevision }, context);
  }
}
