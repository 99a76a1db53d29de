import { follow } from '@lastmile/eventsourcing/runtime';
import type { EventStore, Follower, RecordedEvent, RuntimeLog } from '@lastmile/eventsourcing/runtime';
import { historyKeeper } from './history-keeper.js';
import { becomesLeaf, leafOf } from './leaf.table.js';
import type { Ledger, NewLeaf } from './ledger.recorder.js';

/**
 * Keeps the log behind the contracts: in the order of the store, from the place of the newest leaf on, which the log itself keeps.
 * What comes while a batch is being stored makes the next batch, so that a lone conclusion waits for nothing and many share one
 * append and one checkpoint.
 */
export const runLedger = (options: { store: EventStore; ledger: Ledger; logger: RuntimeLog }): Follower => {
  const { store, ledger, logger } = options;
  const histories = historyKeeper(store);

  const newLeaves = async (events: readonly RecordedEvent[]): Promise<NewLeaf[]> => {
    const leaves: NewLeaf[] = [];
    for (const source of events) {
      histories.pass(source);
      if (becomesLeaf(source)) leaves.push({ leaf: leafOf(await histories.upTo(source)), source });
    }
    return leaves;
  };

  return follow({
    name: 'ledger',
    store,
    categories: ['contract'],
    from: async () => {
      await ledger.open();
      return ledger.state.lastSource();
    },
    handle: async ({ events }) => ledger.record(await newLeaves(events)),
    logger,
  });
};
