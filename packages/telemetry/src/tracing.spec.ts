import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { currentTrace, currentTraceId, withSpan } from './tracing.js';

const remote = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', tracestate: 'vendor=1' };

class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly code = 'NOT_A_PARTY';
}

describe('without the register door', () => {
  it('runs the function, passes its result and its error on, and knows no trace', async () => {
    const failure = new Error('broken');
    await expect(withSpan('work', {}, async () => 42)).resolves.toBe(42);
    await expect(withSpan('work', { parent: remote }, async () => Promise.reject(failure))).rejects.toBe(failure);
    await withSpan('work', {}, async () => expect(currentTrace()).toEqual({}));
    expect(currentTraceId()).toBeUndefined();
  });
});

describe('with a tracer', () => {
  const exporter = new InMemorySpanExporter();
  const spanNamed = (name: string): ReadableSpan => {
    const span = exporter.getFinishedSpans().find((finished) => finished.name === name);
    if (!span) throw new Error(`no span ${name}`);
    return span;
  };

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  });
  beforeEach(() => exporter.reset());
  afterAll(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });

  it('nests spans over awaits', async () => {
    await withSpan('outer', {}, async () => {
      await Promise.resolve();
      await withSpan('inner', { kind: 'client', attributes: { answer: 42 } }, async () => Promise.resolve());
    });
    expect(spanNamed('inner').parentSpanContext?.spanId).toBe(spanNamed('outer').spanContext().spanId);
    expect(spanNamed('inner').attributes).toEqual({ answer: 42 });
    expect(spanNamed('outer').status.code).toBe(SpanStatusCode.UNSET);
  });

  it('continues a remote trace and hands it on', async () => {
    const handedOn = await withSpan('work', { kind: 'consumer', parent: remote }, async () => currentTrace());
    const { traceId, spanId } = spanNamed('work').spanContext();
    expect(traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(spanNamed('work').parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(handedOn).toEqual({ traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'vendor=1' });
  });

  it.each([{}, { traceparent: '' }, { traceparent: 'nonsense' }, { traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01` }])(
    'keeps the active span as parent when the carrier is %j',
    async (parent) => {
      await withSpan('outer', {}, async () => withSpan('inner', { parent }, async () => undefined));
      expect(spanNamed('inner').parentSpanContext?.spanId).toBe(spanNamed('outer').spanContext().spanId);
    },
  );

  it('starts a new trace linked to others', async () => {
    await withSpan('replay', { links: [remote, {}] }, async () => undefined);
    expect(spanNamed('replay').links.map((link) => link.context.traceId)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736']);
    expect(spanNamed('replay').spanContext().traceId).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('records a failure once, without what it should not tell', async () => {
    const failure = Object.assign(new Error('refused by nats://user:hunter2@host'), { code: 'ECONNREFUSED' });
    await expect(withSpan('work', {}, async () => Promise.reject(failure))).rejects.toBe(failure);
    const span = spanNamed('work');
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'refused by nats://[redacted]@host' });
    expect(span.attributes['error.type']).toBe('ECONNREFUSED');
    expect(span.events.map((event) => event.name)).toEqual(['exception']);
    expect(JSON.stringify(span.events)).not.toContain('hunter2');
  });

  it('treats what is thrown synchronously or is no error as a failure too', async () => {
    const throwing = (): Promise<never> => {
      throw new TypeError('at once');
    };
    await expect(withSpan('sync', {}, throwing)).rejects.toThrow('at once');
    await expect(
      withSpan('text', {}, async () => {
        const notAnError: unknown = 'just text';
        throw notAnError;
      }),
    ).rejects.toBe('just text');
    expect(spanNamed('sync').attributes['error.type']).toBe('TypeError');
    expect(spanNamed('text').attributes['error.type']).toBe('string');
  });

  it('does not count a refusal as a failure', async () => {
    await expect(withSpan('work', {}, async () => Promise.reject(new Rejection()))).rejects.toBeInstanceOf(Rejection);
    const span = spanNamed('work');
    expect(span.attributes).toEqual({ 'lastmile.rejection': 'NOT_A_PARTY' });
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
    expect(span.events).toEqual([]);
  });
});
