import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import type { EventMeta } from '@lastmile/eventsourcing';
import type { ContractView } from '@lastmile/protocol';
import { contractDecider } from '../contract/contract.decider.js';
import type { ContractEvent, Started } from '../contract/contract.types.js';
import { deadlinesOf } from '../deadlines/deadlines-of.decider.js';
import { nextReminderOn } from '../deadlines/deadlines.decider.js';
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
  contract: Started;
}

export const contractDetailsCollection = defineCollection<ContractDetails>({
  name: 'contract_details',
  version: 2,
  indexes: [
    { name: 'by_party', fields: ['partyIds'] },
    { name: 'by_update', fields: ['updatedAt'] },
    { name: 'by_status', fields: ['status', 'updatedAt'] },
    { name: 'by_reminder', fields: ['nextReminderOn'] },
    { name: 'by_due_day', fields: ['nextDueOn'] },
  ],
});

const definedOnly = (
  days: Record<'nextReminderOn' | 'nextDueOn', string | undefined>,
): Partial<Record<keyof typeof days, string>> => Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined));

type Body = Omit<ContractDetails, 'id' | 'revision'>;

const project = (document: ContractDetails | undefined, event: ContractEvent, meta: EventMeta): Body => {
  const contract = contractDecider.evolve(document?.contract ?? contractDecider.initialState(), event);
  if (contract.status === 'NONE') throw new Error(`${meta.stream}@${meta.revision}: ${event.type} leaves no contract`);
  const partyIds = contract.deal.parties.map(({ organisationId }) => organisationId);
  const days = { nextReminderOn: nextReminderOn(contract), nextDueOn: deadlinesOf(contract)[0]?.dueOn };
  return { partyIds, status: contract.status, updatedAt: meta.at, ...definedOnly(days), contract };
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
    draftedAt,
    ...(signing.concludedAt && { concludedAt: signing.concludedAt }),
    updatedAt,
  };
};
