import type { Logger } from '@lastmile/telemetry';
import type { Bus } from './bus.js';
import type { ConsumerSettings } from './consumer-settings.js';
import { createDelivery } from './delivery.js';
import { startPulling } from './pulling.js';
import type { Pulling, PullState } from './pulling.js';
import type { EventRoute } from './routes.js';
import { eventStreamOf, retryStream, serviceOf } from './streams.js';
import type { StreamDeclaration } from './streams.js';

export interface DurableOptions {
  bus: Bus;
  service: string;
  /** Name of the durable, as in the decorator. */
  name: string;
  logger: Logger;
  /** By subject. */
  routes: ReadonlyMap<string, EventRoute>;
  settings: ConsumerSettings;
}

export interface ConsumerStatus {
  durable: string;
  /** Name of the stream and of the consumer as the broker shows them. */
  stream: string;
  consumer: string;
  state: PullState;
  error?: string;
  /** When the broker last answered (ISO). */
  lastSeen?: string;
}

export interface Durable {
  /** Resolves when every consumer of the durable was there once. */
  ready: Promise<void>;
  status(): ConsumerStatus[];
  stop(): Promise<void>;
}

interface Source {
  stream: StreamDeclaration;
  filter: string;
}

/** One consumer for each publishing service, so that a service's order is kept, and one for replayed dead letters. */
const sourcesOf = ({ routes, service, name }: DurableOptions): Source[] => {
  const services = [...new Set([...routes.keys()].map(serviceOf))];
  return [
    ...services.map((publisher) => ({ stream: eventStreamOf(publisher), filter: `${publisher}.event.>` })),
    { stream: retryStream, filter: `retry.${service}.${name}` },
  ];
};

/** Starts all consumers of one durable. */
export const startDurable = (options: DurableOptions): Durable => {
  const consumer = `${options.service}_${options.name}`;
  const pulls = sourcesOf(options).map((source): { source: Source; pulling: Pulling } => {
    const deliver = createDelivery({ ...options, consumer, stream: source.stream.name });
    return { source, pulling: startPulling({ ...options, ...source, consumer, deliver }) };
  });
  return {
    ready: Promise.all(pulls.map(({ pulling }) => pulling.ready)).then(() => undefined),
    status: () =>
      pulls.map(({ source, pulling }) => ({
        durable: options.name,
        stream: source.stream.name,
        consumer,
        ...pulling.status(),
      })),
    stop: async () => {
      await Promise.all(pulls.map(({ pulling }) => pulling.stop()));
    },
  };
};
