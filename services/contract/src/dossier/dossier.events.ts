import { declarationSchema, diligenceElements, sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();
const day = z.iso.date();

export const declarationMade = z.object({ declaration: declarationSchema, organisationId: z.string(), declaredAt: instant });
export const consentRecorded = z.object({
  coOwnerId: z.string(),
  reference: z.string(),
  sha256: sha256Schema.optional(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export const firstRefusalOffered = z.object({
  holderId: z.string(),
  /** The terms that were offered; other terms need another offer. */
  termsHash: sha256Schema,
  offeredOn: day,
  /** Last day to answer. */
  answerBy: day,
  ruleVersion: z.string(),
  offeredBy: z.string(),
  offeredAt: instant,
});
export const firstRefusalAnswered = z.object({
  holderId: z.string(),
  termsHash: sha256Schema,
  answer: z.enum(['ACCEPTED', 'DECLINED']),
  reference: z.string(),
  recordedBy: z.string(),
  answeredAt: instant,
});
export const evidenceRecorded = z.object({
  evidenceId: z.string(),
  element: z.enum(diligenceElements),
  name: z.string(),
  sha256: sha256Schema,
  reference: z.string().optional(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export const checksPassed = z.object({
  termsHash: sha256Schema,
  region: z.string(),
  /** The day in China whose rules applied. */
  on: day,
  /** Each with the version of its rule and the SHA-256 of what it found (canonical JSON). */
  results: z.array(
    z.object({ check: z.string(), status: z.enum(['PASSED', 'WARNING']), ruleVersion: z.string(), hash: sha256Schema }),
  ),
  checkedBy: z.string(),
  checkedAt: instant,
});
/** Something that the checks had looked at changed after they passed. */
export const checksReopened = z.object({ because: z.string(), reopenedAt: instant });

/** Stored names and shapes. */
export const dossierDefinitions = {
  'DeclarationMade.v1': { event: 'DeclarationMade', schema: declarationMade },
  'ConsentRecorded.v1': { event: 'ConsentRecorded', schema: consentRecorded },
  'FirstRefusalOffered.v1': { event: 'FirstRefusalOffered', schema: firstRefusalOffered },
  'FirstRefusalAnswered.v1': { event: 'FirstRefusalAnswered', schema: firstRefusalAnswered },
  'EvidenceRecorded.v1': { event: 'EvidenceRecorded', schema: evidenceRecorded },
  'ChecksPassed.v1': { event: 'ChecksPassed', schema: checksPassed },
  'ChecksReopened.v1': { event: 'ChecksReopened', schema: checksReopened },
} as const;
