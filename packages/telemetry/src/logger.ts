import { trace } from '@opentelemetry/api';
import { destination, pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { redact, scrubText } from './redaction.js';

export type { Logger } from 'pino';

/** A request or reply object is named, never printed: only its method, path and status. */
const describeRequest = (request: unknown): unknown => {
  if (typeof request !== 'object' || request === null) return undefined;
  const { method, url } = request as { method?: unknown; url?: unknown };
  return { method, path: typeof url === 'string' ? url.split('?')[0] : undefined };
};

const describeReply = (reply: unknown): unknown => {
  if (typeof reply !== 'object' || reply === null) return undefined;
  return { statusCode: (reply as { statusCode?: unknown }).statusCode };
};

const logFields = (fields: Record<string, unknown>): Record<string, unknown> => {
  const { req, request, res, reply, ...rest } = fields;
  const named = {
    ...(req === undefined ? {} : { req: describeRequest(req) }),
    ...(request === undefined ? {} : { request: describeRequest(request) }),
    ...(res === undefined ? {} : { res: describeReply(res) }),
    ...(reply === undefined ? {} : { reply: describeReply(reply) }),
  };
  return { ...redact(rest), ...named };
};

const traceFields = (): Record<string, string> => {
  const active = trace.getActiveSpan()?.spanContext();
  return active && trace.isSpanContextValid(active) ? { trace_id: active.traceId, span_id: active.spanId } : {};
};

/** pino applies `formatters.log` to the fields of a line but not to the bindings of a child. */
const redactBindings = (logger: Logger): Logger => {
  const child = logger.child;
  const setBindings = logger.setBindings;
  return Object.assign(logger, {
    child(this: Logger, bindings: object, options?: object) {
      return Reflect.apply(child, this, [logFields({ ...bindings }), options]) as Logger;
    },
    setBindings(this: Logger, bindings: object) {
      Reflect.apply(setBindings, this, [logFields({ ...bindings })]);
    },
  });
};

/**
 * The logger of a process: one JSON object a line on stdout with `level` (name), `time` (ISO), `service`, `msg`, and
 * `trace_id` and `span_id` of the active span. Fields, child bindings and messages are redacted (see `redact`); an
 * error is logged with its stack, its message scrubbed. `level` is a pino level, `info` when absent.
 * @example createLogger('contract', config.LOG_LEVEL).info({ contractId }, 'contract drafted');
 */
export const createLogger = (
  service: string,
  level = 'info',
  stream: DestinationStream = destination({ fd: 1, sync: true }),
): Logger =>
  redactBindings(
    pino(
      {
        level,
        base: { service },
        timestamp: stdTimeFunctions.isoTime,
        messageKey: 'msg',
        errorKey: 'err',
        mixin: traceFields,
        formatters: { level: (label) => ({ level: label }), log: logFields },
        serializers: {
          msg: (message: unknown) => (typeof message === 'string' ? scrubText(message) : message),
          err: (error: unknown) => error,
        },
      },
      stream,
    ),
  );
