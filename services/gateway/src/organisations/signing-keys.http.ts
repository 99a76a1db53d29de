import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, commandResultSchema, contractMessages } from '@lastmile/protocol';
import { z } from 'zod';
import { demandOwn } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/organisations/:id/signing-keys';
const tag = 'organisations';
const params = byIdSchema.pick({ id: true });

const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'The public signing keys of an organisation: whoever checks a signature needs them',
  kind: 'query',
  params,
  answer: contractMessages.listKeys.output,
});
const register = route({
  method: 'POST',
  path,
  tag,
  summary: 'Register a public key of the own organisation; the private one stays there',
  kind: 'command',
  status: 201,
  params,
  body: z.object({ publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'publicKey: base64 of 32 bytes') }),
  answer: contractMessages.registerKey.output,
  codes: ['NOT_ALLOWED', 'SIGNING_KEY_INVALID', 'SIGNING_KEY_REVOKED'],
});
const revoke = route({
  method: 'POST',
  path: `${path}/:keyId/revoke`,
  tag,
  summary: 'Revoke a signing key of the own organisation; what it signed stays signed',
  kind: 'command',
  params: params.extend({ keyId: z.string().min(1).max(64) }),
  answer: commandResultSchema,
  codes: ['NOT_ALLOWED', 'SIGNING_KEY_UNKNOWN'],
});

@Controller()
export class SigningKeysHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(list)
  list(@Asked() { params: { id }, context }: Call<typeof list>) {
    return this.bus.request(contractMessages.listKeys, { organisationId: id }, context);
  }

  @Serve(register)
  register(@Asked() { params: { id }, body, actor, context }: Call<typeof register>) {
    demandOwn(actor, id);
    return this.bus.request(contractMessages.registerKey, body, context);
  }

  @Serve(revoke)
  revoke(@Asked() { params: { id, keyId }, actor, context }: Call<typeof revoke>) {
    demandOwn(actor, id);
    return this.bus.request(contractMessages.revokeKey, { keyId }, context);
  }
}
