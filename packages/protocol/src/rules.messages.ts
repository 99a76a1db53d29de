import { z } from 'zod';
import { contractClauses, dealKinds, diligenceElements, jurisdictionNames, kindFacts, unfairClauses } from './deal-codes.js';
import { defineRequest } from './message.js';
import { dateSchema, idSchema, licenceModeSchema, moneySchema, regionSchema, sha256Schema } from './values.js';

const wordsSchema = z.object({ zh: z.string(), en: z.string() });
const ruleStatusSchema = z.enum(['VERIFIED', 'TO_BE_VERIFIED']);
const sourceSchema = z.object({ law: wordsSchema, article: z.string(), says: wordsSchema });
const basisPoints = z.number().int().min(0).max(10_000);
/** A GB/T 2260 code, or the name of a jurisdiction. */
const place = z.union([regionSchema, z.enum(jurisdictionNames)]);
/** The day (in China) whose rules apply; today when left out. */
const day = dateSchema.optional();

export const ruleSchema = z.object({
  id: z.string(),
  name: wordsSchema,
  /** For example `beijing/income-floor/2020-01-01`; decisions keep it. */
  version: z.string(),
  jurisdiction: z.enum(jurisdictionNames),
  jurisdictionName: wordsSchema,
  validFrom: dateSchema,
  validTo: dateSchema.optional(),
  /** A draft is never in force. */
  standing: z.enum(['IN_FORCE', 'PRACTICE', 'PLATFORM', 'DRAFT']),
  /** Whether the primary text was read in full. */
  status: ruleStatusSchema,
  /** Shares in parts of ten thousand, amounts in fen. */
  value: z.record(z.string(), z.unknown()),
  source: sourceSchema,
});

/** Money, or whole shares of a company. */
export const quantitySchema = z.union([moneySchema, z.object({ shares: z.number().int().min(0) })]);
const floorSchema = z.object({
  share: basisPoints,
  amount: quantitySchema,
  ruleVersion: z.string(),
  ruleStatus: ruleStatusSchema,
});

const sharedSchema = z.discriminatedUnion('kind', [
  /** Of an assignment or a licence: gross less taxes, upkeep and the direct costs of the deal. */
  z.object({
    kind: z.literal('NET_INCOME'),
    gross: moneySchema,
    costs: z.object({ taxes: moneySchema, upkeep: moneySchema, deal: moneySchema }),
  }),
  z.object({ kind: z.literal('EQUITY'), shares: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  /** `year`: of the profitable years, from 1. */
  z.object({ kind: z.literal('OWN_EXPLOITATION'), profit: moneySchema, year: z.number().int().min(1).max(100) }),
]);

export const distributionPreviewSchema = z.object({
  region: z.string(),
  at: dateSchema,
  /** What is shared, after costs. */
  whole: quantitySchema,
  teamShare: basisPoints,
  team: quantitySchema,
  unit: quantitySchema,
  payouts: z.array(z.object({ id: z.string(), amount: quantitySchema, isLeader: z.boolean() })),
  /** LAW: neither rule nor agreement was named; BELOW_LOCAL: a recorded basis goes below the place's standard. */
  outcome: z.enum(['LAW', 'STANDARD', 'BELOW_LOCAL']),
  floors: z.object({ local: floorSchema, national: floorSchema, lowest: floorSchema.optional() }),
  isBelowLowestBound: z.boolean(),
  notice: z
    .object({
      daysAtLeast: z.number().int(),
      because: z.enum(['LEADER', 'LAW']),
      leaders: z.array(z.string()),
      ruleVersion: z.string(),
    })
    .optional(),
  ruleVersions: z.array(z.string()),
});

const licenceScope = {
  ip: z.array(z.string().min(1).max(100)).max(100),
  fields: z.array(z.string().max(100)).max(50).optional(),
  territories: z.array(regionSchema).max(100).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
};
const person = z.object({
  id: idSchema,
  role: z.enum(['LEADER', 'COMPLETER', 'RELATED_TO_BUYER']),
  hasDeclared: z.boolean(),
  worksForBuyer: z.object({ hasUnitConsent: z.boolean() }).optional(),
});

/** A deal as far as it is known; what is left out is not said, which most checks find missing. */
export const dealToCheckSchema = z.object({
  region: place,
  at: day,
  kind: z.enum(dealKinds),
  facts: z.partialRecord(z.enum(kindFacts), z.boolean()).default({}),
  /** The clauses that the draft has. */
  clauses: z.array(z.enum(contractClauses)).max(contractClauses.length).default([]),
  hasRoyalty: z.boolean().default(false),
  licenceMode: licenceModeSchema.optional(),
  buyerId: idSchema,
  scope: z.object(licenceScope).default({ ip: [] }),
  liveLicences: z
    .array(z.object({ ...licenceScope, id: idSchema, licenseeId: idSchema, mode: licenceModeSchema }))
    .max(500)
    .default([]),
  isUsedByLicensor: z.boolean().optional(),
  refusalHolders: z
    .array(
      z.object({
        id: idSchema,
        right: z.enum(['COMPLETER', 'COMMISSIONER', 'CO_DEVELOPER']),
        offeredOn: dateSchema.optional(),
        answer: z.enum(['DECLINED', 'ACCEPTED']).optional(),
        isBuyer: z.boolean().optional(),
      }),
    )
    .max(100)
    .default([]),
  coOwners: z
    .array(z.object({ id: idSchema, consentRef: z.string().max(200).optional() }))
    .max(100)
    .default([]),
  patents: z
    .array(
      z.object({
        number: z.string().min(1).max(50),
        status: z.enum(['GRANTED', 'PENDING', 'LAPSED', 'REVOKED']),
        validTo: dateSchema.optional(),
        feePaidTo: dateSchema.optional(),
      }),
    )
    .max(100)
    .default([]),
  termTo: dateSchema.optional(),
  secrecy: z
    .object({
      isClassified: z.boolean().optional(),
      touchesSecurity: z.boolean().optional(),
      isConfidentialityAgreed: z.boolean().optional(),
    })
    .default({}),
  interests: z
    .object({
      isBuyerRelated: z.boolean().optional(),
      persons: z.array(person).max(100).default([]),
      isMarkedInNotice: z.boolean().default(false),
    })
    .default({ persons: [], isMarkedInNotice: false }),
  diligence: z
    .object({
      evidence: z
        .array(z.object({ element: z.enum(diligenceElements), hash: sha256Schema }))
        .max(200)
        .default([]),
      isFreeOfIllegalGain: z.boolean().optional(),
    })
    .default({ evidence: [] }),
  improvements: z
    .object({ choice: z.enum(['MAKER', 'SELLER', 'BUYER', 'SHARED']).optional(), isCompensated: z.boolean().optional() })
    .default({}),
  unfairClauses: z.array(z.enum(unfairClauses)).max(unfairClauses.length).default([]),
  pricing: z
    .object({
      isStateUnit: z.boolean(),
      mode: z.enum(['AGREED_PRICE', 'LISTED_SALE', 'AUCTION']).optional(),
      isDone: z.boolean(),
      isNoticeClosed: z.boolean(),
    })
    .default({ isStateUnit: true, isDone: false, isNoticeClosed: false }),
});

export const dealCheckSchema = z.object({
  /** Stable code, and what people read. */
  check: z.string(),
  name: wordsSchema,
  status: z.enum(['PASSED', 'FAILED', 'WARNING']),
  missing: z.array(
    z.object({
      what: z.string(),
      name: wordsSchema,
      blocks: z.boolean(),
      suppliedBy: z.string(),
      supplier: wordsSchema,
      /** A clause, a fact, a person, a licence, a patent; `aboutName` where it is a code. */
      about: z.string().optional(),
      aboutName: wordsSchema.optional(),
      until: dateSchema.optional(),
    }),
  ),
  source: sourceSchema,
  ruleVersion: z.string(),
  ruleStatus: ruleStatusSchema,
});

export const dealCheckPreviewSchema = z.object({
  region: z.string(),
  at: dateSchema,
  maySign: z.boolean(),
  checks: z.array(dealCheckSchema),
  /** The kinds that the declared facts make it. */
  kindsThatFit: z.array(z.enum(dealKinds)),
});

/** The contract service answers these; nothing is stored. */
export const rulesMessages = {
  rules: defineRequest(
    'contract.request.rules.v1',
    z.object({ region: place, at: day }),
    z.object({ region: z.string(), at: dateSchema, rules: z.array(ruleSchema) }),
  ),
  previewDistribution: defineRequest(
    'contract.request.preview-distribution.v1',
    z.object({
      region: place,
      at: day,
      shared: sharedSchema,
      isStateUnit: z.boolean(),
      standard: z.object({ kind: z.enum(['UNIT_RULE', 'AGREEMENT']), ref: z.string().max(200), share: basisPoints }).optional(),
      /** More than the standard asks for. */
      teamShare: basisPoints.optional(),
      /** `parts`: whole parts of the team's amount, such as 30 and 70. */
      recipients: z
        .array(z.object({ id: idSchema, parts: z.number().int().min(1).max(1_000_000), isLeader: z.boolean().default(false) }))
        .min(1)
        .max(200),
    }),
    distributionPreviewSchema,
  ),
  checkDeal: defineRequest('contract.request.check-deal.v1', dealToCheckSchema, dealCheckPreviewSchema),
};
