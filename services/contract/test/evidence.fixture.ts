import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import type { Terms } from '@lastmile/protocol';
import { hashOfTerms, toStoredTerms } from '../src/contract/terms.js';

export const contractId = 'c-evidence';

export const terms: Terms = {
  kind: 'LICENCE',
  licenceMode: 'EXCLUSIVE',
  projectName: '生物活性填料产业化项目',
  scope: '独占许可',
  price: { amount: '980000.00', currency: 'CNY' },
  paymentPlan: '',
  validFrom: '2027-01-01',
  validTo: '2031-12-31',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};
const stored = toStoredTerms(terms);
const at = '2026-03-02T08:00:00.000Z';

interface Happened {
  type: string;
  data: unknown;
}

/** Some of these are raw: a record is made of whatever the store keeps. */
export const lifeUntilNotice: readonly Happened[] = [
  {
    type: 'ContractDrafted.v1',
    data: {
      matchId: 'm-1',
      listingId: 'l-1',
      demandId: 'd-1',
      title: '生物活性填料',
      parties: [
        { organisationId: 'u-1', side: 'SUPPLY' },
        { organisationId: 'e-1', side: 'DEMAND' },
      ],
      draftedAt: at,
    },
  },
  { type: 'TermsProposed.v1', data: { version: 1, hash: hashOfTerms(stored), proposedBy: 'u-1', terms: stored, proposedAt: at } },
  { type: 'NoticeOpened.v1', data: { rule: 'national/price-notice/2016-02-26', openedAt: at } },
  { type: 'DeclarationMade.v1', data: { about: 'SECRECY', isClassified: false } },
  { type: 'DiligenceEvidenceRecorded.v1', data: { element: 'DEMOCRATIC_DECISION', sha256: 'ab'.repeat(32) } },
];

/** As a store gives it back. */
export const historyOf = (life: readonly Happened[], id = contractId): RecordedEvent[] =>
  life.map(({ type, data }, revision) => ({
    id: `${id}-${revision}`,
    stream: `contract-${id}`,
    revision,
    type,
    data,
    metadata: { actor: { organisationId: 'u-1', role: 'university', subjectId: 's' }, correlationId: 'c' },
    position: 100 + revision,
    created: at,
  }));
