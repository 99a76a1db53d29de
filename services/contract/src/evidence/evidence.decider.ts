import { assertParty } from '../contract/contract-rules.decider.js';
import type { Part } from '../contract/contract.types.js';
import type { Evidence, EvidenceCommand, EvidenceEvent } from './evidence.types.js';

/** Whatever the deal's status is: a seal says what was there on that day. Nothing new since the last seal, no other seal. */
const decide: Part<Evidence, EvidenceCommand, EvidenceEvent>['decide'] = (command, contract) => {
  const { organisationId, packHash, coveredRevision, format, now } = command;
  assertParty(contract, organisationId);
  if (contract.evidence.seals.at(-1)?.coveredRevision === coveredRevision) return [];
  return [{ type: 'DiligencePackSealed', packHash, coveredRevision, format, sealedBy: organisationId, sealedAt: now }];
};

/** Seals over the evidence of due diligence, each the hash of everything that was recorded until then. */
export const evidence: Part<Evidence, EvidenceCommand, EvidenceEvent> = {
  initial: { seals: [] },
  commands: { SealEvidence: true },
  events: { DiligencePackSealed: true },
  decide,
  evolve: ({ seals }, { type: _, ...seal }) => ({ seals: [...seals, seal] }),
};
