import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { contractEvents, deadlineEvents } from '@lastmile/protocol';
import type { Contract, ContractEvent } from './contract.types.js';

/** Private event to public fact. Acceptance alone stays private: the agreement that it leads to is told. So do policies: the signatures tell. */
export const contractPublic = (event: ContractEvent, meta: EventMeta, contract: Contract): PublicMessage | undefined => {
  if (contract.status === 'NONE') return undefined;
  const { parties, ...rest } = contract.deal;
  const fact = { contractId: meta.id, revision: meta.revision, ...rest, parties };
  switch (event.type) {
    case 'ContractDrafted':
      return publicMessage(contractEvents.contractDrafted, fact);
    case 'TermsProposed':
      return publicMessage(contractEvents.termsProposed, {
        ...fact,
        version: event.version,
        hash: event.hash,
        proposedBy: event.proposedBy,
      });
    case 'TermsAccepted':
    case 'SigningOpened':
    case 'DiligencePackSealed':
      return undefined;
    case 'TermsAgreed':
      return publicMessage(contractEvents.termsAgreed, { ...fact, version: event.version, hash: event.hash });
    case 'ContractSigned':
      return publicMessage(contractEvents.contractSigned, { ...fact, organisationId: event.organisationId });
    case 'DeadlineReminded': {
      const { type: _, remindedAt: __, ...deadline } = event;
      return publicMessage(deadlineEvents.deadlineNear, { ...fact, ...deadline });
    }
    case 'ContractConcluded': {
      if (!contract.negotiation.terms) return undefined;
      const { kind, licenceMode } = contract.negotiation.terms.content;
      const { termsHash, concludedAt } = event;
      return publicMessage(contractEvents.contractConcluded, { ...fact, kind, licenceMode, termsHash, concludedAt });
    }
  }
};
