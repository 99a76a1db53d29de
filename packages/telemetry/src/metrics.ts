import { metrics } from '@opentelemetry/api';
import type { Meter, MeterProvider } from '@opentelemetry/api';

/** Labels have few values each: names of code and outcomes, never an id, a tenant or a text from outside. */
type Labels = Record<string, string>;

/** Counts things that happened. */
export interface Counter<L extends Labels> {
  add(value: number, labels: L): void;
}

/** Distribution of durations, in seconds. */
export interface Histogram<L extends Labels> {
  record(seconds: number, labels: L): void;
}

/** A value that goes up and down: `set` keeps the last one, `observe` asks at scrape time until the returned function is called. */
export interface Gauge<L extends Labels> {
  set(value: number, labels: L): void;
  observe(labels: L, read: () => number | undefined): () => void;
}

/** Every metric of the platform by its exposed OpenTelemetry name; Prometheus shows dots as underscores. */
export const metricNames = {
  /** HTTP requests answered, seconds; recorded by the http instrumentation with method, route and status. */
  httpServerRequestDuration: 'http.server.request.duration',
  /** HTTP requests sent with node:http, seconds; recorded by the http instrumentation. */
  httpClientRequestDuration: 'http.client.request.duration',
  /** Handling one message, seconds. */
  messagingProcessDuration: 'messaging.process.duration',
  /** One operation against the broker as its client sees it, seconds. */
  messagingOperationDuration: 'messaging.client.operation.duration',
  /** Deciding and appending one command, seconds; its count by outcome is the number of commands. */
  commandDuration: 'lastmile_command_duration_seconds',
  /** Refused commands by code. */
  commandRejections: 'lastmile_command_rejections_total',
  /** One append to the event store, seconds. */
  eventAppendDuration: 'lastmile_event_append_duration_seconds',
  /** Position in the event store up to which a follower has worked. */
  followerPosition: 'lastmile_follower_position',
  /** Events between a follower and the head of its categories; 0 when caught up. */
  followerLagEvents: 'lastmile_follower_lag_events',
  /** Age of the oldest event a follower has not worked on; 0 when caught up. */
  followerOldestUnprocessedSeconds: 'lastmile_follower_oldest_unprocessed_seconds',
  /** Unix time of a follower's last sign of life, so that a dead one is not taken for a caught-up one. */
  followerHeartbeat: 'lastmile_follower_heartbeat_timestamp_seconds',
  /** 1 while a follower stands still with an error, else 0. */
  followerStopped: 'lastmile_follower_stopped',
  /** Deliveries of messages to a consumer by outcome. */
  consumerAttempts: 'lastmile_consumer_attempts_total',
  /** Messages parked by a consumer, by reason. */
  deadLetters: 'lastmile_consumer_dead_letters_total',
  /** Position in the event store up to which the broker holds a service's public events. */
  publisherPosition: 'lastmile_publisher_position',
  /** Resident memory, bytes. */
  processMemoryUsage: 'process.memory.usage',
  /** Heap in use, bytes. */
  heapUsed: 'v8js.memory.heap.used',
  /** Event loop delay since the last scrape, seconds. */
  eventLoopDelayP50: 'nodejs.eventloop.delay.p50',
  eventLoopDelayP99: 'nodejs.eventloop.delay.p99',
  eventLoopDelayMax: 'nodejs.eventloop.delay.max',
  /** Spans handed to the sink, or lost (label error.type): `queue_full` or the sink's error. */
  spansProcessed: 'otel.sdk.processor.span.processed',
} as const;

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Instruments are made at first use, and anew when a provider was registered meanwhile: import order does not matter. */
const onCurrentProvider = <T>(create: (meter: Meter) => T): (() => T) => {
  let madeBy: MeterProvider | undefined;
  let made: T;
  return () => {
    const provider = metrics.getMeterProvider();
    if (provider !== madeBy) {
      made = create(provider.getMeter('@lastmile/telemetry'));
      madeBy = provider;
    }
    return made;
  };
};

const counter = <L extends Labels>(name: string, description: string): Counter<L> => {
  const instrument = onCurrentProvider((meter) => meter.createCounter<L>(name, { description }));
  return { add: (value, labels) => instrument().add(value, labels) };
};

const histogram = <L extends Labels>(name: string, description: string): Histogram<L> => {
  const advice = { explicitBucketBoundaries: secondsBuckets };
  const instrument = onCurrentProvider((meter) => meter.createHistogram<L>(name, { description, unit: 's', advice }));
  return { record: (seconds, labels) => instrument().record(seconds, labels) };
};

const gauge = <L extends Labels>(name: string, description: string): Gauge<L> => {
  const series = new Map<string, { labels: L; read: () => number | undefined }>();
  const register = onCurrentProvider((meter) =>
    meter.createObservableGauge<L>(name, { description }).addCallback((result) => {
      for (const { labels, read } of series.values()) {
        const value = read();
        if (value !== undefined) result.observe(value, labels);
      }
    }),
  );
  const observe: Gauge<L>['observe'] = (labels, read) => {
    register();
    const key = JSON.stringify(Object.entries(labels).sort());
    const entry = { labels, read };
    series.set(key, entry);
    return () => {
      if (series.get(key) === entry) series.delete(key);
    };
  };
  return { observe, set: (value, labels) => void observe(labels, () => value) };
};

type MessagingLabels = {
  'messaging.system': string;
  'messaging.operation.name': string;
  'messaging.destination.name': string;
  'messaging.consumer.group.name'?: string;
  'error.type'?: string;
};

/**
 * The platform's own instruments; no-ops without the register door.
 * @example measures.commandDuration.record(seconds, { command: 'SignContract', outcome: 'accepted' });
 * @example const stop = measures.followerLagEvents.observe({ follower: 'contract-details' }, () => follower.status().lagEvents);
 */
export const measures = {
  commandDuration: histogram<{ command: string; outcome: 'accepted' | 'unchanged' | 'repeated' | 'rejected' | 'failed' }>(
    metricNames.commandDuration,
    'Deciding and appending one command',
  ),
  commandRejections: counter<{ command: string; code: string }>(metricNames.commandRejections, 'Refused commands by code'),
  eventAppendDuration: histogram<{ category: string; outcome: 'appended' | 'conflict' | 'failed' }>(
    metricNames.eventAppendDuration,
    'One append to the event store',
  ),
  messagingProcessDuration: histogram<MessagingLabels>(metricNames.messagingProcessDuration, 'Handling one message'),
  messagingOperationDuration: histogram<MessagingLabels>(
    metricNames.messagingOperationDuration,
    'One operation against the broker as its client sees it',
  ),
  followerPosition: gauge<{ follower: string }>(metricNames.followerPosition, 'Position up to which a follower has worked'),
  followerLagEvents: gauge<{ follower: string }>(metricNames.followerLagEvents, 'Events between a follower and the head'),
  followerOldestUnprocessedSeconds: gauge<{ follower: string }>(
    metricNames.followerOldestUnprocessedSeconds,
    'Age of the oldest event a follower has not worked on',
  ),
  followerHeartbeat: gauge<{ follower: string }>(metricNames.followerHeartbeat, 'Unix time of a follower’s last sign of life'),
  followerStopped: gauge<{ follower: string }>(metricNames.followerStopped, '1 while a follower stands still with an error'),
  consumerAttempts: counter<{ consumer: string; outcome: 'acked' | 'rejected' | 'retried' | 'dead-lettered' }>(
    metricNames.consumerAttempts,
    'Deliveries of messages to a consumer by outcome',
  ),
  deadLetters: counter<{ consumer: string; reason: string }>(metricNames.deadLetters, 'Messages parked by a consumer'),
  publisherPosition: gauge<{ publisher: string }>(
    metricNames.publisherPosition,
    'Position up to which the broker holds the public events',
  ),
} as const;
