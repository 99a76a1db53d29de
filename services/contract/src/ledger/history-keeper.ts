import type { EventStore, RecordedEvent } from '@lastmile/eventsourcing/runtime';

/** The events of a stream up to one of them. */
export interface HistoryKeeper {
  /** Takes note of an event that passes by. */
  pass(recorded: RecordedEvent): void;
  /** From the first event of the stream to this one. */
  upTo(recorded: RecordedEvent): Promise<readonly RecordedEvent[]>;
}

/** Keeps the streams seen last, so that only a stream that began before the process did is read from the store. */
export const historyKeeper = (store: EventStore, mostKept = 500): HistoryKeeper => {
  const kept = new Map<string, RecordedEvent[]>();
  return {
    pass: (recorded) => {
      const { stream, revision } = recorded;
      const known = kept.get(stream) ?? [];
      if (known.length !== revision) return;
      known.push(recorded);
      kept.delete(stream);
      kept.set(stream, known);
      if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? stream);
    },
    upTo: async ({ stream, revision }) => {
      const known = kept.get(stream);
      const history = known && known.length > revision ? known : await store.read(stream, { limit: revision + 1 });
      return history.slice(0, revision + 1);
    },
  };
};
