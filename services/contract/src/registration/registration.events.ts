import { defineEvents } from '@lastmile/eventsourcing';
import { dealKinds } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();
const fen = z.number().int().min(0);
const due = { dueOn: z.iso.date(), counting: z.enum(['CALENDAR', 'WORKING']), ruleVersion: z.string() };
const documents = [
  'FULL_TEXT',
  'FORM',
  'USER_REGISTRATION',
  'AUTHORITY_LETTER',
  'PROJECT_CONSENT',
  'PRODUCTION_LICENCE',
] as const;

const filingParty = z.object({
  fullName: z.string().optional(),
  country: z.string().optional(),
  region: z.string().optional(),
  nature: z.string().optional(),
  creditCode: z.string().optional(),
});
const heading = z.string().optional();
/** The form as it was filed, the documents by their hashes, and the rules that it was checked by. */
export const filedDossier = z.object({
  termsVersion: z.number().int(),
  termsHash: z.string(),
  form: z.object({
    projectName: heading,
    kind: z.enum(dealKinds),
    signedOn: z.iso.date().optional(),
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().optional(),
    seller: filingParty,
    buyer: filingParty,
    contractValueMinor: fen.optional(),
    technologyValueMinor: fen.optional(),
    newInvestmentMinor: fen.optional(),
    newOutputMinor: fen.optional(),
    intellectualProperty: heading,
    technicalField: heading,
    socioEconomicGoal: heading,
    industryServed: heading,
    planSource: heading,
  }),
  documents: z.array(z.object({ document: z.enum(documents), sha256: z.string().optional() })),
  situation: z.object({
    isFirstTime: z.boolean(),
    isSignedByDepartment: z.boolean(),
    isStateProject: z.boolean(),
    needsProductionLicence: z.boolean(),
  }),
  /** What is unusual about the amounts: to look at, nothing that was refused. */
  warnings: z.array(z.string()),
  ruleVersions: z.array(z.string()),
});
export type FiledDossier = z.infer<typeof filedDossier>;

const registrationFiled = z.object({
  /** Where the seller files, GB/T 2260. */
  region: z.string(),
  /** The contract's text and its parties: the same pair is never filed twice. */
  registrationKey: z.string(),
  contractValueMinor: fen,
  technologyValueMinor: fen,
  ...due,
  dossier: filedDossier.optional(),
  filedAt: instant,
});
const supplementRequested = z.object({ missing: z.array(z.string()), reasons: z.string(), requestedAt: instant });
/** The clock starts again. */
const filingSupplemented = z.object({ ...due, dossier: filedDossier.optional(), supplementedAt: instant });
const filingWithdrawn = z.object({ withdrawnAt: instant });
const contractRegistered = z.object({
  /** The office's own number; the platform never makes one. */
  registrationNumber: z.string(),
  contractValueMinor: fen,
  technologyValueMinor: fen,
  ruleVersion: z.string(),
  /** Of the terms that were registered. */
  termsHash: z.string().optional(),
  registeredAt: instant,
});
const registrationRefused = z.object({ reasons: z.string(), refusedAt: instant });
const reviewRequested = z.object({ grounds: z.string(), requestedAt: instant });
const reviewDecided = z.object({
  outcome: z.enum(['REOPENED', 'CONFIRMED']),
  reasons: z.string(),
  due: z.object(due).optional(),
  decidedAt: instant,
});
const registrationChanged = z.object({
  /** Of the terms that are registered now. */
  termsHash: z.string().optional(),
  contractValueMinor: fen,
  technologyValueMinor: fen,
  reasons: z.string(),
  changedAt: instant,
});
/** Ended because the contract was; benefits used before are reported to the authority. */
const registrationCancelled = z.object({ reasons: z.string(), cancelledAt: instant });
/** Taken away for fraud. */
const registrationRevoked = z.object({ reasons: z.string(), revokedAt: instant });
/** 技术性收入, the third amount: what the office recognises after performance. */
const technologyIncomeApproved = z.object({ technologyIncomeMinor: fen, ruleVersion: z.string(), approvedAt: instant });

export type RegistrationEvent =
  | ({ type: 'RegistrationFiled' } & z.infer<typeof registrationFiled>)
  | ({ type: 'SupplementRequested' } & z.infer<typeof supplementRequested>)
  | ({ type: 'FilingSupplemented' } & z.infer<typeof filingSupplemented>)
  | ({ type: 'FilingWithdrawn' } & z.infer<typeof filingWithdrawn>)
  | ({ type: 'ContractRegistered' } & z.infer<typeof contractRegistered>)
  | ({ type: 'RegistrationRefused' } & z.infer<typeof registrationRefused>)
  | ({ type: 'ReviewRequested' } & z.infer<typeof reviewRequested>)
  | ({ type: 'ReviewDecided' } & z.infer<typeof reviewDecided>)
  | ({ type: 'RegistrationChanged' } & z.infer<typeof registrationChanged>)
  | ({ type: 'RegistrationCancelled' } & z.infer<typeof registrationCancelled>)
  | ({ type: 'RegistrationRevoked' } & z.infer<typeof registrationRevoked>)
  | ({ type: 'TechnologyIncomeApproved' } & z.infer<typeof technologyIncomeApproved>);

/** Stored names and shapes; spread into the codec of the stream that holds the registration. */
export const registrationDefinitions = {
  'RegistrationFiled.v1': { event: 'RegistrationFiled', schema: registrationFiled },
  'SupplementRequested.v1': { event: 'SupplementRequested', schema: supplementRequested },
  'FilingSupplemented.v1': { event: 'FilingSupplemented', schema: filingSupplemented },
  'FilingWithdrawn.v1': { event: 'FilingWithdrawn', schema: filingWithdrawn },
  'ContractRegistered.v1': { event: 'ContractRegistered', schema: contractRegistered },
  'RegistrationRefused.v1': { event: 'RegistrationRefused', schema: registrationRefused },
  'ReviewRequested.v1': { event: 'ReviewRequested', schema: reviewRequested },
  'ReviewDecided.v1': { event: 'ReviewDecided', schema: reviewDecided },
  'RegistrationChanged.v1': { event: 'RegistrationChanged', schema: registrationChanged },
  'RegistrationCancelled.v1': { event: 'RegistrationCancelled', schema: registrationCancelled },
  'RegistrationRevoked.v1': { event: 'RegistrationRevoked', schema: registrationRevoked },
  'TechnologyIncomeApproved.v1': { event: 'TechnologyIncomeApproved', schema: technologyIncomeApproved },
} as const;
export const registrationCodec = defineEvents<RegistrationEvent>(registrationDefinitions);
