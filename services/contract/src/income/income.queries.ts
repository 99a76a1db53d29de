import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Actor, InputOf, OutputOf, incomeMessages } from '@lastmile/protocol';
import type { Documents } from '@lastmile/documents';
import { isDisputed } from '../dispute/dispute.decider.js';
import { receivedOf } from '../performance/obligations.decider.js';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import { availableOf } from './available.decider.js';
import { distributionView } from './income-money.decider.js';

const overseers = new Set(['registrar', 'regulator', 'operator', 'system']);

/** Who is rewarded is the seller's and the overseers' to know, not the buyer's. */
export const incomeState = async (
  documents: Documents,
  input: InputOf<typeof incomeMessages.get>,
  actor: Actor,
): Promise<OutputOf<typeof incomeMessages.get>> => {
  const details = await waitForRevision(() => documents.collection(contractDetailsCollection).get(input.id), input.atRevision);
  const side = details?.contract.deal.parties.find(({ organisationId }) => organisationId === actor.organisationId)?.side;
  if (!details || !(side !== undefined || overseers.has(actor.role))) throw reject('NOT_FOUND');
  if (side === 'DEMAND' && !overseers.has(actor.role)) throw reject('NOT_YOUR_STEP', { by: 'SELLER' });
  const { contract } = details;
  return {
    id: details.id,
    revision: details.revision,
    received: fromMinorUnits(receivedOf(contract.performance)),
    available: fromMinorUnits(availableOf(contract)),
    isFrozen: isDisputed(contract),
    items: contract.income.distributions.map(distributionView),
  };
};
