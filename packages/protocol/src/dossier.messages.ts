import { z } from 'zod';
import { contractFact } from './contract-fact.js';
import { diligenceElements } from './deal-codes.js';
import { defineEvent, defineRequest } from './message.js';
import { dealCheckSchema } from './rules.messages.js';
import { patentSchema } from './terms.messages.js';
import { byIdSchema, commandResultSchema, dateSchema, idSchema, instantSchema, regionSchema, sha256Schema } from './values.js';

const reference = z.string().trim().min(1).max(300);
const expectedRevision = z.number().int().min(0).optional();

export const refusalRights = ['COMPLETER', 'COMMISSIONER', 'CO_DEVELOPER'] as const;
export const personRoles = ['LEADER', 'COMPLETER', 'RELATED_TO_BUYER'] as const;

/** A person by an opaque id, never by name; `sealed` is what only the vault can open. */
const personSchema = z.object({
  subjectId: idSchema,
  sealed: z.string().min(1).max(4_000).optional(),
  role: z.enum(personRoles),
  hasDeclared: z.boolean(),
  worksForBuyer: z.object({ hasUnitConsent: z.boolean() }).optional(),
});

/** What the seller declares; a later declaration about the same replaces the earlier one. */
export const declarationSchema = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('SELLER'),
    region: regionSchema,
    /** A state-founded unit; left out: what the role says. A declared false names its basis. */
    isStateUnit: z.boolean().optional(),
    basis: reference.optional(),
  }),
  /** Besides the seller; an empty list says that there is none. */
  z.object({ about: z.literal('CO_OWNERS'), ids: z.array(idSchema).max(100) }),
  z.object({
    about: z.literal('REFUSAL_HOLDERS'),
    holders: z.array(z.object({ id: idSchema, right: z.enum(refusalRights), isBuyer: z.boolean().optional() })).max(100),
  }),
  /** The state of the patents that the terms name. */
  z.object({ about: z.literal('PATENTS'), patents: z.array(patentSchema).max(100) }),
  z.object({ about: z.literal('SECRECY'), isClassified: z.boolean(), touchesSecurity: z.boolean() }),
  z.object({ about: z.literal('INTERESTS'), isBuyerRelated: z.boolean(), persons: z.array(personSchema).max(100) }),
  z.object({ about: z.literal('NO_ILLEGAL_GAIN'), isFree: z.boolean() }),
  /** Whether the licensor goes on using what it licenses. */
  z.object({ about: z.literal('OWN_USE'), isUsed: z.boolean() }),
]);
export type Declaration = z.infer<typeof declarationSchema>;

const consentSchema = z.object({ coOwnerId: idSchema, reference, sha256: sha256Schema.optional() });
const answerSchema = z.object({ holderId: idSchema, answer: z.enum(['ACCEPTED', 'DECLINED']), reference });
const evidenceSchema = z.object({
  element: z.enum(diligenceElements),
  name: z.string().trim().min(1).max(200),
  sha256: sha256Schema,
  reference: reference.optional(),
});

/** The checklist of a contract as it stands on a day. */
export const contractChecksSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  status: z.string(),
  region: z.string(),
  at: dateSchema,
  maySign: z.boolean(),
  checks: z.array(dealCheckSchema),
});

export const passedChecksSchema = z.object({
  termsHash: sha256Schema,
  region: z.string(),
  on: dateSchema,
  results: z.array(
    z.object({ check: z.string(), status: z.enum(['PASSED', 'WARNING']), ruleVersion: z.string(), hash: sha256Schema }),
  ),
  checkedBy: z.string(),
  checkedAt: instantSchema,
});

/** What was declared and shown for the checks, as the contract's page has it. */
export const dossierViewSchema = z.object({
  declarations: z.array(z.object({ declaration: declarationSchema, organisationId: z.string(), declaredAt: instantSchema })),
  consents: z.array(consentSchema.extend({ recordedAt: instantSchema })),
  offers: z.array(
    z.object({
      holderId: z.string(),
      termsHash: sha256Schema,
      offeredOn: dateSchema,
      answerBy: dateSchema,
      answer: z.enum(['ACCEPTED', 'DECLINED']).optional(),
    }),
  ),
  evidence: z.array(evidenceSchema.extend({ id: z.string(), recordedAt: instantSchema })),
});

const id = idSchema;
const reasonSchema = z.string().trim().min(1).max(2_000);

/** What a body holds besides the contract's id. */
export const dossierBodies = {
  declare: z.object({ declaration: declarationSchema }),
  recordConsent: consentSchema,
  offerFirstRefusal: z.object({ holderId: idSchema }),
  answerFirstRefusal: answerSchema.omit({ holderId: true }),
  recordEvidence: evidenceSchema,
  abandon: z.object({ reason: reasonSchema }),
};

export const dossierMessages = {
  declare: defineRequest(
    'contract.request.declare.v1',
    z.object({ id, declaration: declarationSchema, expectedRevision }),
    commandResultSchema,
  ),
  recordConsent: defineRequest(
    'contract.request.record-consent.v1',
    consentSchema.extend({ id, expectedRevision }),
    commandResultSchema,
  ),
  offerFirstRefusal: defineRequest(
    'contract.request.offer-first-refusal.v1',
    z.object({ id, holderId: idSchema, expectedRevision }),
    commandResultSchema,
  ),
  answerFirstRefusal: defineRequest(
    'contract.request.answer-first-refusal.v1',
    answerSchema.extend({ id, expectedRevision }),
    commandResultSchema,
  ),
  recordEvidence: defineRequest(
    'contract.request.record-evidence.v1',
    evidenceSchema.extend({ id, expectedRevision }),
    commandResultSchema,
  ),
  /** The checklist live, whatever the status. */
  checks: defineRequest('contract.request.checks.v1', byIdSchema, contractChecksSchema),
  /** Runs the checks and records that they passed, or refuses with what is missing. */
  passChecks: defineRequest('contract.request.pass-checks.v1', z.object({ id, expectedRevision }), commandResultSchema),
  abandon: defineRequest(
    'contract.request.abandon.v1',
    z.object({ id, reason: reasonSchema, expectedRevision }),
    commandResultSchema,
  ),
};

export const dossierEvents = {
  checksPassed: defineEvent(
    'contract.event.checks-passed.v1',
    z.object({ ...contractFact, termsHash: sha256Schema, ruleVersions: z.array(z.string()), checkedAt: instantSchema }),
  ),
  abandoned: defineEvent(
    'contract.event.abandoned.v1',
    z.object({ ...contractFact, abandonedBy: z.string(), reason: z.string() }),
  ),
};
