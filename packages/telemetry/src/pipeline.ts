import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { Resource } from '@opentelemetry/resources';
import type { MeterProvider } from '@opentelemetry/sdk-metrics';
import { AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { instrumentHttp } from './http.instrumentation.js';
import { startMetrics } from './metering.js';
import { observeProcess } from './process-metrics.js';
import { spanFileExporter } from './span-file.exporter.js';
import { setRunningTelemetry, shutdownTelemetry } from './state.js';

export interface TelemetryOptions {
  service: string;
  /** Base URL of an OTLP/HTTP receiver; spans go to `<endpoint>/v1/traces`. */
  endpoint?: string;
  /** Folder for OTLP JSON files, used when there is no endpoint. With neither, spans exist but are kept nowhere. */
  tracesDir?: string;
}

interface Sink {
  exporter: SpanExporter;
  onExit(): void;
}

const sinkFor = (options: TelemetryOptions, meterProvider: MeterProvider): Sink | undefined => {
  if (options.endpoint) {
    const url = `${options.endpoint.replace(/\/+$/, '')}/v1/traces`;
    const bounds = { timeoutMillis: 5_000, concurrencyLimit: 10 };
    return { exporter: new OTLPTraceExporter({ url, ...bounds, selfObsMeterProvider: meterProvider }), onExit: () => {} };
  }
  if (!options.tracesDir) return undefined;
  const exporter = spanFileExporter({ dir: options.tracesDir, service: options.service });
  return { exporter, onExit: () => exporter.writeSync() };
};

interface Tracing {
  shutdown(): Promise<void>;
  flushNow(): void;
}

const startTracing = (resource: Resource, sink: Sink | undefined, meterProvider: MeterProvider): Tracing => {
  const processors = sink
    ? [
        new BatchSpanProcessor({
          exporter: sink.exporter,
          scheduledDelayMillis: 500,
          exportTimeoutMillis: 10_000,
          maxQueueSize: 4_096,
          maxExportBatchSize: 512,
          selfObsMeterProvider: meterProvider,
        }),
      ]
    : [];
  const provider = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanLimits: { attributeValueLengthLimit: 4_096, attributeCountLimit: 64, eventCountLimit: 32, linkCountLimit: 256 },
    spanProcessors: processors,
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const flushNow = (): void => {
    sink?.onExit();
    for (const processor of processors) processor.forceFlush().catch(() => undefined);
  };
  return { shutdown: () => provider.shutdown(), flushNow };
};

/** A process that handles the signal itself ends telemetry itself; for one that does not, the signal must still end it. */
const flushWithProcess = (tracing: Tracing): void => {
  process.once('beforeExit', () => void shutdownTelemetry());
  process.once('exit', () => tracing.flushNow());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      if (process.listenerCount(signal) > 0) return;
      void shutdownTelemetry().then(() => process.kill(process.pid, signal));
    });
  }
};

/** Starts tracing, metrics and http instrumentation of this process. Whatever fails in here, the process goes on without it. */
export const startTelemetry = (options: TelemetryOptions): void => {
  try {
    const resource = resourceFromAttributes({ 'service.name': options.service, 'process.pid': process.pid });
    const metering = startMetrics(resource);
    const sink = sinkFor(options, metering.provider);
    const tracing = startTracing(resource, sink, metering.provider);
    const stopProcessMetrics = observeProcess(metrics.getMeter('@lastmile/telemetry'));
    const stopHttp = instrumentHttp();
    const shutdown = async (): Promise<void> => {
      stopHttp();
      stopProcessMetrics();
      await tracing.shutdown();
    };
    setRunningTelemetry({ metricsText: metering.text, shutdown });
    flushWithProcess(tracing);
  } catch (error) {
    process.stderr.write(`telemetry could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  }
};
