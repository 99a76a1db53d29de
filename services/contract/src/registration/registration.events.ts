import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';

const instant = z.iso.datetime();
const fen = z.number().int().min(0);
const due = { dueOn: z.iso.date(), counting: z.enum(['CALENDAR', 'WORKING']), ruleVersion: z.string() };

const registrationFiled = z.object({
  /** Where the seller files, GB/T 2260. */
  region: z.string(),
  /** The contract's text and its parties: the same pair is never filed twice. */
  registrationKey: z.string(),
  contractValueMinor: fen,
  technologyValueMinor: fen,
  ...due,
  filedAt: instant,
});
const supplementRequested = z.object({ missing: z.array(z.string()), reasons: z.string(), requestedAt: instant });
/** The clock starts again. */
const filingSupplemented = z.object({ ...due, supplementedAt: instant });
const filingWithdrawn = z.object({ withdrawnAt: instant });
const contractRegistered = z.object({
  /** The office's own number; the platform never makes one. */
  registrationNumber: z.string(),
  contractValueMinor: fen,
  technologyValueMinor: fen,
  ruleVersion: z.string(),
  registeredAt: instant,
});
const registrationRefused = z.object({ reasons: z.string(), refusedAt: instant });
const reviewRequested = z.object({ grounds: z.string(), requestedAt: instant });
const reviewDecided = z.object({ outcome: z.enum(['REOPENED', 'CONFIRMED']), reasons: z.string(), decidedAt: instant });
const registrationChanged = z.object({
  contractValueMinor: fen,
  technologyValueMinor: fen,
  reasons: z.string(),
  changedAt: instant,
});
/** Ended because the contract was; benefits used before are reported to the authority. */
const registrationCancelled = z.object({ reasons: z.string(), cancelledAt: instant });
/** Taken away for fraud. */
const registrationRevoked = z.object({ reasons: z.string(), revokedAt: instant });

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
  | ({ type: 'RegistrationRevoked' } & z.infer<typeof registrationRevoked>);

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
} as const;
export const registrationCodec = defineEvents<RegistrationEvent>(registrationDefinitions);
