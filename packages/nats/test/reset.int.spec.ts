import { eventually, startNats } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { connectNats, resetDurable } from '../src/index.js';
import type { Bus } from '../src/index.js';
import { fact, priceEvents, publisher, quick, startService } from './platform.js';

describe('a durable that was reset', () => {
  let nats: NatsServer;
  let bus: Bus;

  beforeEach(async () => {
    nats = await startNats();
    bus = await connectNats({ url: nats.url, name: 'orders' });
  });
  afterEach(async () => {
    await bus.close();
    await nats.stop();
  });

  it('reads every publisher again from the oldest fact; one that was never there is no matter', async () => {
    expect(await resetDurable(bus, 'billing', 'billing')).toBe(false);
    const seen: string[] = [];
    const behaviour = {
      onFact: ({ orderId, number }: { orderId: string; number: number }) => void seen.push(`${orderId} ${number}`),
      onPrice: ({ number }: { number: number }) => void seen.push(`price ${number}`),
    };
    const run = async (until: number): Promise<void> => {
      const service = await startService(nats.url, behaviour, { consumers: quick });
      await eventually(() => expect(seen.length).toBe(until), 20_000);
      await service.stop();
    };
    const first = await startService(nats.url, behaviour, { consumers: quick });
    await publisher(bus).publish([fact('a', 0), fact('a', 1)]);
    await publisher(bus, 'prices').publish([fact('p', 7, { subject: priceEvents.set.subject })]);
    await eventually(() => expect(seen.length).toBe(3), 20_000);
    await first.stop();
    expect(await resetDurable(bus, 'billing', 'other')).toBe(false);
    expect(await resetDurable(bus, 'billing', 'billing')).toBe(true);
    await run(6);
    expect([...seen.slice(3)].sort()).toEqual(['a 0', 'a 1', 'price 7']);
  });
});
