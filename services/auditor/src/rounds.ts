import { setTimeout as pause } from 'node:timers/promises';
import type { RuntimeLog } from '@lastmile/eventsourcing/runtime';

/** Something done again and again; `stop` waits for the round that is under way. */
export interface Rounds {
  stop(): Promise<void>;
}

/** At once and then every so often, never twice at a time. A round that fails is told in the log, the first of a row of failures only. */
export const startRounds = (options: {
  name: string;
  everyMs: number;
  round: () => Promise<unknown>;
  logger: RuntimeLog;
}): Rounds => {
  const { name, everyMs, round, logger } = options;
  const ended = new AbortController();
  let isFailing = false;
  const once = async (): Promise<void> => {
    try {
      await round();
      isFailing = false;
    } catch (error) {
      if (!isFailing) logger.warn({ err: error, round: name }, 'a round failed');
      isFailing = true;
    }
  };
  const work = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await once();
      await pause(everyMs * (0.9 + Math.random() / 5), undefined, { signal: ended.signal }).catch(() => undefined);
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
