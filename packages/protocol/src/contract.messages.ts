import { z } from 'zod';
import { contractFact, partySchema } from './contract-fact.js';
import { dealKinds } from './deal-codes.js';
import { afterSignatureViews } from './deal-views.js';
import { dossierViewSchema, passedChecksSchema } from './dossier.messages.js';
import { keyringMessages, signatureAlgorithmSchema, signatureSchema, signingPolicySchema } from './keyring.messages.js';
import { defineEvent, defineRequest } from './message.js';
import { pricingViewSchema } from './pricing.messages.js';
import { structuredTerms } from './terms.messages.js';
import {
  byIdSchema,
  commandResultSchema,
  dateSchema,
  idSchema,
  instantSchema,
  licenceModeSchema,
  moneySchema,
  pageOf,
  pageQuery,
  sha256Schema,
} from './values.js';

export { contractFact };

/** Every kind of deal may be agreed. */
export const contractKinds = dealKinds;
export const contractKindSchema = z.enum(contractKinds);

/** The agreed text of a deal. Its hash is the SHA-256 of the canonical JSON (RFC 8785) of this object. */
export const termsSchema = z
  .object({
    kind: contractKindSchema,
    licenceMode: licenceModeSchema.optional(),
    projectName: z.string().trim().min(1).max(300),
    scope: z.string().trim().min(1).max(20_000),
    price: moneySchema,
    paymentPlan: z.string().trim().max(5_000).default(''),
    validFrom: dateSchema,
    validTo: dateSchema,
    acceptanceCriteria: z.string().trim().max(5_000).default(''),
    ownershipOfResults: z.string().trim().max(5_000).default(''),
    confidentiality: z.string().trim().max(5_000).default(''),
    ...structuredTerms,
  })
  .refine((terms) => terms.validFrom <= terms.validTo, { path: ['validTo'], message: 'validTo: not before validFrom' })
  .refine((terms) => terms.kind === 'LICENCE' || terms.licenceMode === undefined, {
    path: ['licenceMode'],
    message: 'licenceMode: only for a LICENCE',
  });
export type Terms = z.infer<typeof termsSchema>;

/** Where a deal stands, in the order of its life; registration and dispute have statuses of their own. */
export const contractStatuses = [
  'DRAFTED',
  'AGREED',
  'NOTICE_OPEN',
  'NOTICE_FROZEN',
  'NOTICE_CLOSED',
  'CHECKED',
  'SIGNING',
  'CONCLUDED',
  'EFFECTIVE',
  'PERFORMING',
  'ACCEPTED',
  'COMPLETED',
  'TERMINATED',
  'ABANDONED',
] as const;
export const contractStatusSchema = z.enum(contractStatuses);
export type ContractStatus = z.infer<typeof contractStatusSchema>;

export const signatureViewSchema = z.object({
  organisationId: z.string(),
  keyId: z.string(),
  /** Ed25519 when left out. */
  algorithm: signatureAlgorithmSchema.optional(),
  /** SM2 only. */
  userId: z.string().optional(),
  signatoryId: z.string().optional(),
  signature: z.string(),
  signedAt: instantSchema,
});

export const contractViewSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  matchId: z.string(),
  listingId: z.string(),
  demandId: z.string(),
  title: z.string(),
  parties: z.array(partySchema),
  status: contractStatusSchema,
  terms: z.object({ version: z.number().int(), hash: sha256Schema, proposedBy: z.string(), content: termsSchema }).optional(),
  acceptedBy: z.array(z.string()),
  signatures: z.array(signatureViewSchema),
  /** Each party's policy as it was when the terms became ready to be signed; there from the first signature on. */
  signingPolicies: z.array(z.object({ organisationId: z.string(), policy: signingPolicySchema })).optional(),
  /** The exact text (UTF-8) that each party's keys sign; present once the terms are agreed. */
  signingPayload: z.string().optional(),
  draftedAt: instantSchema,
  concludedAt: instantSchema.optional(),
  pricing: pricingViewSchema.optional(),
  dossier: dossierViewSchema.optional(),
  /** The checks that passed under the present terms. */
  checks: passedChecksSchema.optional(),
  ...afterSignatureViews,
  updatedAt: instantSchema,
});
export type ContractView = z.infer<typeof contractViewSchema>;

/** One line of the history: what happened, when, by whom; read from the event store itself. */
export const historyEntrySchema = z.object({
  revision: z.number().int(),
  eventId: z.string(),
  type: z.string(),
  at: instantSchema,
  /** SHA-256 of what the store keeps of the event. */
  hash: sha256Schema,
  /** Over the hashes of all events up to this one; a leaf of the log calls it `detailsHash`. */
  chain: sha256Schema,
  organisationId: z.string(),
  role: z.string(),
  traceId: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});

const expectedRevision = z.number().int().min(0).optional();

export const contractMessages = {
  /** From an introduced match; answers the existing contract when the process was quicker. */
  draft: defineRequest('contract.request.draft.v1', z.object({ matchId: idSchema }), commandResultSchema),
  proposeTerms: defineRequest(
    'contract.request.propose-terms.v1',
    z.object({ id: idSchema, terms: termsSchema, expectedRevision }),
    commandResultSchema,
  ),
  acceptTerms: defineRequest(
    'contract.request.accept-terms.v1',
    z.object({ id: idSchema, version: z.number().int().min(1), hash: sha256Schema, expectedRevision }),
    commandResultSchema,
  ),
  sign: defineRequest(
    'contract.request.sign.v1',
    z.object({ id: idSchema, keyId: z.string().min(1).max(64), signature: signatureSchema, expectedRevision }),
    commandResultSchema,
  ),
  get: defineRequest('contract.request.get.v1', byIdSchema, contractViewSchema),
  list: defineRequest(
    'contract.request.list.v1',
    z.object({ ...pageQuery, status: contractStatusSchema.optional() }),
    pageOf(contractViewSchema),
  ),
  history: defineRequest(
    'contract.request.history.v1',
    byIdSchema.extend({ from: z.number().int().min(0).optional(), limit: z.number().int().min(1).max(200).optional() }),
    /** `next`: the revision to go on from, when there is more. */
    z.object({ id: z.string(), entries: z.array(historyEntrySchema), next: z.number().int().min(1).optional() }),
  ),
  ...keyringMessages,
};

export const contractEvents = {
  contractDrafted: defineEvent('contract.event.drafted.v1', z.object(contractFact)),
  termsProposed: defineEvent(
    'contract.event.terms-proposed.v1',
    z.object({ ...contractFact, version: z.number().int(), hash: sha256Schema, proposedBy: z.string() }),
  ),
  termsAgreed: defineEvent(
    'contract.event.terms-agreed.v1',
    z.object({ ...contractFact, version: z.number().int(), hash: sha256Schema }),
  ),
  contractSigned: defineEvent('contract.event.signed.v1', z.object({ ...contractFact, organisationId: z.string() })),
  contractConcluded: defineEvent(
    'contract.event.concluded.v1',
    z.object({
      ...contractFact,
      kind: contractKindSchema,
      licenceMode: licenceModeSchema.optional(),
      termsHash: sha256Schema,
      concludedAt: instantSchema,
    }),
  ),
  /** A step of the contract stands in the public log, under a signed checkpoint of `size` leaves: its receipt can be fetched. */
  contractRecorded: defineEvent(
    'contract.event.recorded.v1',
    z.object({
      ...contractFact,
      /** Kind of the leaf, such as CONTRACT_CONCLUDED. */
      recorded: z.string(),
      index: z.number().int().min(0),
      size: z.number().int().min(1),
    }),
  ),
};
