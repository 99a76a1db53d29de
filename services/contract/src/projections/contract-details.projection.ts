import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import type { EventMeta } from '@lastmile/eventsourcing';
import type { ContractView } from '@lastmile/protocol';
import { contractDecider } from '../contract/contract.decider.js';
import type { ContractEvent, Started } from '../contract/contract.types.js';
import { deadlinesOf } from '../deadlines/deadlines-of.decider.js';
import { nextReminderOn } from '../deadlines/deadlines.decider.js';
import { pricingDays, pricingView } from '../pricing/pricing-view.js';
import { dossierView } from '../dossier/dossier-view.js';
import { rightsOf } from '../rights/rights-of.js';
import { afterSignatureView, daysAfterSignature } from './after-signature-view.js';
import { signingPayload, toTerms } from '../contract/terms.js';

/** The folded contract itself, and what lists go by. */
export interface ContractDetails extends Document {
  partyIds: string[];
  status: string;
  updatedAt: string;
  /** The first day with a reminder that was not given; none when there is nothing to wait for. */
  nextReminderOn?: string;
  /** The nearest day that somebody waits for, also one that is past. */
  nextDueOn?: string;
  /** The rights that the terms deal with, as `rightOf` writes them. */
  ip: string[];
  /** Last day of a notice that is open or frozen. */
  noticeEndsOn?: string;
  /** Last day of a notice that closes by itself: nothing stands against it. */
  noticeDueOn?: string;
  /** When a sale or an auction that takes offers closes. */
  saleClosesOn?: string;
  /** The first day in effect of a contract that waits for it. */
  effectFrom?: string;
  /** Where the registration stands, once it was filed. */
  registrationStatus?: string;
  /** The last day for the office; the end of time when nobody waits for it. */
  registrationDueOn?: string;
  contract: Started;
}

export const contractDetailsCollection = defineCollection<ContractDetails>({
  name: 'contract_details',
  version: 3,
  indexes: [
    { name: 'by_party', fields: ['partyIds'] },
    { name: 'by_update', fields: ['updatedAt'] },
    { name: 'by_status', fields: ['status', 'updatedAt'] },
    { name: 'by_reminder', fields: ['nextReminderOn'] },
    { name: 'by_due_day', fields: ['nextDueOn'] },
    { name: 'by_right', fields: ['ip'] },
    { name: 'by_notice_end', fields: ['noticeEndsOn'] },
    { name: 'by_notice_due', fields: ['noticeDueOn'] },
    { name: 'by_sale_end', fields: ['saleClosesOn'] },
    { name: 'by_effect', fields: ['effectFrom'] },
    { name: 'by_registration', fields: ['registrationStatus', 'registrationDueOn'] },
    { name: 'by_registration_day', fields: ['registrationDueOn'] },
  ],
});

const definedOnly = <Day extends string>(days: Readonly<Record<Day, string | undefined>>): Partial<Record<Day, string>> =>
  Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined)) as Partial<Record<Day, string>>;

type Body = Omit<ContractDetails, 'id' | 'revision'>;

const project = (document: ContractDetails | undefined, event: ContractEvent, meta: EventMeta): Body => {
  const contract = contractDecider.evolve(document?.contract ?? contractDecider.initialState(), event);
  if (contract.status === 'NONE') throw new Error(`${meta.stream}@${meta.revision}: ${event.type} leaves no contract`);
  const partyIds = contract.deal.parties.map(({ organisationId }) => organisationId);
  const days = {
    nextReminderOn: nextReminderOn(contract),
    nextDueOn: deadlinesOf(contract)[0]?.dueOn,
    ...pricingDays(contract.pricing),
    ...daysAfterSignature(contract),
  };
  return { partyIds, status: contract.status, updatedAt: meta.at, ...definedOnly(days), ip: rightsOf(contract), contract };
};

export const contractDetailsProjection = projection<ContractDetails, ContractEvent>({
  name: 'contract-details',
  category: 'contract',
  collection: contractDetailsCollection,
  project,
});

/** What the contract's page shows. The text to sign is there as soon as the terms stand. */
export const viewOf = ({ id, revision, updatedAt, contract }: ContractDetails): ContractView => {
  const { status, deal, draftedAt, negotiation, signing } = contract;
  const { terms, acceptedBy } = negotiation;
  return {
    id,
    revision,
    ...deal,
    status,
    ...(terms && { terms: { ...terms, content: toTerms(terms.content) } }),
    acceptedBy,
    signatures: signing.signatures,
    ...(signing.policies && { signingPolicies: signing.policies }),
    ...(terms && status !== 'DRAFTED' && { signingPayload: signingPayload(id, terms.version, terms.hash) }),
    pricing: pricingView(contract),
    dossier: dossierView(contract.dossier),
    ...(contract.dossier.passed && status !== 'DRAFTED' && { checks: contract.dossier.passed }),
    draftedAt,
    ...(signing.concludedAt && { concludedAt: signing.concludedAt }),
    ...afterSignatureView(id, contract),
    updatedAt,
  };
};
