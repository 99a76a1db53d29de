import { deriveId } from '@lastmile/eventsourcing';
import { systemActor } from '@lastmile/protocol';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { Service } from '../service.js';

const actor = systemActor('effect');

/** Puts every concluded contract into effect whose first day has come. */
export const takeEffect = async ({
  contracts,
  documents,
  clock,
}: Pick<Service, 'contracts' | 'documents' | 'clock'>): Promise<void> => {
  const now = clock();
  const where = { effectFrom: { to: chinaDayOf(now) } };
  for await (const page of documents.collection(contractDetailsCollection).pages({ where, limit: 100 })) {
    for (const { id } of page) {
      const key = deriveId('effect', id);
      await contracts(id, { type: 'TakeEffect', now }, { actor, idempotencyKey: key, correlationId: key });
    }
  }
};
