import { categoryOf, follow } from '@lastmile/eventsourcing/runtime';
import type { Batch, EventStore, Follower, RecordedEvent, RuntimeLog } from '@lastmile/eventsourcing/runtime';
import { historyKeeper } from './history-keeper.js';
import { becomesLeaf, leafOf } from './leaf.table.js';
import { ledgerEventsCodec } from './ledger.events.js';
import type { Ledger } from './ledger.recorder.js';
import { hexOf, leafHashOf, LedgerDiffers } from './ledger.state.js';

/**
 * Follows contracts and log together, from the first event on: the store gives a leaf after the event that it stands for, so each leaf
 * must be the oldest of those that the contracts made and the log did not hold yet. An event that was changed, removed or left out
 * stops the log and turns its health red; the place is named. Runs anew with every process.
 */
export const runLedgerAudit = (options: { store: EventStore; ledger: Ledger; logger: RuntimeLog }): Follower => {
  const { store, ledger, logger } = options;
  const histories = historyKeeper(store);
  /** Hashes of leaves that the log has to hold next. */
  const due: string[] = [];
  let place: number | undefined;

  const seeContract = async (event: RecordedEvent): Promise<void> => {
    histories.pass(event);
    if (becomesLeaf(event)) due.push(hexOf(leafHashOf(leafOf(await histories.upTo(event)))));
  };

  const seeLeaf = (recorded: RecordedEvent): void => {
    const event = ledgerEventsCodec.decode(recorded);
    if (event.type !== 'LeafAppended') return;
    const [made] = due;
    if (made !== event.leafHash) {
      const what = made ? 'is not what the events of the store make' : 'stands for no event of the store';
      ledger.refute(new LedgerDiffers(recorded.revision, `leaf ${event.index} ${what}`));
      throw ledger.difference() ?? new Error(what);
    }
    due.shift();
    ledger.audited(event.index + 1);
  };

  const handle = async ({ events, checkpoint }: Batch): Promise<void> => {
    for (const event of events) {
      if (event.position <= (place ?? -1)) continue;
      if (categoryOf(event.stream) === 'contract') await seeContract(event);
      else seeLeaf(event);
      place = event.position;
    }
    place = checkpoint;
  };

  const from = (): Promise<number | undefined> => Promise.resolve(place);
  return follow({ name: 'ledger-audit', store, categories: ['contract', 'ledger'], from, handle, logger });
};
