import { eventually, startNats, temporaryDirectory } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { connectNats, consumersHealth, ensureStreams, eventStreams, readDeadLetters, StreamMoved } from '../src/index.js';
import type { Bus, MessageContext, OutgoingEvent, PublishPort } from '../src/index.js';
import { asker, fact, orderMessages, publisher, quick, startService } from './platform.js';
import type { OrderFact, Service } from './platform.js';

/** What a publisher does: asks for its place, sends what comes behind it, and begins again after an error. */
const publishAll = async (port: PublishPort, events: readonly OutgoingEvent[], batch = 50): Promise<number> => {
  let failures = 0;
  const last = events.at(-1)?.position ?? 0;
  await eventually(async () => {
    try {
      for (;;) {
        const from = (await port.lastPosition()) ?? -1;
        if (from >= last) return;
        await port.publish(events.filter(({ position }) => position > from).slice(0, batch));
      }
    } catch (error) {
      failures += 1;
      throw error;
    }
  }, 40_000);
  return failures;
};

describe('a broker that fails', () => {
  let nats: NatsServer;
  let bus: Bus;
  let port: PublishPort;
  let service: Service;
  let seen: { number: number; attempt: number }[];
  const cleanUps: (() => Promise<void> | void)[] = [];

  const numbers = () => seen.map(({ number }) => number);
  const firstTimes = () => numbers().filter((number, index, all) => all.indexOf(number) === index);
  const many = (from: number, count: number): OutgoingEvent[] =>
    Array.from({ length: count }, (_, index) => fact('a', from + index));
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const restart = async (storeDir = nats.storeDir): Promise<void> => {
    const started = await startNats({ port: nats.port, storeDir });
    cleanUps.push(started.stop);
  };

  beforeEach(async () => {
    seen = [];
    nats = await startNats();
    cleanUps.push(nats.stop);
    bus = await connectNats({ url: nats.url, name: 'orders' });
    cleanUps.push(bus.close);
    port = publisher(bus);
    const onFact = ({ number }: OrderFact, context: MessageContext): void =>
      void seen.push({ number, attempt: context.event?.attempt ?? 0 });
    service = await startService(nats.url, { onFact }, { consumers: quick });
    cleanUps.push(service.stop);
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  it('by a kill goes on where it was: nothing lost, nothing twice at the broker', async () => {
    const events = many(1, 1_000);
    const published = publishAll(port, events);
    await eventually(() => expect(seen.length).toBeGreaterThan(100));
    await nats.kill('SIGKILL');
    await restart();
    await published;
    await eventually(() => expect(firstTimes()).toHaveLength(1_000), 30_000);
    expect(firstTimes()).toEqual(upTo(1_000));
    expect((await bus.manager.streams.info('ORDERS_EVENTS')).state).toMatchObject({ messages: 1_000, last_seq: 1_000 });
    await expect(bus.request(orderMessages.count, { upTo: 4 }, asker())).resolves.toEqual({ count: 4 });
  });

  it('by the loss of its disk gets streams and consumers back, and the publisher begins anew', async () => {
    const events = many(1, 60);
    await publishAll(port, events);
    await eventually(() => expect(seen).toHaveLength(60));
    const empty = temporaryDirectory('lastmile-nats-empty');
    cleanUps.push(empty.remove);
    await nats.kill('SIGKILL');
    await restart(empty.path);

    const place = await eventually(() => port.lastPosition(), 30_000);
    expect(place).toBeUndefined();
    await publishAll(port, [...events, ...many(61, 10)]);
    await eventually(() => expect(firstTimes()).toHaveLength(70), 30_000);
    expect(numbers().slice(60)).toEqual(upTo(70));
    await eventually(async () => expect((await consumersHealth(service.strategy).check()).status).toBe('up'), 20_000);
    await expect(bus.request(orderMessages.count, { upTo: 4 }, asker())).resolves.toEqual({ count: 4 });
  });

  it('by the loss of its disk tells a publisher that did not ask', async () => {
    await publishAll(port, many(1, 5));
    const empty = temporaryDirectory('lastmile-nats-empty');
    cleanUps.push(empty.remove);
    await nats.kill('SIGKILL');
    await restart(empty.path);
    await eventually(() => bus.ping(), 30_000);
    await expect(port.publish(many(6, 3))).rejects.toBeInstanceOf(StreamMoved);
    await expect(port.lastPosition()).resolves.toBeUndefined();
  });

  it('by losing a consumer or a stream gets them back', async () => {
    await publishAll(port, many(1, 5));
    await eventually(() => expect(seen).toHaveLength(5));
    await bus.manager.consumers.delete('ORDERS_EVENTS', 'billing_billing');
    await eventually(() => expect(seen).toHaveLength(10), 30_000);
    expect(numbers().slice(5)).toEqual(upTo(5));
    await bus.manager.streams.delete('ORDERS_EVENTS');
    await bus.manager.streams.delete('RETRIES');
    await expect(port.publish(many(6, 1))).rejects.toBeInstanceOf(StreamMoved);
    await publishAll(port, many(7, 3));
    await eventually(() => expect(numbers().slice(10)).toEqual([7, 8, 9]), 30_000);
    await eventually(() => bus.manager.consumers.info('RETRIES', 'billing_billing'), 30_000);
  });

  it('by losing the dead letters gets them back when one is parked', async () => {
    await ensureStreams(bus);
    await bus.manager.streams.delete('DEAD_LETTERS');
    await publishAll(port, [fact('a', 1, { body: 1 })]);
    await eventually(async () => expect((await readDeadLetters(bus)).items).toHaveLength(1), 30_000);
  });

  it('by a pause of three seconds goes on', async () => {
    await publishAll(port, many(1, 5));
    await nats.kill('SIGSTOP');
    const thawed = setTimeout(() => void nats.kill('SIGCONT'), 3_000);
    const events = many(6, 100);
    await publishAll(port, events);
    clearTimeout(thawed);
    await eventually(() => expect(firstTimes()).toEqual(upTo(105)), 30_000);
    expect((await bus.manager.streams.info('ORDERS_EVENTS')).state.messages).toBe(105);
  });
});

describe('the publish port', () => {
  let nats: NatsServer;
  let bus: Bus;

  beforeAll(async () => {
    nats = await startNats();
    bus = await connectNats({ url: nats.url, name: 'orders' });
  });
  beforeEach(async () => {
    await bus.manager.streams.delete('ORDERS_EVENTS').catch(() => undefined);
  });
  afterAll(async () => {
    await bus?.close();
    await nats?.stop();
  });
  const stored = async (): Promise<string[]> => {
    const { state } = await bus.manager.streams.info('ORDERS_EVENTS');
    const messages = await Promise.all(
      Array.from({ length: state.messages }, (_, index) =>
        bus.manager.streams.getMessage('ORDERS_EVENTS', { seq: state.first_seq + index }),
      ),
    );
    return messages.map((message) => message?.header.get('Nats-Msg-Id') ?? '');
  };
  const ids = (events: readonly OutgoingEvent[]) => events.map(({ id }) => id);

  it('knows its place, and stores a repeated batch once', async () => {
    const port = publisher(bus);
    await expect(port.lastPosition()).resolves.toBeUndefined();
    const events = Array.from({ length: 600 }, (_, index) => fact('a', index));
    await port.publish(events);
    await port.publish(events);
    await publisher(bus).publish(events);
    await expect(publisher(bus).lastPosition()).resolves.toBe(events.at(-1)?.position);
    expect(await stored()).toEqual(ids(events));
    await port.publish([]);
  });

  it('of a second process that fell behind is told, and goes on behind the first', async () => {
    const [first, second] = [publisher(bus), publisher(bus)];
    const events = Array.from({ length: 6 }, (_, index) => fact('a', index));
    await first.lastPosition();
    await second.lastPosition();
    await first.publish(events.slice(0, 3));
    await expect(second.publish([fact('a', 99)])).rejects.toBeInstanceOf(StreamMoved);
    await expect(second.lastPosition()).resolves.toBe(events[2]?.position);
    await second.publish(events);
    expect(await stored()).toEqual(ids(events));
  });

  it('stores nothing behind a message that fails', async () => {
    const port = publisher(bus);
    const events = Array.from({ length: 10 }, (_, index) => fact('a', index));
    const broken = events.map((event, index) => (index === 4 ? { ...event, body: 'x'.repeat(1024 * 1024) } : event));
    await expect(port.publish(broken)).rejects.toMatchObject({ name: 'MessageTooLarge', subject: events[4]?.subject });
    expect(await stored()).toEqual(ids(events.slice(0, 4)));
    await expect(port.lastPosition()).resolves.toBe(events[3]?.position);
    await port.publish(events);
    expect(await stored()).toEqual(ids(events));
  });

  it('does not guess a place that the stream does not tell', async () => {
    await ensureStreams(bus, [{ ...eventStreams[0]!, name: 'ORDERS_EVENTS', subjects: ['orders.event.>'] }]);
    await bus.jetstream.publish('orders.event.foreign.v1', '{}');
    await expect(publisher(bus).lastPosition()).rejects.toThrow('Lastmile-Position');
  });
});

describe('streams', () => {
  it('are created once, brought to their declaration, and keep a larger bound', async () => {
    const nats = await startNats();
    const bus = await connectNats({ url: nats.url, name: 'spec' });
    try {
      await ensureStreams(bus);
      await ensureStreams(bus);
      const { streams } = bus.manager;
      const { config } = await streams.info('CATALOG_EVENTS');
      expect(config).toMatchObject({
        storage: 'file',
        retention: 'limits',
        discard: 'new',
        max_age: 0,
        duplicate_window: 120e9,
        max_bytes: 4 * 1024 ** 3,
      });
      await streams.update('CATALOG_EVENTS', { ...config, max_bytes: 5 * 1024 ** 3, duplicate_window: 60e9 });
      await ensureStreams(bus);
      expect((await streams.info('CATALOG_EVENTS')).config).toMatchObject({ max_bytes: 5 * 1024 ** 3, duplicate_window: 120e9 });
    } finally {
      await bus.close();
      await nats.stop();
    }
  });
});

describe('a service', () => {
  it('does not start while its consumers cannot be had, and says which', async () => {
    const nats = await startNats();
    const bus = await connectNats({ url: nats.url, name: 'spec' });
    try {
      await bus.manager.streams.add({ name: 'SQUATTER', subjects: ['orders.event.>'] });
      const starting = startService(nats.url, {}, { startMs: 500 });
      await expect(starting).rejects.toThrow(/no consumer within 500 ms: .*billing_billing/);
    } finally {
      await bus.close();
      await nats.stop();
    }
  });
});
