import { contractDecider } from '../src/contract/contract.decider.js';
import type { ContractCommand, ContractEvent, Started } from '../src/contract/contract.types.js';
import { hashOfTerms, toStoredTerms } from '../src/contract/terms.js';
import type { Terms } from '@lastmile/protocol';
import type { StoredTerms } from '../src/negotiation/stored-terms.events.js';
import type { FilingInput } from '../src/registration/dossier.decider.js';

export const at = (day: string): string => `${day}T02:00:00.000Z`;
export const concludedDay = '2026-03-02';

export const agreedTerms: Terms = {
  kind: 'LICENCE',
  licenceMode: 'NON_EXCLUSIVE',
  projectName: '移动智能动作监测骨科康复指导仪',
  scope: '普通许可',
  price: { amount: '1000000.00', currency: 'CNY' },
  technologyValue: { amount: '750000.00', currency: 'CNY' },
  paymentPlan: '',
  validFrom: '2026-03-01',
  validTo: '2031-02-28',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};
export const storedOf = (terms: Terms): StoredTerms => toStoredTerms(terms);

/** A stream up to its conclusion, as contracts had it before there were checks. */
export const concludedLife = (terms: Terms = agreedTerms): ContractEvent[] => {
  const content = toStoredTerms(terms);
  const hash = hashOfTerms(content);
  const now = at(concludedDay);
  const signed = (organisationId: string, keyId: string): ContractEvent => ({
    type: 'ContractSigned',
    organisationId,
    keyId,
    algorithm: 'Ed25519',
    publicKey: `${'A'.repeat(43)}=`,
    signature: `${'A'.repeat(86)}==`,
    termsHash: hash,
    signedAt: now,
  });
  return [
    {
      type: 'ContractDrafted',
      matchId: 'm-1',
      listingId: 'l-1',
      demandId: 'd-1',
      title: terms.projectName,
      parties: [
        { organisationId: 'u', side: 'SUPPLY' },
        { organisationId: 'e', side: 'DEMAND' },
      ],
      draftedAt: now,
    },
    { type: 'TermsProposed', version: 1, hash, proposedBy: 'u', terms: content, proposedAt: now },
    { type: 'TermsAccepted', version: 1, hash, organisationId: 'u', acceptedAt: now },
    { type: 'TermsAccepted', version: 1, hash, organisationId: 'e', acceptedAt: now },
    { type: 'TermsAgreed', version: 1, hash, agreedAt: now },
    signed('u', 'key-u'),
    signed('e', 'key-e'),
    { type: 'ContractConcluded', termsHash: hash, concludedAt: now },
  ];
};

/** One contract in memory: every command is decided on what came of the earlier ones. */
export const contractOf = (terms: Terms = agreedTerms) => {
  const events: ContractEvent[] = [];
  let state = contractDecider.initialState();
  const fold = (fresh: readonly ContractEvent[]): void => {
    events.push(...fresh);
    state = fresh.reduce(contractDecider.evolve, state);
  };
  fold(concludedLife(terms));
  return {
    events,
    state: (): Started => {
      if (state.status === 'NONE') throw new Error('there is no contract');
      return state;
    },
    /** Answers what was decided. Throws the rejection. */
    take: (command: ContractCommand): ContractEvent[] => {
      const fresh = contractDecider.decide(command, state);
      fold(fresh);
      return fresh;
    },
    /** The code of the rejection. */
    refused: (command: ContractCommand): string => {
      try {
        contractDecider.decide(command, state);
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
      return 'decided';
    },
  };
};
export type TestContract = ReturnType<typeof contractOf>;

export const seller = { organisationId: 'u', role: 'university' };
export const buyer = { organisationId: 'e', role: 'enterprise' };
export const office = { organisationId: 'office', role: 'registrar' };

export const filing: FilingInput = {
  seller: { fullName: '云岭理工大学', country: 'CHN', region: '110108', nature: '022', creditCode: '12100000400000000A' },
  buyer: { fullName: '澄江精工股份有限公司', country: 'CHN', region: '110112', nature: '120', creditCode: '91110000600000000A' },
  headings: {},
  documents: [{ document: 'FULL_TEXT' }, { document: 'FORM' }],
  situation: { isFirstTime: false, isSignedByDepartment: false, isStateProject: false, needsProductionLicence: false },
};
