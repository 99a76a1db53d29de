import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import type { EventMeta } from '@lastmile/eventsourcing';
import type { ContractStatus, ContractView } from '@lastmile/protocol';
import type { ContractEvent } from '../contract/contract.events.js';
import { signingPayload, toTerms } from '../contract/terms.js';

/** What the contract's page shows, and `partyIds` to list by. */
export interface ContractDetails extends Document, Omit<ContractView, 'id' | 'revision' | 'signingPayload'> {
  partyIds: string[];
}

export const contractDetailsCollection = defineCollection<ContractDetails>({
  name: 'contract_details',
  version: 1,
  indexes: [
    { name: 'by_party', fields: ['partyIds'] },
    { name: 'by_update', fields: ['updatedAt'] },
    { name: 'by_status', fields: ['status', 'updatedAt'] },
  ],
});

type Body = Omit<ContractDetails, 'id' | 'revision'>;

const drafted = (event: Extract<ContractEvent, { type: 'ContractDrafted' }>): Body => {
  const { matchId, listingId, demandId, title, parties, draftedAt } = event;
  const partyIds = parties.map(({ organisationId }) => organisationId);
  return {
    matchId,
    listingId,
    demandId,
    title,
    parties,
    partyIds,
    status: 'DRAFTED',
    acceptedBy: [],
    signatures: [],
    draftedAt,
    updatedAt: draftedAt,
  };
};

const changed = (body: Body, event: Exclude<ContractEvent, { type: 'ContractDrafted' }>): Body => {
  const to = (status: ContractStatus, change: Partial<Body>): Body => ({ ...body, ...change, status });
  switch (event.type) {
    case 'TermsProposed': {
      const { version, hash, proposedBy, terms } = event;
      return to('DRAFTED', {
        terms: { version, hash, proposedBy, content: toTerms(terms) },
        acceptedBy: [],
        updatedAt: event.proposedAt,
      });
    }
    case 'TermsAccepted':
      return to(body.status, { acceptedBy: [...body.acceptedBy, event.organisationId], updatedAt: event.acceptedAt });
    case 'TermsAgreed':
      return to('AGREED', { updatedAt: event.agreedAt });
    case 'ContractSigned': {
      const { organisationId, keyId, signature, signedAt } = event;
      return to('SIGNING', {
        signatures: [...body.signatures, { organisationId, keyId, signature, signedAt }],
        updatedAt: signedAt,
      });
    }
    case 'ContractConcluded':
      return to('CONCLUDED', { concludedAt: event.concludedAt, updatedAt: event.concludedAt });
  }
};

const project = (document: ContractDetails | undefined, event: ContractEvent, meta: EventMeta): Body | undefined => {
  if (event.type === 'ContractDrafted') return drafted(event);
  if (!document) throw new Error(`${meta.stream}@${meta.revision}: ${event.type} before ContractDrafted`);
  const { id: _id, revision: _revision, ...body } = document;
  return changed(body, event);
};

export const contractDetailsProjection = projection<ContractDetails, ContractEvent>({
  name: 'contract-details',
  category: 'contract',
  collection: contractDetailsCollection,
  project,
});

/** The text to sign is shown as soon as the terms stand. */
export const viewOf = ({ partyIds: _, ...details }: ContractDetails): ContractView => ({
  ...details,
  ...(details.terms && details.status !== 'DRAFTED'
    ? { signingPayload: signingPayload(details.id, details.terms.version, details.terms.hash) }
    : {}),
});
