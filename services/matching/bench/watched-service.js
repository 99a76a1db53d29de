// A process of bench/loop.js: the service, or with `--idle` nothing, and how long its event loop was held up. Told what to do by messages.
import { createHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import 'reflect-metadata';

const isIdle = process.argv.includes('--idle');
const { createLogger } = await import('@lastmile/telemetry');
const { createMatchingApp } = isIdle ? {} : await import('../dist/app.module.js');

const cpuNow = () => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};
const delay = monitorEventLoopDelay({ resolution: 1 });
const own = createHistogram();
let [last, usage] = [cpuNow(), performance.eventLoopUtilization()];
delay.enable();
// what this thread itself worked between two turns: unlike the delay it does not count the time when others had the processor
setInterval(() => {
  const now = cpuNow();
  own.record(Math.max(1, Math.round(now - last)));
  last = now;
}, 1);

const milliseconds = (value, unit) => Number((value / unit).toFixed(2));
const figures = () => {
  const now = performance.eventLoopUtilization();
  const told = {
    delayMs: {
      p50: milliseconds(delay.percentile(50), 1e6),
      p99: milliseconds(delay.percentile(99), 1e6),
      max: milliseconds(delay.max, 1e6),
    },
    workMs: {
      p50: milliseconds(own.percentile(50), 1e3),
      p99: milliseconds(own.percentile(99), 1e3),
      max: milliseconds(own.max, 1e3),
    },
    utilization: Number(performance.eventLoopUtilization(now, usage).utilization.toFixed(3)),
  };
  usage = now;
  delay.reset();
  own.reset();
  return told;
};

let app;
const orders = {
  start: async (config) => {
    app = await createMatchingApp(config, createLogger('matching', 'warn'));
  },
  stop: async () => {
    await app?.close();
    app = undefined;
  },
  figures: async () => figures(),
  end: async () => setImmediate(() => process.exit(0)),
};
process.on('message', ({ id, order, given }) => {
  void orders[order](given).then(
    (answer) => process.send({ id, answer }),
    (error) => process.send({ id, error: String(error?.stack ?? error) }),
  );
});
process.send({ id: 0 });
