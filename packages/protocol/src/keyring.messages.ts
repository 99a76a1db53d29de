import { z } from 'zod';
import { defineRequest } from './message.js';
import { commandResultSchema, idSchema, instantSchema } from './values.js';

export const signatureAlgorithms = ['Ed25519', 'SM2'] as const;
export const signatureAlgorithmSchema = z.enum(signatureAlgorithms);
export type SignatureAlgorithm = z.infer<typeof signatureAlgorithmSchema>;

/** What the holder of a key is to the organisation. */
export const signatoryRoles = ['LEGAL_REPRESENTATIVE', 'AGENT'] as const;

/** Who holds a key: an id that the organisation gives and that says nothing about the person. Names are never part of it. */
export const signatorySchema = z.object({ id: idSchema, role: z.enum(signatoryRoles) });
export type Signatory = z.infer<typeof signatorySchema>;

export const revocationReasons = ['COMPROMISED', 'SUPERSEDED', 'LEFT', 'OTHER'] as const;
export const revocationReasonSchema = z.enum(revocationReasons);
export type RevocationReason = z.infer<typeof revocationReasonSchema>;

/** Public key as base64 of its raw bytes: 32 (Ed25519), or the 65 of an uncompressed point (SM2). The private key stays with its holder. */
const publicKey = z
  .string()
  .regex(/^(?:[A-Za-z0-9+/]{43}|[A-Za-z0-9+/]{87})=$/, 'publicKey: base64 of 32 bytes (Ed25519) or 65 (SM2)');

/** A signature as base64 of its 64 bytes; for SM2 r and s, 32 each. */
export const signatureSchema = z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'signature: base64 of 64 bytes');
const keyId = z.string().min(1).max(64);
/** SM2's distinguishing id; it is part of what every signature covers. */
const userId = z.string().regex(/^[^\p{Cc}]{0,85}$/u, 'userId: at most 85 characters');

const sm2Alone = {
  check: (key: { algorithm: string; userId?: string }): boolean => key.algorithm === 'SM2' || key.userId === undefined,
  fault: { path: ['userId'], message: 'userId: only for SM2' },
};

const newKey = z.object({
  algorithm: signatureAlgorithmSchema.default('Ed25519'),
  publicKey,
  userId: userId.optional().describe('SM2 only; 1234567812345678 (GM/T 0009-2012) when left out'),
  signatory: signatorySchema,
  validUntil: instantSchema.optional().describe('the key signs nothing from then on'),
  proof: signatureSchema.describe('by the new key, over the registration text'),
});
export const newKeySchema = newKey.refine(sm2Alone.check, sm2Alone.fault);

const rotation = newKey.extend({
  rotationProof: signatureSchema.describe('by the old key, over the rotation text'),
  retiredFrom: instantSchema.optional().describe('when the old key signs no more; at once when left out'),
});
export const rotationSchema = rotation.refine(sm2Alone.check, sm2Alone.fault);

export const signingKeySchema = z.object({
  keyId: z.string(),
  algorithm: signatureAlgorithmSchema.default('Ed25519'),
  userId: z.string().optional(),
  publicKey,
  /** Absent for keys from the time before keys had holders. */
  signatory: signatorySchema.optional(),
  registeredAt: instantSchema,
  validUntil: instantSchema.optional(),
  proof: z.string().optional(),
  /** The key that it replaced, and that key's signature over the rotation text. */
  replaces: z.string().optional(),
  rotationProof: z.string().optional(),
  replacedBy: z.string().optional(),
  retiredFrom: instantSchema.optional(),
  revokedAt: instantSchema.optional(),
  revokedFor: revocationReasonSchema.optional(),
});
export type SigningKeyView = z.infer<typeof signingKeySchema>;

export const signingPolicyModes = ['ONE', 'ALL', 'AT_LEAST', 'IN_ORDER'] as const;

/** Most signatories that one organisation may ask for. */
const mostSignatories = 10;

/**
 * When an organisation has signed: `ONE` any of its signatories (of those named, where some are); `ALL` every one named; `AT_LEAST` so
 * many of those named; `IN_ORDER` every one named, one after the other.
 */
export const signingPolicySchema = z
  .object({
    mode: z.enum(signingPolicyModes),
    signatories: z.array(idSchema).max(mostSignatories).default([]),
    atLeast: z.number().int().min(1).max(mostSignatories).optional(),
  })
  .refine(({ signatories }) => new Set(signatories).size === signatories.length, {
    path: ['signatories'],
    message: 'signatories: each once',
  })
  .refine(({ mode, signatories }) => mode === 'ONE' || signatories.length > 0, {
    path: ['signatories'],
    message: 'signatories: name them, unless the mode is ONE',
  })
  .refine(({ mode, atLeast }) => (mode === 'AT_LEAST') === (atLeast !== undefined), {
    path: ['atLeast'],
    message: 'atLeast: for AT_LEAST, and only there',
  })
  .refine(({ signatories, atLeast = 1 }) => signatories.length === 0 || atLeast <= signatories.length, {
    path: ['atLeast'],
    message: 'atLeast: not more than there are signatories',
  });
export type SigningPolicy = z.infer<typeof signingPolicySchema>;

export const keyringMessages = {
  registerKey: defineRequest('contract.request.register-key.v1', newKeySchema, commandResultSchema.extend({ keyId: z.string() })),
  rotateKey: defineRequest(
    'contract.request.rotate-key.v1',
    rotation.extend({ keyId }).refine(sm2Alone.check, sm2Alone.fault),
    commandResultSchema.extend({ keyId: z.string() }),
  ),
  revokeKey: defineRequest(
    'contract.request.revoke-key.v1',
    z.object({ keyId, reason: revocationReasonSchema.default('OTHER') }),
    commandResultSchema,
  ),
  listKeys: defineRequest(
    'contract.request.list-keys.v1',
    z.object({ organisationId: idSchema }),
    z.object({ items: z.array(signingKeySchema) }),
  ),
  setSigningPolicy: defineRequest('contract.request.set-signing-policy.v1', signingPolicySchema, commandResultSchema),
  getSigningPolicy: defineRequest(
    'contract.request.get-signing-policy.v1',
    z.object({ organisationId: idSchema }),
    z.object({ policy: signingPolicySchema, setAt: instantSchema.optional() }),
  ),
};
