// What this package costs on top of the client it uses: publishing and consuming the same messages, both ways by turns in one run.
// Prints one JSON line for each way, round and summary. `node bench/broker.bench.mjs [rounds] [messages]`, after `npm run build`.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { z } from 'zod';
import { defineEvent } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { startNats } from '@lastmile/testing';
import { connectNats, ensureStreams, Event, eventStreamOf, jetStreamPublishPort, NatsStrategy } from '@lastmile/nats';

const [rounds = 7, messages = 5_000] = process.argv.slice(2).map(Number);
const batch = 500;
const body = { orderId: 'order-1', number: 1, text: 'x'.repeat(400) };
const schema = z.object({ orderId: z.string(), number: z.number(), text: z.string() });
const headers = {
  'Lastmile-Actor': JSON.stringify({ organisationId: 'o', role: 'system', subjectId: 's' }),
  'Lastmile-Correlation': 'c',
  'Lastmile-Stream': 'order-1',
  'Lastmile-Revision': '1',
  'Lastmile-At': '2026-01-01T00:00:00.000Z',
};
const print = (line) => console.log(JSON.stringify(line));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const perSecond = async (run) => {
  const started = performance.now();
  await run();
  return Math.round((messages * 1_000) / (performance.now() - started));
};

const nats = await startNats();
const bus = await connectNats({ url: nats.url, name: 'bench' });
const raw = await connect({ servers: nats.url, noAsyncTraces: true });
const js = jetstream(raw);
const manager = await jetstreamManager(raw);

/** Window of 256 unanswered publishes, the message id for the broker's duplicate check, nothing else. */
const publishRaw = async (subject) => {
  const acks = [];
  for (let index = 0; index < messages; index += 1) {
    if (index >= 256) await acks[index - 256];
    acks.push(js.publish(subject, JSON.stringify(body), { msgID: `raw-${index}` }));
  }
  await Promise.all(acks);
};

const publishOurs = async (service, subject) => {
  const port = jetStreamPublishPort(bus, service);
  await port.lastPosition();
  for (let from = 0; from < messages; from += batch) {
    const events = Array.from({ length: Math.min(batch, messages - from) }, (_, index) => ({
      id: `ours-${from + index}`,
      subject,
      body,
      headers,
      position: from + index,
    }));
    await port.publish(events);
  }
};

const consumeRaw = async (stream) => {
  await manager.consumers.add(stream, { durable_name: 'raw', ack_policy: 'explicit', max_ack_pending: 1_024 });
  const consumer = await js.consumers.get(stream, 'raw');
  let count = 0;
  for await (const message of await consumer.consume({ max_messages: 256 })) {
    message.json();
    message.ack();
    count += 1;
    if (count === messages) break;
  }
};

/** A whole Nest application with one durable; the clock starts when it is asked to listen. */
const consumerApp = async (service, message) => {
  const done = Promise.withResolvers();
  let count = 0;
  class BenchController {
    async on() {
      count += 1;
      if (count === messages) done.resolve();
    }
  }
  Event(message, 'bench')(BenchController.prototype, 'on', Object.getOwnPropertyDescriptor(BenchController.prototype, 'on'));
  Controller()(BenchController);
  class AppModule {}
  Module({ controllers: [BenchController] })(AppModule);
  const strategy = new NatsStrategy({ bus, service, logger: createLogger('bench', 'silent') });
  const app = await NestFactory.createMicroservice(AppModule, { strategy, logger: false });
  return { app, done: done.promise };
};

const ratios = { publish: [], consume: [] };
for (let round = 1; round <= rounds; round += 1) {
  const [ours, plain] = [`ours${round}`, `raw${round}`];
  await ensureStreams(
    bus,
    [ours, plain].map((service) => ({ ...eventStreamOf(service), maxBytes: 64 * 1024 ** 2 })),
  );
  const message = defineEvent(`${ours}.event.happened.v1`, schema);
  const publish = {
    raw: await perSecond(() => publishRaw(`${plain}.event.happened.v1`)),
    lastmile: await perSecond(() => publishOurs(ours, message.subject)),
  };
  const rawRate = await perSecond(() => consumeRaw(eventStreamOf(ours).name));
  const { app, done } = await consumerApp(`bench${round}`, message);
  const oursRate = await perSecond(async () => {
    await app.listen();
    await done;
  });
  await app.close();
  const consume = { raw: rawRate, lastmile: oursRate };
  for (const [what, rates] of Object.entries({ publish, consume })) {
    const ratio = rates.lastmile / rates.raw;
    ratios[what].push(ratio);
    print({
      bench: 'broker',
      what,
      round,
      messages,
      rawPerSecond: rates.raw,
      lastmilePerSecond: rates.lastmile,
      ratio: Number(ratio.toFixed(3)),
    });
  }
  for (const service of [ours, plain]) await manager.streams.delete(eventStreamOf(service).name);
}
for (const [what, values] of Object.entries(ratios)) {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)].map((value) => Number(value.toFixed(3)));
  print({ bench: 'broker', what, summary: 'median ratio of pairs', rounds, ratio: Number(median(values).toFixed(3)), low, high });
}
await bus.close();
await raw.close();
await nats.stop();
