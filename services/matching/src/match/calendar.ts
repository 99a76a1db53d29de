import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@lastmile/telemetry';

const HOUR = 3_600_000;
const AGAIN_AFTER = 60_000;

export interface Calendar {
  stop(): Promise<void>;
}

/** Runs at the start and every hour, a minute later after a failure, until it is stopped. */
export const followHourly = (run: () => Promise<unknown>, logger: Logger): Calendar => {
  const stopped = new AbortController();
  const { signal } = stopped;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const isDone = await run().then(
        () => true,
        (error: unknown) => {
          if (!signal.aborted) logger.error({ err: error }, 'what the calendar does has to wait');
          return false;
        },
      );
      await delay(isDone ? HOUR : AGAIN_AFTER, undefined, { signal }).catch(() => undefined);
    }
  };
  const finished = loop();
  return {
    stop: () => {
      stopped.abort();
      return finished;
    },
  };
};
