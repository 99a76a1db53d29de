import type { Actor, InputOf, OutputOf, deadlineMessages } from '@lastmile/protocol';
import type { Documents } from '@lastmile/documents';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import { ownOrOverseen } from '../projections/contract.queries.js';
import { deadlinesOf } from './deadlines-of.decider.js';

/** What the actor's contracts wait for, the contract with the nearest day first; a page counts contracts. */
export const listDeadlines = async (
  documents: Documents,
  { limit, cursor }: InputOf<typeof deadlineMessages.list>,
  actor: Actor,
): Promise<OutputOf<typeof deadlineMessages.list>> => {
  const page = await documents.collection(contractDetailsCollection).find({
    where: { ...ownOrOverseen(actor), nextDueOn: { from: '0000-01-01' } },
    sort: [{ path: 'nextDueOn', direction: 'asc' }],
    limit,
    cursor,
  });
  return {
    ...page,
    items: page.items.flatMap(({ id, contract }) =>
      deadlinesOf(contract).map((deadline) => ({ contractId: id, title: contract.deal.title, ...deadline })),
    ),
  };
};
