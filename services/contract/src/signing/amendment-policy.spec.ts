import { spec } from '@lastmile/eventsourcing/testing';
import { contractDecider } from '../contract/contract.decider.js';
import type { ContractCommand, ContractEvent } from '../contract/contract.types.js';
import type { PartyPolicy } from './signing.types.js';

const now = '2026-03-02T08:00:00.000Z';
const [hash, amended] = ['a'.repeat(64), 'b'.repeat(64)];
const terms = {
  kind: 'LICENCE' as const,
  projectName: '填料',
  scope: '普通许可',
  priceMinor: 100,
  currency: 'CNY' as const,
  paymentPlan: '',
  validFrom: '2026-04-01',
  validTo: '2031-03-31',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};
const policies: PartyPolicy[] = [
  { organisationId: 'a', policy: { mode: 'IN_ORDER', signatories: ['a-1', 'a-2'] } },
  { organisationId: 'b', policy: { mode: 'ONE', signatories: [] } },
];
const made = (by: string, termsHash: string) => ({
  organisationId: by[0] ?? '',
  keyId: `k-${by}`,
  algorithm: 'SM2' as const,
  userId: 'u',
  signatoryId: by,
  publicKey: `p-${by}`,
  signature: `s-${by}`,
  termsHash,
});
const signed = (by: string): ContractEvent => ({ type: 'ContractSigned', ...made(by, hash), signedAt: now });
const amendmentSigned = (by: string): ContractEvent => ({
  type: 'AmendmentSigned',
  version: 2,
  ...made(by, amended),
  signedAt: now,
});

/** Concluded under a policy of two in order, with new terms that both have accepted. */
const proposed: ContractEvent[] = [
  {
    type: 'ContractDrafted',
    matchId: 'm',
    listingId: 'l',
    demandId: 'd',
    title: '填料',
    parties: [
      { organisationId: 'a', side: 'SUPPLY' },
      { organisationId: 'b', side: 'DEMAND' },
    ],
    draftedAt: now,
  },
  { type: 'TermsProposed', version: 1, hash, proposedBy: 'a', terms, proposedAt: now },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'a', acceptedAt: now },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'b', acceptedAt: now },
  { type: 'TermsAgreed', version: 1, hash, agreedAt: now },
  { type: 'ChecksPassed', termsHash: hash, region: '110108', on: '2026-03-02', results: [], checkedBy: 'a', checkedAt: now },
  { type: 'SigningOpened', termsHash: hash, policies, openedAt: now },
  ...['a-1', 'a-2', 'b-1'].map(signed),
  { type: 'ContractConcluded', termsHash: hash, concludedAt: now },
  {
    type: 'AmendmentProposed',
    version: 2,
    hash: amended,
    proposedBy: 'b',
    terms: { ...terms, scope: '独占许可' },
    reasons: '扩大范围',
    proposedAt: now,
  },
  { type: 'AmendmentAccepted', version: 2, hash: amended, organisationId: 'b', acceptedAt: now },
  { type: 'AmendmentAccepted', version: 2, hash: amended, organisationId: 'a', acceptedAt: now },
];
const sign = (by: string): ContractCommand => {
  const { organisationId, keyId, signature, algorithm, userId, signatoryId, publicKey } = made(by, amended);
  const key = { publicKey, algorithm, userId, signatoryId, isRevoked: false };
  return { type: 'SignAmendment', organisationId, signed: { keyId, signature, termsHash: amended, key, isValid: true }, now };
};
const given = (...events: ContractEvent[]) => spec(contractDecider).given([...proposed, ...events]);

describe('an amendment', () => {
  it('is signed by whom the contract’s own policies name, in their order', () => {
    given().when(sign('a-2')).thenRejects('SIGNING_OUT_OF_ORDER');
    given().when(sign('a-3')).thenRejects('NOT_A_SIGNATORY');
    given()
      .when(sign('a-1'))
      .then([amendmentSigned('a-1')]);
    given(amendmentSigned('a-1')).when(sign('a-1')).thenRejects('ALREADY_SIGNED');
    given(amendmentSigned('a-1'))
      .when(sign('b-1'))
      .then([amendmentSigned('b-1')]);
  });
  it('is in force when both policies are met', () =>
    given(amendmentSigned('a-1'), amendmentSigned('b-1'))
      .when(sign('a-2'))
      .then([
        amendmentSigned('a-2'),
        { type: 'ContractAmended', version: 2, termsHash: amended, previousHash: hash, isRegistered: false, amendedAt: now },
      ]));
});
