import type { Documents } from '@lastmile/documents';
import type { Licence } from '../checks/licence-overlap.decider.js';
import type { Started } from '../contract/contract.types.js';
import { scopeOf } from '../dossier/contract-checks.decider.js';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import { claimOf, holding } from './rights.commands.js';
import { rightOf } from './rights-of.js';

/** Licences of the same rights that are concluded or half signed; what the seller assigned away counts as an exclusive one. */
export const liveLicencesOf = async (
  documents: Documents,
  about: { contractId: string; contract: Started; now: string },
): Promise<Licence[]> => {
  const own = claimOf(about.contractId, about.contract, about.now);
  const content = about.contract.negotiation.terms?.content;
  if (!own || !content) return [];
  const found = new Map<string, Licence>();
  for (const ip of new Set(scopeOf(content).ip.map(rightOf))) {
    for await (const page of documents
      .collection(contractDetailsCollection)
      .pages({ where: { ip: { contains: ip } }, limit: 100 })) {
      for (const { id, contract } of page) {
        const claim =
          contract.status !== 'CHECKED' && holding.has(contract.status) && id !== about.contractId
            ? claimOf(id, contract, about.now)
            : undefined;
        if (claim?.kind === 'LICENCE') found.set(id, claim.licence);
        else if (claim?.sellerId === own.sellerId && own.kind === 'LICENCE')
          found.set(id, { ...claim.licence, mode: 'EXCLUSIVE' });
      }
    }
  }
  return [...found.values()];
};
