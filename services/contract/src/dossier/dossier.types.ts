import type { Declaration } from '@lastmile/protocol';
import type { z } from 'zod';
import type { Licence } from '../checks/licence-overlap.decider.js';
import type {
  checksPassed,
  checksReopened,
  consentRecorded,
  declarationMade,
  evidenceRecorded,
  firstRefusalAnswered,
  firstRefusalOffered,
} from './dossier.events.js';

export interface FirstRefusalOffer {
  holderId: string;
  termsHash: string;
  offeredOn: string;
  answerBy: string;
  ruleVersion: string;
  answer?: 'ACCEPTED' | 'DECLINED';
}
export type Made = z.infer<typeof declarationMade>;
export type PassedChecks = z.infer<typeof checksPassed>;

/** What was declared and shown; the last word on each subject holds. `passed`: the checks, until something reopens them. */
export interface Dossier {
  declarations: { [About in Declaration['about']]?: Made };
  consents: z.infer<typeof consentRecorded>[];
  offers: FirstRefusalOffer[];
  evidence: z.infer<typeof evidenceRecorded>[];
  passed?: PassedChecks;
}

interface Asked {
  organisationId: string;
  now: string;
}
export type DossierCommand =
  | ({ type: 'Declare'; declaration: Declaration; role: string } & Asked)
  | ({ type: 'RecordConsent'; coOwnerId: string; reference: string; sha256?: string } & Asked)
  | ({ type: 'OfferFirstRefusal'; holderId: string } & Asked)
  | ({ type: 'AnswerFirstRefusal'; holderId: string; answer: 'ACCEPTED' | 'DECLINED'; reference: string } & Asked)
  | ({
      type: 'RecordEvidence';
      evidenceId: string;
      element: z.infer<typeof evidenceRecorded>['element'];
      name: string;
      sha256: string;
      reference?: string;
    } & Asked)
  /** `liveLicences`: those of the same rights that are concluded or being signed, gathered before. */
  | ({ type: 'PassChecks'; liveLicences: readonly Licence[] } & Asked);

export type DossierEvent =
  | ({ type: 'DeclarationMade' } & z.infer<typeof declarationMade>)
  | ({ type: 'ConsentRecorded' } & z.infer<typeof consentRecorded>)
  | ({ type: 'FirstRefusalOffered' } & z.infer<typeof firstRefusalOffered>)
  | ({ type: 'FirstRefusalAnswered' } & z.infer<typeof firstRefusalAnswered>)
  | ({ type: 'EvidenceRecorded' } & z.infer<typeof evidenceRecorded>)
  | ({ type: 'ChecksPassed' } & z.infer<typeof checksPassed>)
  | ({ type: 'ChecksReopened' } & z.infer<typeof checksReopened>);
