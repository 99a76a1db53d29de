import { defineEvents } from '@lastmile/eventsourcing';
import { revocationReasonSchema, signatorySchema, signatureAlgorithmSchema, signingPolicySchema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();

/** A holder is an id that its organisation gave and a role: nothing here says who the person is. */
const signingKeyRegistered = z.object({
  keyId: z.string(),
  /** Left out by the oldest events, which knew Ed25519 alone. */
  algorithm: signatureAlgorithmSchema.default('Ed25519'),
  userId: z.string().optional(),
  publicKey: z.string(),
  signatory: signatorySchema.optional(),
  validUntil: instant.optional(),
  proof: z.string().optional(),
  replaces: z.string().optional(),
  rotationProof: z.string().optional(),
  registeredAt: instant,
});
const signingKeyRetired = z.object({ keyId: z.string(), replacedBy: z.string(), retiredFrom: instant, retiredAt: instant });
const signingKeyRevoked = z.object({
  keyId: z.string(),
  /** Left out by the oldest events. */
  reason: revocationReasonSchema.default('OTHER'),
  revokedAt: instant,
});
const signingPolicySet = z.object({ policy: signingPolicySchema, setAt: instant });

export type KeyringEvent =
  | ({ type: 'SigningKeyRegistered' } & z.infer<typeof signingKeyRegistered>)
  | ({ type: 'SigningKeyRetired' } & z.infer<typeof signingKeyRetired>)
  | ({ type: 'SigningKeyRevoked' } & z.infer<typeof signingKeyRevoked>)
  | ({ type: 'SigningPolicySet' } & z.infer<typeof signingPolicySet>);

export const keyringEventsCodec = defineEvents<KeyringEvent>({
  'SigningKeyRegistered.v1': { event: 'SigningKeyRegistered', schema: signingKeyRegistered },
  'SigningKeyRetired.v1': { event: 'SigningKeyRetired', schema: signingKeyRetired },
  'SigningKeyRevoked.v1': { event: 'SigningKeyRevoked', schema: signingKeyRevoked },
  'SigningPolicySet.v1': { event: 'SigningPolicySet', schema: signingPolicySet },
});
