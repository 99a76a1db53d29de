import { AsyncLocalStorage } from 'node:async_hooks';
import { context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import type { Context, ContextManager, Link, Span, SpanContext } from '@opentelemetry/api';

export interface RecordedSpan {
  readonly name: string;
  readonly context: SpanContext;
  readonly parent?: SpanContext;
  readonly links: readonly Link[];
}

const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');

const asyncContext = (): ContextManager => {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, run, self, ...args) => storage.run(active, () => run.apply(self, args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
};

/** A tracer that remembers what was started, until `stop`. */
export const recordingTracer = (): { spans: RecordedSpan[]; stop(): void } => {
  const spans: RecordedSpan[] = [];
  let next = 0;
  const startSpan = (name: string, links: readonly Link[], parentContext: Context): Span => {
    next += 1;
    const parent = trace.getSpanContext(parentContext);
    const traceId = parent?.traceId ?? hex(next, 32);
    const spanContext = { traceId, spanId: hex(next, 16), traceFlags: TraceFlags.SAMPLED };
    spans.push({ name, context: spanContext, parent, links });
    return trace.wrapSpanContext(spanContext);
  };
  context.setGlobalContextManager(asyncContext());
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan: (name, options, parent = context.active()) => startSpan(name, options?.links ?? [], parent),
      startActiveSpan: () => {
        throw new Error('not used');
      },
    }),
  });
  const stop = (): void => {
    trace.disable();
    context.disable();
  };
  return { spans, stop };
};
