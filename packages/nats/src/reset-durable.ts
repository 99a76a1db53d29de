import { absent, apiCodes } from './api-errors.js';
import type { Bus } from './bus.js';

const isOfEvents = (subjects: readonly string[]): boolean => subjects.some((subject) => subject.endsWith('.event.>'));

/**
 * Makes a service's durable forget how far it has read: at its next start it begins with the oldest fact of every publisher. To be called
 * before the strategy listens, by a service whose own memory of what it consumed is gone. Replayed dead letters on their way to it stay.
 * Answers whether the broker knew the durable; rejects when the broker does not answer.
 * @example await resetDurable(bus, 'matching', 'matching-index');
 */
export const resetDurable = async ({ manager }: Bus, service: string, durable: string): Promise<boolean> => {
  let isKnown = false;
  for await (const { config } of manager.streams.list()) {
    if (!isOfEvents(config.subjects)) continue;
    const removal = manager.consumers.delete(config.name, `${service}_${durable}`);
    const isRemoved = await absent(apiCodes.streamNotFound, absent(apiCodes.consumerNotFound, removal));
    isKnown ||= isRemoved === true;
  }
  return isKnown;
};
