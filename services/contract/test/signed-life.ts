import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { EventStore, NewEvent } from '@lastmile/eventsourcing/runtime';
import type { Terms } from '@lastmile/protocol';
import { contractEventsCodec } from '../src/contract/contract.events.js';
import type { ContractEvent } from '../src/contract/contract.types.js';
import { keyIdOf } from '@lastmile/receipt';
import { hashOfTerms, signingPayload, toStoredTerms } from '../src/contract/terms.js';

const terms: Terms = {
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
const hash = hashOfTerms(stored);
const at = '2026-03-02T08:00:00.000Z';

const newParty = (organisationId: string, side: 'SUPPLY' | 'DEMAND') => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  return { party: { organisationId, side }, publicKey: raw, keyId: keyIdOf({ publicKey: raw }), privateKey };
};
const parties = [newParty('u-1', 'SUPPLY'), newParty('e-1', 'DEMAND')];

const signedBy = ({ party, publicKey, keyId, privateKey }: (typeof parties)[number], id: string): ContractEvent => ({
  type: 'ContractSigned',
  organisationId: party.organisationId,
  keyId,
  publicKey,
  signature: sign(null, Buffer.from(signingPayload(id, 1, hash)), privateKey).toString('base64'),
  termsHash: hash,
  signedAt: at,
});

/** What a contract's stream holds once it is concluded, with signatures that hold. */
const lifeOf = (id: string): ContractEvent[] => [
  {
    type: 'ContractDrafted',
    matchId: `m-${id}`,
    listingId: `l-${id}`,
    demandId: `d-${id}`,
    title: '生物活性填料',
    parties: parties.map(({ party }) => party),
    draftedAt: at,
  },
  { type: 'TermsProposed', version: 1, hash, proposedBy: 'u-1', terms: stored, proposedAt: at },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'u-1', acceptedAt: at },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'e-1', acceptedAt: at },
  { type: 'TermsAgreed', version: 1, hash, agreedAt: at },
  ...parties.map((one) => signedBy(one, id)),
  { type: 'ContractConcluded', termsHash: hash, concludedAt: at },
];

/** Concludes a contract past the service, in one append. */
export const concludeInStore = async (store: EventStore, id: string): Promise<void> => {
  const events = lifeOf(id).map((event): NewEvent => ({
    id: randomUUID(),
    ...contractEventsCodec.encode(event),
    metadata: { actor: { organisationId: 'u-1', role: 'university', subjectId: 's' }, correlationId: randomUUID() },
  }));
  await store.append(`contract-${id}`, events, 'no-stream');
};
