import { systemActor } from '@lastmile/protocol';
import { deriveId } from '@lastmile/eventsourcing';
import { chinaDayOf } from '../rules/days.decider.js';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import type { Service } from '../service.js';

type Needs = Pick<Service, 'contracts' | 'documents' | 'clock'>;

const actor = systemActor('deadlines');

/** Gives every reminder that is due; what was given before is not given again. Answers how many contracts it went to. */
export const remindOfDeadlines = async ({ contracts, documents, clock }: Needs): Promise<number> => {
  const now = clock();
  const where = { nextReminderOn: { to: chinaDayOf(now) } };
  let reminded = 0;
  for await (const page of documents.collection(contractDetailsCollection).pages({ where, limit: 100 })) {
    for (const { id, revision } of page) {
      // the same reminder, whoever gives it first
      const key = deriveId('reminder', id, String(revision), chinaDayOf(now));
      await contracts(id, { type: 'RemindOfDeadlines', now }, { actor, idempotencyKey: key, correlationId: key });
    }
    reminded += page.length;
  }
  return reminded;
};
