import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';
import { metricNames } from './metrics.js';

const nanosecondsPerSecond = 1e9;

/** Memory and event loop delay of this process; returns what stops the measuring. Percentiles are those since the last scrape. */
export const observeProcess = (meter: Meter): (() => void) => {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const bytes = { unit: 'By' };
  const seconds = { unit: 's' };
  const memory = meter.createObservableGauge(metricNames.processMemoryUsage, { ...bytes, description: 'Resident memory' });
  const heap = meter.createObservableGauge(metricNames.heapUsed, { ...bytes, description: 'Heap in use' });
  const p50 = meter.createObservableGauge(metricNames.eventLoopDelayP50, { ...seconds, description: 'Event loop delay, median' });
  const p99 = meter.createObservableGauge(metricNames.eventLoopDelayP99, { ...seconds, description: 'Event loop delay, 99 %' });
  const max = meter.createObservableGauge(metricNames.eventLoopDelayMax, {
    ...seconds,
    description: 'Event loop delay, longest',
  });
  meter.addBatchObservableCallback(
    (result) => {
      const usage = process.memoryUsage();
      result.observe(memory, usage.rss);
      result.observe(heap, usage.heapUsed);
      if (delay.count > 0) {
        result.observe(p50, delay.percentile(50) / nanosecondsPerSecond);
        result.observe(p99, delay.percentile(99) / nanosecondsPerSecond);
        result.observe(max, delay.max / nanosecondsPerSecond);
      }
      delay.reset();
    },
    [memory, heap, p50, p99, max],
  );
  return () => delay.disable();
};
