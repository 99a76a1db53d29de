import { setTimeout as pause } from 'node:timers/promises';
import type { RuntimeLog } from '@lastmile/eventsourcing/runtime';

/** Something done again and again; `stop` waits for the round that is under way. */
export interface Timer {
  stop(): Promise<void>;
}

/**
 * Runs `round` at once and then every `everyMs` (a tenth more or less, so that several processes do not meet), never twice at a time. A round
 * that fails is told in the log, and the next one comes all the same.
 */
export const runTimer = (options: {
  name: string;
  everyMs: number;
  round: () => Promise<unknown>;
  logger: RuntimeLog;
}): Timer => {
  const { name, everyMs, round, logger } = options;
  const ended = new AbortController();
  const work = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await round().catch((error: unknown) => logger.warn({ err: error, timer: name }, 'a round of the timer failed'));
      const wait = everyMs * (0.9 + Math.random() / 5);
      await pause(wait, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
    }
  };
  const done = work();
  return {
    stop: () => {
      ended.abort();
      return done;
    },
  };
};
