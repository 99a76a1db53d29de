import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Link, Span } from '@opentelemetry/api';
import { TraceState, parseTraceParent } from '@opentelemetry/core';
import { attributes } from './attributes.js';
import { scrubText } from './redaction.js';

/** W3C trace context as it travels in message headers and event metadata. */
export type TraceCarrier = { traceparent?: string; tracestate?: string };

export type SpanAttributes = Record<string, string | number | boolean>;

export interface SpanOptions {
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes?: SpanAttributes;
  /** The remote side that caused this work; without a (valid) traceparent the active span is the parent. */
  parent?: TraceCarrier;
  /** Other traces this work belongs to: the messages of a batch, the first run of a replay. */
  links?: TraceCarrier[];
}

const tracer = trace.getTracer('@lastmile/telemetry');

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

const spanContextOf = (carrier: TraceCarrier | undefined): Link['context'] | undefined => {
  const parsed = carrier?.traceparent ? parseTraceParent(carrier.traceparent) : null;
  if (!parsed) return undefined;
  const traceState = carrier?.tracestate ? new TraceState(carrier.tracestate) : undefined;
  return { ...parsed, isRemote: true, traceState };
};

const parentContext = (carrier: TraceCarrier | undefined): Context => {
  const remote = spanContextOf(carrier);
  return remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : context.active();
};

const errorTypeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

const recordFailure = (span: Span, error: unknown): void => {
  if (error instanceof Error && error.name === 'Rejection') {
    span.setAttribute(attributes.rejection, errorTypeOf(error));
    return;
  }
  const type = errorTypeOf(error);
  const message = scrubText(error instanceof Error ? error.message : String(error));
  const stack = error instanceof Error && error.stack ? scrubText(error.stack) : undefined;
  span.recordException({ name: type, message, stack });
  span.setAttribute(attributes.errorType, type);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
};

/**
 * Runs `run` inside a new span, which is the active one for everything it awaits, and ends the span with it. The
 * result or error of `run` comes back unchanged. A failure is recorded as exception, `error.type` and status;
 * a `Rejection` is an answer, not a failure: it only leaves its code in `lastmile.rejection`.
 * Without the register door no span is made and `run` is just called.
 * @example await withSpan(spanNames.command('SignContract'), { kind: 'internal' }, async (span) => decideAndAppend(span));
 */
export const withSpan = async <T>(name: string, options: SpanOptions, run: (span: Span) => Promise<T>): Promise<T> => {
  const parent = parentContext(options.parent);
  const links = options.links?.flatMap((carrier) => spanContextOf(carrier) ?? []).map((linked) => ({ context: linked }));
  const span = tracer.startSpan(name, { kind: kinds[options.kind ?? 'internal'], attributes: options.attributes, links }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => run(span));
  } catch (error) {
    recordFailure(span, error);
    throw error;
  } finally {
    span.end();
  }
};

const activeSpanContext = (): ReturnType<Span['spanContext']> | undefined => {
  const active = trace.getActiveSpan()?.spanContext();
  return active && trace.isSpanContextValid(active) ? active : undefined;
};

/**
 * The active span as W3C headers, for message headers and event metadata; `{}` when there is none.
 * @example headers.set('traceparent', currentTrace().traceparent ?? '');
 */
export const currentTrace = (): TraceCarrier => {
  const active = activeSpanContext();
  if (!active) return {};
  const flags = (active.traceFlags & 0xff).toString(16).padStart(2, '0');
  const traceparent = `00-${active.traceId}-${active.spanId}-${flags}`;
  const tracestate = active.traceState?.serialize();
  return tracestate ? { traceparent, tracestate } : { traceparent };
};

/** Trace id (32 hex digits) of the active span, as shown to a user beside an error; undefined when there is none. */
export const currentTraceId = (): string | undefined => activeSpanContext()?.traceId;
