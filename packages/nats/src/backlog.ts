/**
 * What a consumer knows of messages that will come again. A later message of the same aggregate has to wait for them, so that the
 * aggregate's events take effect in order even when one of them failed for a while. Entries expire, because a message may come
 * again to another process and then never ends here.
 */
export interface Backlog {
  /** Milliseconds until an earlier unfinished message of the aggregate is due; undefined when the message may be handled now. */
  mustWait(stream: string, sequence: number): number | undefined;
  /** Notes a failure; answers how often this message failed here, this time included. */
  failed(stream: string, sequence: number, delayMs: (failures: number) => number): number;
  /** Notes that the message was put back without being handled. */
  postponed(stream: string, sequence: number, delayMs: number): void;
  finished(stream: string, sequence: number): void;
  readonly size: number;
}

interface Entry {
  failures: number;
  dueAt: number;
}

/** How long after it was due a message is waited for. */
const patienceMs = 30_000;

export const createBacklog = (now: () => number = Date.now): Backlog => {
  const streams = new Map<string, Map<number, Entry>>();
  const entriesOf = (stream: string): Map<number, Entry> => {
    const entries = streams.get(stream) ?? new Map<number, Entry>();
    streams.set(stream, entries);
    return entries;
  };
  const finished = (stream: string, sequence: number): void => {
    const entries = streams.get(stream);
    if (entries?.delete(sequence) && entries.size === 0) streams.delete(stream);
  };
  const mustWait = (stream: string, sequence: number): number | undefined => {
    let wait: number | undefined;
    for (const [earlier, { dueAt }] of streams.get(stream) ?? []) {
      if (dueAt + patienceMs < now()) finished(stream, earlier);
      else if (earlier < sequence) wait = Math.max(wait ?? 0, dueAt - now());
    }
    return wait;
  };
  const put = (stream: string, sequence: number, entry: Entry): void => void entriesOf(stream).set(sequence, entry);
  return {
    mustWait,
    finished,
    failed: (stream, sequence, delayMs) => {
      const failures = (entriesOf(stream).get(sequence)?.failures ?? 0) + 1;
      put(stream, sequence, { failures, dueAt: now() + delayMs(failures) });
      return failures;
    },
    postponed: (stream, sequence, delayMs) => {
      const failures = entriesOf(stream).get(sequence)?.failures ?? 0;
      put(stream, sequence, { failures, dueAt: now() + delayMs });
    },
    get size() {
      return [...streams.values()].reduce((sum, entries) => sum + entries.size, 0);
    },
  };
};
