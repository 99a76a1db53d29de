import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  commandResultSchema,
  keyringMessages,
  newKeySchema,
  revocationReasonSchema,
  rotationSchema,
} from '@lastmile/protocol';
import { z } from 'zod';
import { demandOwn } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/organisations/:id/signing-keys';
const tag = 'organisations';
const params = byIdSchema.pick({ id: true });
const paramsOfKey = params.extend({ keyId: z.string().min(1).max(64) });
const refusals = ['NOT_ALLOWED', 'SIGNING_KEY_INVALID', 'SIGNING_KEY_REVOKED', 'SIGNING_KEY_TAKEN'] as const;

const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'The public signing keys of an organisation: whoever checks a signature needs them',
  kind: 'query',
  params,
  answer: keyringMessages.listKeys.output,
});
const register = route({
  method: 'POST',
  path,
  tag,
  summary: 'Register a public key of the own organisation; the private one stays there',
  description:
    'The key signs its registration, so that nobody registers a key that he does not have. `lastmile-receipt keygen` and ' +
    '`registrationOf` of @lastmile/receipt make this body. The signatory’s id is the organisation’s own and names nobody.',
  kind: 'command',
  status: 201,
  params,
  body: newKeySchema,
  answer: keyringMessages.registerKey.output,
  codes: [...refusals, 'KEY_PROOF_INVALID', 'VALIDITY_IN_THE_PAST'],
});
const rotate = route({
  method: 'POST',
  path: `${path}/:keyId/rotate`,
  tag,
  summary: 'Replace a signing key by a new one of the same signatory; the old key signs for it',
  kind: 'command',
  status: 201,
  params: paramsOfKey,
  body: rotationSchema,
  answer: keyringMessages.rotateKey.output,
  codes: [
    ...refusals,
    'SIGNING_KEY_UNKNOWN',
    'SIGNING_KEY_EXPIRED',
    'KEY_PROOF_INVALID',
    'NOT_A_SIGNATORY',
    'VALIDITY_IN_THE_PAST',
  ],
});
const revoke = route({
  method: 'POST',
  path: `${path}/:keyId/revoke`,
  tag,
  summary: 'Revoke a signing key of the own organisation; what it signed stays signed',
  kind: 'command',
  params: paramsOfKey,
  body: z.object({ reason: revocationReasonSchema.default('OTHER') }),
  answer: commandResultSchema,
  codes: ['NOT_ALLOWED', 'SIGNING_KEY_UNKNOWN'],
});

@Controller()
export class SigningKeysHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(list)
  list(@Asked() { params: { id }, context }: Call<typeof list>) {
    return this.bus.request(keyringMessages.listKeys, { organisationId: id }, context);
  }

  @Serve(register)
  register(@Asked() { params: { id }, body, actor, context }: Call<typeof register>) {
    demandOwn(actor, id);
    return this.bus.request(keyringMessages.registerKey, body, context);
  }

  @Serve(rotate)
  rotate(@Asked() { params: { id, keyId }, body, actor, context }: Call<typeof rotate>) {
    demandOwn(actor, id);
    return this.bus.request(keyringMessages.rotateKey, { ...body, keyId }, context);
  }

  @Serve(revoke)
  revoke(@Asked() { params: { id, keyId }, body: { reason }, actor, context }: Call<typeof revoke>) {
    demandOwn(actor, id);
    return this.bus.request(keyringMessages.revokeKey, { keyId, reason }, context);
  }
}
