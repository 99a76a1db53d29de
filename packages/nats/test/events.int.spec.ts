import { eventually, startNats } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { reject } from '@lastmile/protocol';
import {
  connectNats,
  consumersHealth,
  discardDeadLetter,
  getDeadLetter,
  readDeadLetters,
  replayDeadLetter,
} from '../src/index.js';
import type { Bus, ConsumerSettings, MessageContext, PublishPort } from '../src/index.js';
import { actor, fact, orderEvents, priceEvents, publisher, quick, startService } from './platform.js';
import type { OrderFact, Service } from './platform.js';

interface Seen {
  number: number;
  orderId: string;
  attempt: number;
  context: MessageContext;
}

describe('events', () => {
  let nats: NatsServer;
  let bus: Bus;
  let port: PublishPort;
  const services: Service[] = [];

  const start = async (
    ...args: Parameters<typeof startService> extends [string, ...infer Rest] ? Rest : never
  ): Promise<Service> => {
    const [behaviour, options] = args;
    const service = await startService(nats.url, behaviour, { consumers: quick, ...options });
    services.push(service);
    return service;
  };
  const lagOf = ({ strategy }: Service) => strategy.consumers().find(({ stream }) => stream === 'ORDERS_EVENTS')?.lag;
  const recorder = (): { seen: Seen[]; record: (value: OrderFact, context: MessageContext) => void } => {
    const seen: Seen[] = [];
    const record = ({ number, orderId }: OrderFact, context: MessageContext): void =>
      void seen.push({ number, orderId, attempt: context.event?.attempt ?? 0, context });
    return { seen, record };
  };
  const finished = async (): Promise<void> => {
    await eventually(async () => {
      const info = await bus.manager.consumers.info('ORDERS_EVENTS', 'billing_billing');
      expect([info.num_pending, info.num_ack_pending]).toEqual([0, 0]);
    }, 30_000);
  };

  beforeEach(async () => {
    nats = await startNats();
    bus = await connectNats({ url: nats.url, name: 'orders' });
    port = publisher(bus);
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.stop();
    await bus?.close();
    await nats?.stop();
  });

  it('are delivered once, in order, with their context; those not asked for are passed over', async () => {
    const { seen, record } = recorder();
    await start({ onFact: record });
    const sent = [1, 2, 3].flatMap((number) => [fact('a', number), fact('a', number, { subject: orderEvents.unwanted.subject })]);
    sent.push(fact('a', 4, { subject: orderEvents.cancelled.subject }));
    await port.publish(sent);
    await finished();
    expect(seen.map(({ number, attempt }) => [number, attempt])).toEqual([1, 2, 3, 4].map((number) => [number, 1]));
    expect(seen[0]?.context).toEqual({
      subject: orderEvents.placed.subject,
      actor,
      idempotencyKey: sent[0]?.id,
      correlationId: 'c-1',
      causationId: undefined,
      event: {
        id: sent[0]?.id,
        stream: 'order-a',
        revision: 1,
        position: sent[0]?.position,
        at: '2026-03-04T05:06:07.000Z',
        attempt: 1,
      },
    });
  });

  it('of several services reach one durable', async () => {
    const prices = recorder();
    const orders = recorder();
    const service = await start({ onFact: orders.record, onPrice: prices.record });
    await publisher(bus, 'prices').publish([fact('p', 1, { subject: priceEvents.set.subject })]);
    await port.publish([fact('a', 1)]);
    await eventually(() => expect([orders.seen.length, prices.seen.length]).toEqual([1, 1]));
    expect(service.strategy.consumers().map(({ stream, state }) => `${stream} ${state}`)).toEqual([
      'ORDERS_EVENTS running',
      'PRICES_EVENTS running',
      'RETRIES running',
    ]);
    await expect(consumersHealth(service.strategy).check()).resolves.toEqual({ status: 'up', detail: { count: 3 } });
  });

  it('come again after a failure, the aggregate in order, others at once', async () => {
    const { seen, record } = recorder();
    let failuresLeft = 3;
    const attempts: number[] = [];
    await start({
      onFact: (value, context) => {
        if (value.orderId === 'a' && value.number === 1) {
          attempts.push(context.event?.attempt ?? 0);
          failuresLeft -= 1;
          if (failuresLeft >= 0) throw new Error('the database is away');
        }
        record(value, context);
      },
    });
    await port.publish([fact('a', 1), fact('a', 2), fact('b', 1), fact('a', 3)]);
    await finished();
    expect(attempts).toEqual([1, 2, 3, 4]);
    const numbersOf = (orderId: string) => seen.filter((entry) => entry.orderId === orderId).map(({ number }) => number);
    expect(numbersOf('a')).toEqual([1, 2, 3]);
    expect(numbersOf('b')).toEqual([1]);
    expect(seen[0]?.orderId).toBe('b');
  });

  it('refused by a rule are done with', async () => {
    let calls = 0;
    const service = await start({
      onFact: () => {
        calls += 1;
        throw reject('MATCH_NOT_PROPOSED');
      },
    });
    await port.publish([fact('a', 1)]);
    await finished();
    expect(calls).toBe(1);
    expect(service.logs.some((line) => line.includes('MATCH_NOT_PROPOSED') && line.includes('"info"'))).toBe(true);
    await expect(readDeadLetters(bus)).resolves.toEqual({ items: [] });
  });

  it('with a body or headers that do not fit become dead letters at once, others flow', async () => {
    const { seen, record } = recorder();
    await start({ onFact: record });
    const poison = fact('a', 1, { body: { orderId: 'a', number: 'one' } });
    const nameless = fact('c', 1, { headers: { 'Lastmile-Actor': 'nobody' } });
    await port.publish([poison, nameless, fact('b', 1)]);
    await finished();
    expect(seen.map(({ orderId }) => orderId)).toEqual(['b']);
    const { items } = await readDeadLetters(bus, { service: 'billing', durable: 'billing' });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      service: 'billing',
      durable: 'billing',
      subject: orderEvents.placed.subject,
      reason: 'invalid',
      attempt: 1,
      eventId: poison.id,
      body: { orderId: 'a', number: 'one' },
      headers: { 'Lastmile-Stream': 'order-a', 'Lastmile-Position': String(poison.position) },
    });
    expect(items[0]?.detail).toContain('number');
    expect(items[1]?.detail).toContain('Lastmile-Actor');
    await expect(readDeadLetters(bus, { service: 'matching' })).resolves.toEqual({ items: [] });
  });

  it('that keep failing become dead letters after the limit; a replay reaches this consumer alone', async () => {
    const { seen, record } = recorder();
    let isBroken = true;
    let calls = 0;
    await start({
      onFact: (value, context) => {
        calls += 1;
        if (isBroken && value.orderId === 'a') throw new Error('it breaks here');
        record(value, context);
      },
    });
    const stranger = recorder();
    await start({ onFact: stranger.record }, { service: 'shipping' });
    const [poison, other] = [fact('a', 1), fact('b', 1)];
    await port.publish([poison, other]);
    const page = await eventually(async () => {
      const found = await readDeadLetters(bus);
      expect(found.items).toHaveLength(1);
      return found;
    }, 30_000);
    expect(page.items[0]).toMatchObject({
      reason: 'exhausted',
      attempt: 10,
      detail: 'Error: it breaks here',
      eventId: poison.id,
    });
    expect([calls, seen.length, stranger.seen.length]).toEqual([11, 1, 2]);

    isBroken = false;
    const sequence = page.items[0]?.sequence ?? 0;
    await expect(getDeadLetter(bus, sequence)).resolves.toMatchObject({ eventId: poison.id });
    await expect(replayDeadLetter(bus, sequence, { by: actor, reason: 'repaired' })).resolves.toBe(true);
    await eventually(() => expect(seen).toHaveLength(2));
    expect(seen[1]?.context).toMatchObject({
      idempotencyKey: poison.id,
      subject: orderEvents.placed.subject,
      event: { id: poison.id, position: poison.position, attempt: 1 },
    });
    expect(stranger.seen).toHaveLength(2);
    await expect(readDeadLetters(bus)).resolves.toEqual({ items: [] });
    await expect(replayDeadLetter(bus, sequence, { by: actor, reason: 'again' })).resolves.toBe(false);
  });

  it('given up stay readable with who and why', async () => {
    await start();
    await port.publish([1, 2, 3].map((number) => fact('a', number, { body: 'nothing' })));
    await finished();
    const first = await readDeadLetters(bus, { limit: 2 });
    expect(first.items.map(({ sequence }) => sequence)).toEqual([1, 2]);
    const rest = await readDeadLetters(bus, { after: first.next });
    expect(rest).toMatchObject({ items: [{ sequence: 3 }] });
    expect(rest.next).toBeUndefined();
    await expect(discardDeadLetter(bus, 2, { by: actor, reason: 'a test order' })).resolves.toBe(true);
    await expect(discardDeadLetter(bus, 2, { by: actor, reason: 'a test order' })).resolves.toBe(false);
    await expect(getDeadLetter(bus, 2)).resolves.toBeUndefined();
    const settled = await bus.manager.streams.getMessage('SETTLED_LETTERS', { last_by_subj: 'settled-letter.billing.billing' });
    expect(settled?.header.get('Lastmile-Outcome-Reason')).toBe('a%20test%20order');
    expect(JSON.parse(settled?.header.get('Lastmile-Outcome-By') ?? '')).toEqual(actor);
    expect((await readDeadLetters(bus)).items.map(({ sequence }) => sequence)).toEqual([1, 3]);
  });

  it('of different aggregates are handled at once when asked for, those of one in order', async () => {
    const { seen, record } = recorder();
    const gate = Promise.withResolvers<void>();
    let waiting = 0;
    const service = await start(
      {
        onFact: async (value, context) => {
          waiting += 1;
          await gate.promise;
          record(value, context);
        },
      },
      { consumers: { ...quick, concurrency: 8 } },
    );
    const orders = Array.from({ length: 40 }, (_, index) => `o${index}`);
    await port.publish([1, 2, 3].flatMap((number) => orders.map((orderId) => fact(orderId, number))));
    await eventually(() => expect(waiting).toBe(8));
    await eventually(() => expect(lagOf(service)).toBe(120));
    gate.resolve();
    await finished();
    expect(seen).toHaveLength(120);
    expect(lagOf(service)).toBe(0);
    for (const orderId of orders)
      expect(seen.filter((entry) => entry.orderId === orderId).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('are not given to another process while a handler takes longer than the broker waits', async () => {
    const { seen, record } = recorder();
    const gate = Promise.withResolvers<void>();
    const options = { consumers: { ...quick, ackWaitMs: 1_000 } };
    const slow = async (value: OrderFact, context: MessageContext): Promise<void> => {
      record(value, context);
      await gate.promise;
    };
    await start({ onFact: slow }, options);
    await port.publish([fact('a', 1), fact('b', 1)]);
    await eventually(() => expect(seen).toHaveLength(1));
    await start({ onFact: record }, options);
    const taken = performance.now();
    await eventually(() => expect(performance.now() - taken).toBeGreaterThan(2_500));
    expect(seen).toHaveLength(1);
    gate.resolve();
    await finished();
    expect(seen.map(({ orderId, attempt }) => [orderId, attempt])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('received are still handled when the service closes, in order', async () => {
    const { first, second } = await closeWhileHandling({});
    expect(first).toEqual(hundred);
    expect(second).toEqual([]);
  });

  it('received and not handled in time go to the next process, in order', async () => {
    const { first, second } = await closeWhileHandling({ drainMs: 0 });
    expect(first).toEqual(hundred.slice(0, 20));
    expect(second).toEqual(hundred.slice(20));
  });

  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  const closeWhileHandling = async (settings: Partial<ConsumerSettings>): Promise<{ first: number[]; second: number[] }> => {
    const [first, second] = [recorder(), recorder()];
    const gate = Promise.withResolvers<void>();
    const onFact = async (value: OrderFact, context: MessageContext): Promise<void> => {
      if (value.number === 20) await gate.promise;
      first.record(value, context);
    };
    const closing = await start({ onFact }, { consumers: { ...quick, ...settings } });
    await port.publish(hundred.map((number) => fact('a', number)));
    await eventually(async () => {
      expect((await bus.manager.consumers.info('ORDERS_EVENTS', 'billing_billing')).num_ack_pending).toBe(81);
      expect(first.seen).toHaveLength(19);
    });
    const closed = closing.strategy.close();
    setImmediate(() => gate.resolve());
    await closed;
    await start({ onFact: second.record });
    await finished();
    const numbers = ({ seen }: { seen: Seen[] }) => seen.map(({ number }) => number);
    return { first: numbers(first), second: numbers(second) };
  };
});
