import { currentTrace, currentTraceId, withSpan } from '@lastmile/telemetry';
import { eventually, startNats } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { connectNats, readDeadLetters, RemoteFailure, replayDeadLetter } from '../src/index.js';
import type { Bus } from '../src/index.js';
import { actor, asker, fact, orderEvents, orderMessages, publisher, quick, startService } from './platform.js';
import type { Service } from './platform.js';

describe('one trace', () => {
  const exporter = new InMemorySpanExporter();
  let nats: NatsServer;
  let bus: Bus;
  let service: Service;

  const spansOf = (traceId: string | undefined): ReadableSpan[] =>
    exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
  const isChild = (child: ReadableSpan | undefined, parent: ReadableSpan | undefined): void =>
    expect(child?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId);
  const inTrace = <T>(run: () => Promise<T>): Promise<{ traceId?: string; result: T }> =>
    withSpan('click', {}, async () => ({ traceId: currentTraceId(), result: await run() }));

  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    nats = await startNats();
    bus = await connectNats({ url: nats.url, name: 'gateway' });
    service = await startService(nats.url, {}, { consumers: { ...quick, maxDeliveries: 2 } });
  });
  afterAll(async () => {
    await service?.stop();
    await bus?.close();
    await nats?.stop();
    trace.disable();
    context.disable();
  });

  it('covers a request on both sides', async () => {
    let inside: string | undefined;
    service.behaviour.onCount = () => {
      inside = currentTraceId();
      return { count: 1 };
    };
    const { traceId } = await inTrace(() => bus.request(orderMessages.count, { upTo: 1 }, asker()));
    expect(inside).toBe(traceId);
    const [answer, request, click] = spansOf(traceId);
    expect([click, request, answer].map((span) => span?.name)).toEqual([
      'click',
      'request orders.request.count.v1',
      'answer orders.request.count.v1',
    ]);
    isChild(request, click);
    isChild(answer, request);
    expect(answer?.attributes).toMatchObject({
      'messaging.system': 'nats',
      'messaging.destination.name': orderMessages.count.subject,
      'messaging.consumer.group.name': 'billing',
    });
  });

  it('is named to the caller and in the log when a service fails', async () => {
    service.behaviour.onCount = () => {
      throw new Error('broken');
    };
    const { traceId, result } = await inTrace(() =>
      bus.request(orderMessages.count, { upTo: 1 }, asker()).catch((error: unknown) => error),
    );
    expect(result).toBeInstanceOf(RemoteFailure);
    expect(result).toMatchObject({ traceId });
    expect(service.logs.find((line) => line.includes('request failed'))).toContain(`"trace_id":"${traceId}"`);
  });

  it('covers an event from the stored fact over its publication to each delivery, a replay is linked', async () => {
    let isBroken = true;
    const inside: (string | undefined)[] = [];
    service.behaviour.onFact = (_, { event }) => {
      inside.push(currentTraceId());
      expect(event?.traceId).toBe(inside.at(0));
      if (isBroken) throw new Error('broken');
    };
    const stored = await inTrace(async () => currentTrace());
    const port = publisher(bus);
    await port.publish([fact('a', 1, { headers: { traceparent: stored.result.traceparent ?? '' } })]);
    const [letter] = await eventually(async () => {
      const { items } = await readDeadLetters(bus);
      expect(items).toHaveLength(1);
      return items;
    });
    expect(letter?.traceId).toBe(stored.traceId);
    expect(inside).toEqual([stored.traceId, stored.traceId]);
    const spans = await eventually(() => {
      const found = spansOf(stored.traceId);
      expect(found).toHaveLength(4);
      return found;
    });
    const publish = spans.find(({ name }) => name === `publish ${orderEvents.placed.subject}`);
    const deliveries = spans.filter(({ name }) => name === `process ${orderEvents.placed.subject}`);
    isChild(
      publish,
      spans.find(({ name }) => name === 'click'),
    );
    for (const delivery of deliveries) isChild(delivery, publish);
    expect(deliveries.map(({ attributes }) => attributes['lastmile.message.attempt'])).toEqual([1, 2]);

    isBroken = false;
    service.behaviour.onFact = () => void inside.push(currentTraceId());
    const replay = await inTrace(() => replayDeadLetter(bus, letter?.sequence ?? 0, { by: actor, reason: 'repaired' }));
    await eventually(() => expect(inside[2]).toBe(replay.traceId));
    const again = await eventually(() => {
      const found = spansOf(replay.traceId).find(({ name }) => name === `process ${orderEvents.placed.subject}`);
      expect(found).toBeDefined();
      return found;
    });
    expect(again?.links.map((link) => link.context.traceId)).toEqual([stored.traceId]);
  });
});
