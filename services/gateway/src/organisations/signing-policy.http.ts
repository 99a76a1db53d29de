import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, commandResultSchema, keyringMessages, signingPolicySchema } from '@lastmile/protocol';
import { demandOwn } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/organisations/:id/signing-policy';
const tag = 'organisations';
const params = byIdSchema.pick({ id: true });

const get = route({
  method: 'GET',
  path,
  tag,
  summary: 'Who of an organisation signs its contracts',
  kind: 'query',
  params,
  answer: keyringMessages.getSigningPolicy.output,
});
const set = route({
  method: 'PUT',
  path,
  tag,
  summary: 'Say who of the own organisation signs contracts that become ready from now on',
  description:
    'ONE: whoever of the signatories, of those named where some are. ALL: each who is named. AT_LEAST: so many of them. ' +
    'IN_ORDER: each who is named, one after the other. A contract keeps the policy that stood when it became ready to be signed.',
  kind: 'command',
  params,
  body: signingPolicySchema,
  answer: commandResultSchema,
  codes: ['NOT_ALLOWED', 'SIGNATORY_UNKNOWN'],
});

@Controller()
export class SigningPolicyHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(get)
  get(@Asked() { params: { id }, context }: Call<typeof get>) {
    return this.bus.request(keyringMessages.getSigningPolicy, { organisationId: id }, context);
  }

  @Serve(set)
  set(@Asked() { params: { id }, body, actor, context }: Call<typeof set>) {
    demandOwn(actor, id);
    return this.bus.request(keyringMessages.setSigningPolicy, body, context);
  }
}
