import { catalogEvents, contractEvents, matchingEvents, notificationEvents } from '@lastmile/protocol';
import { DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { StreamConfig, StreamInfo } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { absent, apiCodes, hasApiCode } from './api-errors.js';
import type { Bus } from './bus.js';

/** A stream as data. Kept in files; messages never age out; a full stream refuses new messages instead of dropping old ones. */
export interface StreamDeclaration {
  name: string;
  subjects: readonly string[];
  /** Least bound in bytes. A larger bound that an operator set stays. */
  maxBytes: number;
  /** `limits` keeps what was consumed; `workqueue` forgets it. */
  retention: 'limits' | 'workqueue';
}

const gibibyte = 1024 ** 3;

/** The public events of one service. 4 GiB hold about two to four million events of 1 to 2 KiB. */
export const eventStreamOf = (service: string): StreamDeclaration => ({
  name: `${service.toUpperCase().replaceAll('-', '_')}_EVENTS`,
  subjects: [`${service}.event.>`],
  maxBytes: 4 * gibibyte,
  retention: 'limits',
});

/** `catalog` of `catalog.event.listing-published.v1`. */
export const serviceOf = (subject: string): string => subject.split('.')[0] ?? subject;

/** Messages that a consumer could not handle, one copy each: `dead-letter.<service>.<durable>`. */
export const deadLetterStream: StreamDeclaration = {
  name: 'DEAD_LETTERS',
  subjects: ['dead-letter.>'],
  maxBytes: gibibyte,
  retention: 'limits',
};

/** Dead letters that were replayed or discarded, with who and why: `settled-letter.<service>.<durable>`. */
export const settledLetterStream: StreamDeclaration = {
  name: 'SETTLED_LETTERS',
  subjects: ['settled-letter.>'],
  maxBytes: gibibyte,
  retention: 'limits',
};

/** Replayed dead letters on their way to the one consumer that failed: `retry.<service>.<durable>`. */
export const retryStream: StreamDeclaration = {
  name: 'RETRIES',
  subjects: ['retry.>'],
  maxBytes: gibibyte / 4,
  retention: 'workqueue',
};

const publicEvents = [catalogEvents, matchingEvents, contractEvents, notificationEvents].flatMap(
  Object.values<{ subject: string }>,
);

/** Every stream of the platform: one for each service that publishes, and the three for dead letters. */
export const eventStreams: readonly StreamDeclaration[] = [
  ...[...new Set(publicEvents.map(({ subject }) => serviceOf(subject)))].map(eventStreamOf),
  deadLetterStream,
  settledLetterStream,
  retryStream,
];

type FullConfig = Pick<
  StreamConfig,
  'name' | 'subjects' | 'storage' | 'retention' | 'discard' | 'duplicate_window' | 'max_age' | 'max_bytes'
>;

const configOf = ({ name, subjects, maxBytes, retention }: StreamDeclaration): FullConfig => ({
  name,
  subjects: [...subjects],
  storage: StorageType.File,
  retention: retention === 'limits' ? RetentionPolicy.Limits : RetentionPolicy.Workqueue,
  discard: DiscardPolicy.New,
  duplicate_window: nanos(120_000),
  max_age: 0,
  max_bytes: maxBytes,
});

/** A small disk cannot set the bytes aside: then the broker's own limit is the bound. */
const orUnbounded = async (config: FullConfig, write: (config: FullConfig) => Promise<StreamInfo>): Promise<StreamInfo> => {
  try {
    return await write(config);
  } catch (error) {
    if (!hasApiCode(error, apiCodes.storageExceeded)) throw error;
    return write({ ...config, max_bytes: -1 });
  }
};

const fits = ({ config }: StreamInfo, wanted: FullConfig): boolean =>
  config.subjects.join() === wanted.subjects.join() &&
  config.discard === wanted.discard &&
  config.duplicate_window === wanted.duplicate_window &&
  config.max_age === wanted.max_age &&
  (config.max_bytes === -1 || config.max_bytes >= wanted.max_bytes);

/** Creates the stream when it is missing and brings it to its declaration when it differs; answers what the broker holds. */
export const ensureStream = async (bus: Bus, declaration: StreamDeclaration): Promise<StreamInfo> => {
  const wanted = configOf(declaration);
  const found = await absent(apiCodes.streamNotFound, bus.manager.streams.info(declaration.name));
  if (found && fits(found, wanted)) return found;
  const { streams } = bus.manager;
  if (found) {
    const bytes = found.config.max_bytes === -1 ? -1 : Math.max(wanted.max_bytes, found.config.max_bytes);
    return orUnbounded({ ...wanted, max_bytes: bytes }, (config) => streams.update(config.name, config));
  }
  try {
    return await orUnbounded(wanted, (config) => streams.add(config));
  } catch (error) {
    if (hasApiCode(error, apiCodes.streamNameInUse)) return streams.info(declaration.name); // another process was quicker
    throw error;
  }
};

/** Creates every stream that the broker does not hold (any more). */
export const ensureStreams = async (bus: Bus, declarations: readonly StreamDeclaration[] = eventStreams): Promise<void> => {
  for (const declaration of declarations) await ensureStream(bus, declaration);
};
