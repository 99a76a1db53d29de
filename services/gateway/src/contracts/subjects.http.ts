import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, erasureReasons, idSchema, subjectMessages } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const params = byIdSchema.pick({ id: true });

const seal = route({
  method: 'POST',
  path: '/api/v1/contracts/:id/persons',
  tag: 'contracts',
  summary: 'Seal what a person is called, for this contract; declarations and distributions take the answer',
  kind: 'plain',
  params,
  body: z.object({ name: z.string().trim().min(1).max(200), subjectId: idSchema.optional() }),
  answer: subjectMessages.seal.output,
  codes: ['NOT_FOUND', 'NOT_A_PARTY', 'SUBJECT_ERASED', 'VAULT_UNAVAILABLE'],
});
const unseal = route({
  method: 'GET',
  path: '/api/v1/contracts/:id/persons',
  tag: 'contracts',
  summary: 'What a person is called whose name was sealed for this contract',
  kind: 'query',
  params,
  query: z.object({ sealed: z.string().max(4_000) }),
  answer: subjectMessages.unseal.output,
  codes: ['NOT_FOUND', 'VAULT_UNAVAILABLE'],
});
const erase = route({
  method: 'POST',
  path: '/api/v1/subjects/:id/erase',
  tag: 'subjects',
  summary: 'Destroy the key of a person: what was sealed about them is readable nowhere any more',
  kind: 'command',
  params,
  body: z.object({ reason: z.enum(erasureReasons) }),
  answer: subjectMessages.erase.output,
  codes: ['NOT_FOUND', 'VAULT_UNAVAILABLE'],
});
const get = route({
  method: 'GET',
  path: '/api/v1/subjects/:id',
  tag: 'subjects',
  summary: 'Whether something is held about a person, or was erased, by whom and why',
  kind: 'query',
  params,
  answer: subjectMessages.get.output,
  codes: ['NOT_FOUND', 'VAULT_UNAVAILABLE'],
});

@Controller()
export class SubjectsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  /** `plain`: a name is not kept as the answer to a repeat. */
  @Serve(seal)
  seal(@Asked() { params: { id }, body: { name, subjectId }, newId, context }: Call<typeof seal>) {
    return this.bus.request(subjectMessages.seal, { id, name, subjectId: subjectId ?? newId }, context);
  }

  @Serve(unseal)
  unseal(@Asked() { params, query, context }: Call<typeof unseal>) {
    return this.bus.request(subjectMessages.unseal, { ...params, ...query }, context);
  }

  @Serve(erase)
  erase(@Asked() { params, body, context }: Call<typeof erase>) {
    return this.bus.request(subjectMessages.erase, { ...params, ...body }, context);
  }

  @Serve(get)
  get(@Asked() { params, context }: Call<typeof get>) {
    return this.bus.request(subjectMessages.get, params, context);
  }
}
