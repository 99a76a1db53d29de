import { metrics } from '@opentelemetry/api';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  createDenyListAttributesProcessor,
  InstrumentType,
  MeterProvider,
  MetricReader,
} from '@opentelemetry/sdk-metrics';
import type { ViewOptions } from '@opentelemetry/sdk-metrics';
import { metricNames } from './metrics.js';

/**
 * Metrics are only collected when somebody asks for their text. Observed gauges are read without memory: a follower
 * that is gone must vanish, not stay at its last lag.
 */
class ScrapeReader extends MetricReader {
  constructor() {
    super({
      aggregationTemporalitySelector: (type) =>
        type === InstrumentType.OBSERVABLE_GAUGE ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE,
    });
  }
  protected override async onShutdown(): Promise<void> {}
  protected override async onForceFlush(): Promise<void> {}
}

/** Hosts of outgoing calls are chosen by tenants (webhooks): no bound on their number, so no label. */
const clientView: ViewOptions = {
  instrumentName: metricNames.httpClientRequestDuration,
  attributesProcessors: [createDenyListAttributesProcessor(['server.address', 'server.port'])],
};

export interface Metering {
  provider: MeterProvider;
  text(): Promise<string>;
}

/** Registers the process's meter provider; `text` collects and renders everything as Prometheus text. */
export const startMetrics = (resource: Resource): Metering => {
  const reader = new ScrapeReader();
  const provider = new MeterProvider({ resource, readers: [reader], views: [clientView] });
  metrics.setGlobalMeterProvider(provider);
  const serializer = new PrometheusSerializer(undefined, false, /^service\.name$/, true, true);
  const text = async (): Promise<string> => serializer.serialize((await reader.collect()).resourceMetrics);
  return { provider, text };
};
