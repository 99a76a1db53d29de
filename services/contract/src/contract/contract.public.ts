import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { contractEvents, deadlineEvents, dossierEvents } from '@lastmile/protocol';
import { afterSignaturePublic } from './after-signature.public.js';
import { pricingPublic } from '../pricing/pricing.public.js';
import type { Contract, ContractEvent } from './contract.types.js';

/** Private event to public fact. Acceptance alone stays private: the agreement that it leads to is told. So do policies: the signatures tell. */
export const contractPublic = (event: ContractEvent, meta: EventMeta, contract: Contract): PublicMessage | undefined => {
  if (contract.status === 'NONE') return undefined;
  const { parties, ...rest } = contract.deal;
  const fact = { contractId: meta.id, revision: meta.revision, ...rest, parties };
  const priced = pricingPublic(event, fact, contract);
  if (priced) return priced;
  const followed = afterSignaturePublic(event, fact, contract);
  if (followed) return followed;
  switch (event.type) {
    case 'ChecksPassed': {
      const { termsHash, results, checkedAt } = event;
      return publicMessage(dossierEvents.checksPassed, {
        ...fact,
        termsHash,
        ruleVersions: results.map(({ ruleVersion }) => ruleVersion),
        checkedAt,
      });
    }
    case 'ContractAbandoned':
      return publicMessage(dossierEvents.abandoned, { ...fact, abandonedBy: event.abandonedBy, reason: event.reason });
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
    default:
      return undefined;
  }
};
