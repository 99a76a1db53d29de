import { deriveId } from '@lastmile/eventsourcing';
import { isRejection, systemActor } from '@lastmile/protocol';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import { addDays, chinaDayOf } from '../rules/days.decider.js';
import type { Service } from '../service.js';

type Needs = Pick<Service, 'contracts' | 'documents' | 'clock'>;

const actor = systemActor('notices');

/** Closes every notice whose last day is over; one with an open objection stays. Answers how many there were. */
export const closeDueNotices = async ({ contracts, documents, clock }: Needs): Promise<number> => {
  const now = clock();
  const yesterday = addDays(chinaDayOf(now), -1);
  let closed = 0;
  for await (const page of documents
    .collection(contractDetailsCollection)
    .pages({ where: { noticeDueOn: { to: yesterday } }, limit: 100 })) {
    for (const { id, revision } of page) {
      // the same closing, whoever comes first
      const key = deriveId('notice-end', id, String(revision));
      const command = { type: 'CloseNotice' as const, organisationId: actor.organisationId, now };
      await contracts(id, command, { actor, idempotencyKey: key, correlationId: key }).catch((error: unknown) => {
        // an objection or an extension came in between
        if (!isRejection(error)) throw error;
      });
      closed += 1;
    }
  }
  return closed;
};
