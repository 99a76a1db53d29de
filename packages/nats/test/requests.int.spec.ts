import { reject } from '@lastmile/protocol';
import { eventually, freePort, startNats } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { headers } from '@nats-io/nats-core';
import {
  BrokerUnreachable,
  brokerHealth,
  connectNats,
  MessageTooLarge,
  RemoteFailure,
  RemoteTimeout,
  RemoteUnavailable,
  violationsOf,
} from '../src/index.js';
import type { Bus, MessageContext } from '../src/index.js';
import { actor, asker, orderMessages, startService } from './platform.js';
import type { Behaviour, Service } from './platform.js';

const failureOf = async <T>(promise: Promise<T>): Promise<Error & { code?: string; details?: Record<string, unknown> }> => {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('the request was answered');
};

describe('requests', () => {
  let nats: NatsServer;
  let service: Service;
  let gateway: Bus;
  let original: Behaviour;

  beforeAll(async () => {
    nats = await startNats();
    service = await startService(nats.url, {}, { maxInFlight: 4, validateOutput: true });
    original = { ...service.behaviour };
    gateway = await connectNats({ url: nats.url, name: 'gateway' });
  });
  afterEach(() => {
    Object.assign(service.behaviour, original);
  });
  afterAll(async () => {
    await gateway?.close();
    await service?.stop();
    await nats?.stop();
  });

  it('are answered, with the parsed input and who asks', async () => {
    let seen: MessageContext | undefined;
    service.behaviour.onCount = ({ upTo }, context) => {
      seen = context;
      return { count: upTo };
    };
    const context = asker({ idempotencyKey: 'ключ 键\n%', causationId: 'cause' });
    await expect(gateway.request(orderMessages.count, { upTo: 7 }, context)).resolves.toEqual({ count: 7 });
    expect(seen).toEqual({ ...context, subject: 'orders.request.count.v1' });
    expect(seen?.actor).toEqual(actor);
    const defaulted = {} as { upTo: number };
    await expect(gateway.request(orderMessages.count, defaulted, asker())).resolves.toEqual({ count: 2 });
  });

  it('are rejected with code and details', async () => {
    service.behaviour.onCount = () => {
      throw reject('REVISION_CONFLICT', { expected: 1, actual: 2 });
    };
    const error = await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker()));
    expect(error).toMatchObject({ name: 'Rejection', code: 'REVISION_CONFLICT', details: { expected: 1, actual: 2 } });
  });

  it('that do not fit are rejected with what is wrong', async () => {
    const invalid = { upTo: 'many' } as unknown as { upTo: number };
    const error = await failureOf(gateway.request(orderMessages.count, invalid, asker()));
    expect(error).toMatchObject({ name: 'Rejection', code: 'INVALID_MESSAGE' });
    expect(violationsOf(error as never)).toEqual([{ path: 'upTo', message: expect.stringContaining('number') as string }]);
    const nobody = await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker({ idempotencyKey: '' })));
    expect(violationsOf(nobody as never)[0]?.path).toBe('Lastmile-Key');
  });

  it('that are no JSON are rejected', async () => {
    const answer = await gateway.connection.request(orderMessages.count.subject, '{', { timeout: 10_000, headers: headers() });
    expect(answer.headers?.get('Lastmile-Status')).toBe('rejected');
    expect(answer.json()).toMatchObject({ code: 'INVALID_MESSAGE' });
  });

  it('that fail tell the caller nothing of the reason, and the log all', async () => {
    service.behaviour.onCount = () => {
      throw new Error('the cellar is flooded');
    };
    const error = await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker()));
    expect(error).toBeInstanceOf(RemoteFailure);
    expect(JSON.stringify(error) + error.message + String(error.stack)).not.toContain('cellar');
    const line = service.logs.find((text) => text.includes('request failed'));
    expect(line).toContain('the cellar is flooded');
    expect(line).toContain('requests.int.spec.ts');
  });

  it('whose answer breaks its schema fail', async () => {
    service.behaviour.onCount = () => ({ count: 'two' }) as unknown as { count: number };
    expect(await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker()))).toBeInstanceOf(RemoteFailure);
  });

  it('without an answer in time end at their deadline', async () => {
    const release = Promise.withResolvers<{ count: number }>();
    service.behaviour.onCount = () => release.promise;
    const error = await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker(), { deadlineMs: 50 }));
    expect(error).toBeInstanceOf(RemoteTimeout);
    expect(error.code).toBe('TIMEOUT');
    release.resolve({ count: 1 });
  });

  it('nobody serves are refused at once', async () => {
    const error = await failureOf(gateway.request(orderMessages.nobody, {}, asker(), { deadlineMs: 60_000 }));
    expect(error).toBeInstanceOf(RemoteUnavailable);
    expect(error).toMatchObject({ code: 'UNAVAILABLE', reason: 'no-service' });
  });

  it('beyond the bound are shed, those under way are answered', async () => {
    const release = Promise.withResolvers<{ count: number }>();
    let started = 0;
    service.behaviour.onCount = () => {
      started += 1;
      return release.promise;
    };
    const ask = () => gateway.request(orderMessages.count, { upTo: 1 }, asker(), { deadlineMs: 30_000 });
    const underWay = [1, 2, 3, 4].map(ask);
    await eventually(() => expect(started).toBe(4));
    const shed = await failureOf(ask());
    expect(shed).toMatchObject({ name: 'RemoteUnavailable', code: 'UNAVAILABLE', reason: 'overloaded' });
    release.resolve({ count: 9 });
    await expect(Promise.all(underWay)).resolves.toEqual([{ count: 9 }, { count: 9 }, { count: 9 }, { count: 9 }]);
    await expect(ask()).resolves.toEqual({ count: 9 });
  });

  it('and answers larger than the broker takes fail clearly', async () => {
    const huge = { upTo: 1, text: 'x'.repeat(1024 * 1024) };
    expect(await failureOf(gateway.request(orderMessages.count, huge, asker()))).toBeInstanceOf(MessageTooLarge);
    const loose = await startService(
      nats.url,
      { onCount: () => ({ count: 1, text: huge.text }) as { count: number } },
      { service: 'loose' },
    );
    await service.strategy.close();
    expect(await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker()))).toBeInstanceOf(RemoteFailure);
    await loose.stop();
    await service.stop();
    service = await startService(nats.url, {}, { maxInFlight: 4 });
  });

  it('under way are answered when the service closes', async () => {
    const release = Promise.withResolvers<{ count: number }>();
    let started = false;
    const closing = await startService(nats.url, {}, { service: 'closing' });
    await service.strategy.close();
    closing.behaviour.onCount = () => {
      started = true;
      return release.promise;
    };
    const answer = gateway.request(orderMessages.count, { upTo: 1 }, asker(), { deadlineMs: 30_000 });
    await eventually(() => expect(started).toBe(true));
    const stopped = closing.stop();
    release.resolve({ count: 3 });
    await expect(answer).resolves.toEqual({ count: 3 });
    await stopped;
    expect(await failureOf(gateway.request(orderMessages.count, { upTo: 1 }, asker()))).toMatchObject({ reason: 'no-service' });
    await service.stop();
    service = await startService(nats.url, {}, { maxInFlight: 4 });
  });
});

describe('the connection', () => {
  it('waits for the broker, but not for ever', async () => {
    const port = await freePort();
    const url = `nats://127.0.0.1:${port}`;
    expect(await failureOf(connectNats({ url, name: 'early', waitMs: 300 }))).toBeInstanceOf(BrokerUnreachable);
    const early = connectNats({ url, name: 'early', waitMs: 60_000 });
    const nats = await startNats({ port });
    const bus = await early;
    await bus.ping(10_000);
    await bus.close();
    await nats.stop();
  });

  it('comes back after the broker was away, and says meanwhile that it is', async () => {
    const nats = await startNats();
    const bus = await connectNats({ url: nats.url, name: 'patient' });
    const health = brokerHealth(bus);
    await expect(health.check()).resolves.toEqual({ status: 'up' });
    await nats.kill();
    await eventually(async () => expect(await bus.connected(0)).toBe(false));
    expect(await failureOf(bus.request(orderMessages.count, { upTo: 1 }, asker(), { deadlineMs: 100 }))).toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'no-broker',
    });
    await expect(health.check()).rejects.toThrow();
    const again = await startNats({ port: nats.port, storeDir: nats.storeDir });
    await eventually(() => bus.ping());
    expect(await failureOf(bus.request(orderMessages.count, { upTo: 1 }, asker()))).toMatchObject({ reason: 'no-service' });
    await bus.close();
    await again.stop();
    await nats.stop();
  });

  it('that is half open is noticed', async () => {
    const nats = await startNats();
    const bus = await connectNats({ url: nats.url, name: 'watchful' });
    await nats.kill('SIGSTOP');
    await eventually(async () => expect(await bus.connected(0)).toBe(false), 30_000);
    await nats.kill('SIGCONT');
    await eventually(() => bus.ping(), 30_000);
    await bus.close();
    await nats.stop();
  });
});
