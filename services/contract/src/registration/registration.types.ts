import type { FilingInput } from './dossier.decider.js';
import type { RegistrationCommand as Step } from './registration.decider.js';

export type { Registration } from './registration.decider.js';
export type { RegistrationEvent } from './registration.events.js';

/** Who asks: the seller files, the office decides. */
export interface Asker {
  readonly organisationId: string;
  readonly role: string;
}

type Plain<Type extends Step['type']> = Omit<Extract<Step, { type: Type }>, 'now'>;
/** A step as it comes from outside; the day comes with the command. */
export type RegistrationStep =
  | Plain<'Withdraw'>
  | Plain<'RequestSupplement'>
  | Plain<'Register'>
  | Plain<'ApproveIncome'>
  | Plain<'ChangeRegistration'>
  | { type: 'RefuseRegistration' | 'RequestReview' | 'ReopenFiling' | 'ConfirmRefusal'; reasons: string }
  | { type: 'CancelRegistration' | 'RevokeRegistration'; reasons: string };

export type RegistrationPartCommand =
  | { type: 'FileRegistration'; by: Asker; region: string; isByDraft: boolean; filing: FilingInput; now: string }
  | { type: 'SupplementFiling'; by: Asker; isByDraft: boolean; filing: FilingInput; now: string }
  | { type: 'TakeRegistrationStep'; by: Asker; step: RegistrationStep; now: string };
