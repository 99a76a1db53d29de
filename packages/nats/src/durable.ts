import { measures } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { Bus } from './bus.js';
import type { ConsumerSettings } from './consumer-settings.js';
import { createDelivery } from './delivery.js';
import { startPulling } from './pulling.js';
import type { Pulling, PullStatus } from './pulling.js';
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

export interface ConsumerStatus extends PullStatus {
  durable: string;
  /** Name of the stream and of the consumer as the broker shows them. */
  stream: string;
  consumer: string;
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

interface Pull {
  source: Source;
  pulling: Pulling;
}

/** Shows lag, sign of life and standstill; the answered function ends that. */
const observe = (consumer: string, { source, pulling }: Pull): (() => void) => {
  const labels = { follower: `${consumer} ${source.stream.name}` };
  const secondsSeen = (): number | undefined => {
    const { lastSeen } = pulling.status();
    return lastSeen === undefined ? undefined : Date.parse(lastSeen) / 1_000;
  };
  const ends = [
    measures.followerLagEvents.observe(labels, () => pulling.status().lag),
    measures.followerHeartbeat.observe(labels, secondsSeen),
    measures.followerStopped.observe(labels, () => (pulling.status().state === 'failing' ? 1 : 0)),
  ];
  return () => ends.forEach((end) => end());
};

/** Starts all consumers of one durable. */
export const startDurable = (options: DurableOptions): Durable => {
  const { service, name: durable } = options;
  const consumer = `${service}_${durable}`;
  const pulls = sourcesOf(options).map((source): Pull => {
    const deliver = createDelivery({ ...options, consumer, stream: source.stream.name });
    return { source, pulling: startPulling({ ...options, ...source, consumer, deliver }) };
  });
  const observed = pulls.map((pull) => observe(consumer, pull));
  return {
    ready: Promise.all(pulls.map(({ pulling }) => pulling.ready)).then(() => undefined),
    status: () => pulls.map(({ source, pulling }) => ({ durable, stream: source.stream.name, consumer, ...pulling.status() })),
    stop: async () => {
      await Promise.all(pulls.map(({ pulling }) => pulling.stop()));
      for (const end of observed) end();
    },
  };
};
