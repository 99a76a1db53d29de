import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';

const signingKeyRegistered = z.object({ keyId: z.string(), publicKey: z.string(), registeredAt: z.iso.datetime() });
const signingKeyRevoked = z.object({ keyId: z.string(), revokedAt: z.iso.datetime() });

export type KeyringEvent =
  | ({ type: 'SigningKeyRegistered' } & z.infer<typeof signingKeyRegistered>)
  | ({ type: 'SigningKeyRevoked' } & z.infer<typeof signingKeyRevoked>);

export const keyringEventsCodec = defineEvents<KeyringEvent>({
  'SigningKeyRegistered.v1': { event: 'SigningKeyRegistered', schema: signingKeyRegistered },
  'SigningKeyRevoked.v1': { event: 'SigningKeyRevoked', schema: signingKeyRevoked },
});
