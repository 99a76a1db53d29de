import { JetStreamApiError } from '@nats-io/jetstream';

/** The error codes of the broker's API that the package reacts to. */
export const apiCodes = {
  consumerNotFound: 10014,
  messageNotFound: 10037,
  storageExceeded: 10047,
  streamNameInUse: 10058,
  streamNotFound: 10059,
  wrongLastSequence: 10071,
} as const;

export const hasApiCode = (error: unknown, code: number): boolean => error instanceof JetStreamApiError && error.code === code;

/** A publish that no stream takes: the stream is missing, or JetStream is off. */
export const isNotStored = (error: unknown): boolean => error instanceof Error && error.name === 'JetStreamNotEnabled';

/** Turns the error with this code into `undefined`. */
export const absent = async <T>(code: number, promise: Promise<T>): Promise<T | undefined> => {
  try {
    return await promise;
  } catch (error) {
    if (hasApiCode(error, code)) return undefined;
    throw error;
  }
};
