import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  commandResultSchema,
  contractMessages,
  contractStatusSchema,
  contractViewSchema,
  idSchema,
  pageOf,
  sha256Schema,
  termsSchema,
} from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { atRevision, pageOfQuery, pageParameters, wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/contracts';
const tag = 'contracts';
const params = byIdSchema.pick({ id: true });
const change = { method: 'POST', tag, kind: 'command', params, ifMatch: true, answer: commandResultSchema } as const;
const refusals = ['NOT_FOUND', 'NOT_A_PARTY', 'CONTRACT_NOT_OPEN', 'REVISION_CONFLICT'] as const;

const draft = route({
  method: 'POST',
  path,
  tag,
  summary: 'The contract of an introduced match; it is drafted by itself, so this answers the one that is there',
  kind: 'creation',
  body: z.object({ matchId: idSchema }),
  answer: commandResultSchema,
  codes: ['MATCH_NOT_INTRODUCED'],
});
const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'The own contracts, or everybody’s for those who oversee; newest change first',
  kind: 'query',
  query: z.object({ ...pageParameters, status: contractStatusSchema.optional() }),
  answer: pageOf(contractViewSchema),
});
const get = route({
  method: 'GET',
  path: `${path}/:id`,
  tag,
  summary: 'One contract',
  kind: 'query',
  params,
  query: atRevision,
  answer: contractViewSchema,
  codes: ['NOT_FOUND', 'READ_MODEL_BEHIND'],
});
const history = route({
  method: 'GET',
  path: `${path}/:id/history`,
  tag,
  summary: 'What happened, when and by whom, from the event store itself',
  kind: 'query',
  params,
  query: atRevision.extend({
    from: wholeNumber(0).optional().describe('the revision to begin with: `next` of the page before'),
    limit: wholeNumber(1, 200).optional().describe('1–200, 200 when left out'),
  }),
  answer: contractMessages.history.output,
  codes: ['NOT_FOUND', 'READ_MODEL_BEHIND'],
});
const propose = route({
  ...change,
  path: `${path}/:id/terms`,
  summary: 'Propose terms; replaces what was proposed before',
  body: termsSchema,
  codes: refusals,
});
const accept = route({
  ...change,
  path: `${path}/:id/accept`,
  summary: 'Accept one version of the terms by its hash',
  body: z.object({ version: z.number().int().min(1), hash: sha256Schema }),
  codes: [...refusals, 'TERMS_NOT_PROPOSED', 'TERMS_VERSION_STALE'],
});
const sign = route({
  ...change,
  path: `${path}/:id/sign`,
  summary: 'Sign the agreed terms with a registered key; the last signature concludes the contract',
  body: z.object({
    keyId: z.string().min(1).max(64),
    signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'signature: base64 of 64 bytes'),
  }),
  codes: [
    ...refusals,
    'TERMS_NOT_AGREED',
    'TERMS_VERSION_STALE',
    'SIGNING_KEY_UNKNOWN',
    'SIGNING_KEY_REVOKED',
    'SIGNING_KEY_EXPIRED',
    'SIGNING_KEY_TAKEN',
    'SIGNATURE_INVALID',
    'NOT_A_SIGNATORY',
    'SIGNING_OUT_OF_ORDER',
    'ALREADY_SIGNED',
  ],
});

@Controller()
export class ContractsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(draft)
  draft(@Asked() { body, context }: Call<typeof draft>) {
    return this.bus.request(contractMessages.draft, body, context);
  }

  @Serve(list)
  list(@Asked() { query, context }: Call<typeof list>) {
    return this.bus.request(contractMessages.list, pageOfQuery(query), context);
  }

  @Serve(get)
  get(@Asked() { params: { id }, query, context }: Call<typeof get>) {
    return this.bus.request(contractMessages.get, { id, ...query }, context);
  }

  @Serve(history)
  history(@Asked() { params: { id }, query, context }: Call<typeof history>) {
    return this.bus.request(contractMessages.history, { id, ...query }, context);
  }

  @Serve(propose)
  propose(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof propose>) {
    return this.bus.request(contractMessages.proposeTerms, { id, terms: body, expectedRevision }, context);
  }

  @Serve(accept)
  accept(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof accept>) {
    return this.bus.request(contractMessages.acceptTerms, { id, ...body, expectedRevision }, context);
  }

  @Serve(sign)
  sign(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof sign>) {
    return this.bus.request(contractMessages.sign, { id, ...body, expectedRevision }, context);
  }
}
