// Durable appends per second beside what the disk itself can do in the same run: one JSON line a figure.
// Run: node bench/append.bench.js [seconds per figure]
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { startEventStore, temporaryDirectory } from '@lastmile/testing';

const seconds = Number(process.argv[2] ?? 4);
const print = (figure) => process.stdout.write(`${JSON.stringify(figure)}\n`);
const rounded = (value) => Math.round(value * 100) / 100;

const syncFloor = (directory) => {
  const file = openSync(join(directory, 'floor'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  for (; performance.now() < end; count += 1) {
    writeSync(file, page);
    fdatasyncSync(file);
  }
  closeSync(file);
  return count / seconds;
};

const event = () =>
  jsonEvent({ type: 'Measured', data: { text: 'x'.repeat(200) }, metadata: { actor: 'bench', correlation: 'c'.repeat(40) } });

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

const appends = async (client, inFlight) => {
  const times = [];
  const end = performance.now() + seconds * 1_000;
  const writer = async (name) => {
    while (performance.now() < end) {
      const start = performance.now();
      await client.appendToStream(`bench-${inFlight}-${name}-${times.length % 97}`, [event()]);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, name) => writer(name)));
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
};

const reads = async (client) => {
  const start = performance.now();
  let count = 0;
  for await (const resolved of client.readAll()) if (resolved.event) count += 1;
  return count / ((performance.now() - start) / 1_000);
};

const followed = async (client, count) => {
  const start = performance.now();
  let left = count;
  for await (const resolved of client.subscribeToAll()) if (resolved.event && (left -= 1) <= 0) break;
  return count / ((performance.now() - start) / 1_000);
};

const directory = temporaryDirectory('eventstore-bench');
const store = await startEventStore({ dbFile: join(directory.path, 'events.db') });
const client = KurrentDBClient.connectionString(store.url);
try {
  await client.appendToStream('bench-warm', [event()]);
  for (const inFlight of [1, 16, 64]) {
    const floor = syncFloor(directory.path);
    const { perSecond, p50, p99 } = await appends(client, inFlight);
    print({
      figure: `appends at ${inFlight} in flight`,
      perSecond: Math.round(perSecond),
      p50Ms: rounded(p50),
      p99Ms: rounded(p99),
      fdatasyncPerSecond: Math.round(floor),
      ratio: rounded(perSecond / floor),
    });
  }
  print({ figure: 'events read with readAll', perSecond: Math.round(await reads(client)) });
  print({ figure: 'events caught up by a subscription', perSecond: Math.round(await followed(client, 10_000)) });
} finally {
  await client.dispose();
  await store.stop();
  directory.remove();
}
