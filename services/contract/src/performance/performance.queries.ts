import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Actor, InputOf, OutputOf, performanceMessages } from '@lastmile/protocol';
import { afterSignatureView } from '../projections/after-signature-view.js';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import { getContract } from '../projections/contract.queries.js';
import { chinaDayOf, daysBetween } from '../rules/days.decider.js';
import type { Service } from '../service.js';
import { obligationsOf } from './obligations.decider.js';

type State = OutputOf<typeof performanceMessages.get>;

/** The performance as it stands today, with what is overdue. */
export const performanceState = async (
  { documents, clock }: Pick<Service, 'documents' | 'clock'>,
  input: InputOf<typeof performanceMessages.get>,
  actor: Actor,
): Promise<State> => {
  await getContract(documents, input, actor);
  const details = await waitForRevision(() => documents.collection(contractDetailsCollection).get(input.id), input.atRevision);
  if (!details) throw reject('NOT_FOUND');
  const { id, revision, contract } = details;
  const today = chinaDayOf(clock());
  const { performance, termination } = afterSignatureView(id, contract);
  if (!performance) throw reject('CONTRACT_NOT_CONCLUDED');
  const overdue: State['overdue'] = obligationsOf(contract).flatMap(
    ({ what, number, dueOn, isMet, amountMinor, receivedMinor }) => {
      if (isMet || dueOn === undefined || dueOn >= today) return [];
      const open = amountMinor === undefined ? {} : { open: fromMinorUnits(amountMinor - receivedMinor) };
      return [{ what, number, dueOn, ...open, days: daysBetween(dueOn, today) }];
    },
  );
  return { id, revision, status: contract.status, today, ...performance, overdue, ...(termination && { termination }) };
};
