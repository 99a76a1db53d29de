import { z } from 'zod';
import { contractFact, partySchema } from './contract-fact.js';
import {
  filingDocuments,
  filingDocumentSchema,
  filingHeadings,
  filingPartySchema,
  registrationFormSchema,
  registrationStatusSchema,
} from './deal-views.js';
import { defineEvent, defineRequest } from './message.js';
import {
  byIdSchema,
  commandResultSchema,
  dateSchema,
  idSchema,
  instantSchema,
  moneySchema,
  pageOf,
  pageQuery,
  regionSchema,
} from './values.js';

const expectedRevision = z.number().int().min(0).optional();
const words = z.object({ zh: z.string(), en: z.string() });
const reasons = z.string().trim().min(1).max(5_000);

/** What the seller adds to that which follows from the contract. */
export const filingSchema = z.object({
  /** The office's place (the seller's), GB/T 2260. */
  region: regionSchema,
  seller: filingPartySchema,
  buyer: filingPartySchema,
  /** 技术交易额; taken from the terms, or what is left of the value without `nonTechnical`. */
  technologyValue: moneySchema.optional(),
  /** Equipment, instruments, parts, raw materials and other cost that is not technology. */
  nonTechnical: moneySchema.optional(),
  newInvestment: moneySchema.optional(),
  newOutput: moneySchema.optional(),
  ...filingHeadings,
  documents: z.array(filingDocumentSchema).max(filingDocuments.length),
  situation: z
    .object({
      isFirstTime: z.boolean().default(false),
      isSignedByDepartment: z.boolean().default(false),
      isStateProject: z.boolean().default(false),
      needsProductionLicence: z.boolean().default(false),
    })
    .default({ isFirstTime: false, isSignedByDepartment: false, isStateProject: false, needsProductionLicence: false }),
  /** The office works by the draft measure of 2024. */
  isByDraft: z.boolean().default(false),
});

/** Steps of the seller: `supplement`, `withdraw`, `review`; all others are the office's. */
export const registrationDecisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('supplement-request'), missing: z.array(z.string().max(200)).max(100).default([]), reasons }),
  z.object({ decision: z.literal('supplement'), filing: filingSchema }),
  z.object({ decision: z.literal('withdraw') }),
  z.object({
    decision: z.literal('register'),
    /** The office's own number. */
    registrationNumber: z.string().trim().min(1).max(40),
    contractValue: moneySchema.optional(),
    technologyValue: moneySchema.optional(),
  }),
  z.object({ decision: z.literal('refuse'), reasons }),
  z.object({ decision: z.literal('review'), reasons }),
  z.object({ decision: z.literal('reopen'), reasons }),
  z.object({ decision: z.literal('confirm'), reasons }),
  z.object({ decision: z.literal('change'), contractValue: moneySchema, technologyValue: moneySchema, reasons }),
  z.object({ decision: z.literal('cancel'), reasons }),
  z.object({ decision: z.literal('revoke'), reasons }),
  z.object({ decision: z.literal('approve-income'), technologyIncome: moneySchema }),
]);
export const registrationDecisions = [
  'supplement-request',
  'supplement',
  'withdraw',
  'register',
  'refuse',
  'review',
  'reopen',
  'confirm',
  'change',
  'cancel',
  'revoke',
  'approve-income',
] as const;

export const registrationDossierSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  status: registrationStatusSchema,
  region: z.string(),
  /** As far as contract and filing fill it. */
  form: registrationFormSchema,
  gaps: z.array(
    z.object({
      /** A field's path in the form, or a document. */
      what: z.string(),
      name: words.optional(),
      problem: z.enum(['MISSING', 'INVALID']),
      suppliedBy: z.string(),
      supplier: words,
      isAdvised: z.boolean(),
    }),
  ),
  mayFile: z.boolean(),
  amounts: z.object({ errors: z.array(z.string()), warnings: z.array(z.string()), ruleVersion: z.string() }).optional(),
  documents: z.array(filingDocumentSchema),
  /** Until when the office would have to decide, if it were filed today. */
  ifFiledToday: z.object({ dueOn: dateSchema, counting: z.enum(['CALENDAR', 'WORKING']), ruleVersion: z.string() }).optional(),
});

export const registrationEntrySchema = z.object({
  contractId: z.string(),
  title: z.string(),
  parties: z.array(partySchema),
  status: registrationStatusSchema,
  region: z.string(),
  filedAt: instantSchema,
  /** Days since it was filed. */
  ageDays: z.number().int(),
  dueOn: dateSchema.optional(),
  /** Days until the last one; below zero when it is over. */
  daysLeft: z.number().int().optional(),
  isOverdue: z.boolean(),
  counting: z.enum(['CALENDAR', 'WORKING']).optional(),
  ruleVersion: z.string().optional(),
  contractValue: moneySchema.optional(),
  technologyValue: moneySchema.optional(),
  registrationNumber: z.string().optional(),
  warnings: z.array(z.string()),
});

export const registrationMessages = {
  file: defineRequest(
    'contract.request.file-registration.v1',
    z.object({ id: idSchema, filing: filingSchema, expectedRevision }),
    commandResultSchema,
  ),
  decide: defineRequest(
    'contract.request.decide-registration.v1',
    z.object({ id: idSchema, step: registrationDecisionSchema, expectedRevision }),
    commandResultSchema,
  ),
  dossier: defineRequest(
    'contract.request.registration-dossier.v1',
    byIdSchema.extend({ region: regionSchema.optional() }),
    registrationDossierSchema,
  ),
  /** The office's queue, the nearest last day first. */
  list: defineRequest(
    'contract.request.list-registrations.v1',
    z.object({
      ...pageQuery,
      status: registrationStatusSchema.optional(),
      /** Only what is due up to this day. */
      due: dateSchema.optional(),
    }),
    pageOf(registrationEntrySchema),
  ),
};

export const registrationEvents = {
  /** The office took it up under its number. */
  registered: defineEvent(
    'contract.event.registered.v1',
    z.object({
      ...contractFact,
      registrationNumber: z.string(),
      contractValue: moneySchema,
      technologyValue: moneySchema,
      registeredAt: instantSchema,
    }),
  ),
  /** Every other step: filed, supplement requested, not registered, reviewed, changed, cancelled, revoked, income approved. */
  registrationDecided: defineEvent(
    'contract.event.registration-decided.v1',
    z.object({
      ...contractFact,
      step: z.enum([
        'FILED',
        'SUPPLEMENT_REQUESTED',
        'SUPPLEMENTED',
        'WITHDRAWN',
        'NOT_REGISTERED',
        'REVIEW_REQUESTED',
        'REOPENED',
        'CONFIRMED',
        'CHANGED',
        'CANCELLED',
        'REVOKED',
        'INCOME_APPROVED',
      ]),
      dueOn: dateSchema.optional(),
      reasons: z.string().optional(),
    }),
  ),
};
