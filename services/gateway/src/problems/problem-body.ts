import { isRejection } from '@lastmile/protocol';
import { RemoteFailure, RemoteTimeout, RemoteUnavailable, violationsOf } from '@lastmile/nats';
import type { Language } from './language.js';
import { GatewayProblem } from './problem.js';
import type { ProblemExtras } from './problem.js';
import { isProblemCode, problemTable } from './problem-table.js';
import type { ProblemCode } from './problem-table.js';

/** A refusal before it is put into words. */
export interface Refusal extends ProblemExtras {
  code: ProblemCode;
}

/** RFC 9457, with what every refusal of the API carries besides. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  violations?: { path: string; message: string }[];
  details?: Record<string, unknown>;
  traceId?: string;
}

const fastifyCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

const statusCodes: Record<number, ProblemCode> = {
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
};

interface HttpFault {
  code?: unknown;
  statusCode?: unknown;
  status?: unknown;
  cause?: unknown;
}

/** Faults of the HTTP layer: Fastify's errors, and Nest's exceptions around them. */
const httpRefusal = (fault: HttpFault): Refusal | undefined => {
  const source = fault.cause instanceof Error ? (fault.cause as HttpFault) : fault;
  const known = fastifyCodes[String(source.code)];
  if (known) return { code: known };
  const status = Number(source.statusCode ?? fault.status);
  if (!(status >= 400 && status < 500)) return source instanceof SyntaxError ? { code: 'INVALID_JSON' } : undefined;
  if (source instanceof SyntaxError) return { code: 'INVALID_JSON' };
  return { code: statusCodes[status] ?? 'BAD_REQUEST' };
};

/** A timeout leaves a command's outcome open; a query is simply asked again. */
const timedOut = (isCommand: boolean): Refusal =>
  isCommand ? { code: 'OUTCOME_UNKNOWN', retryAfter: 1 } : { code: 'UPSTREAM_TIMEOUT', retryAfter: 1 };

const isNamed = (error: Error, name: string): boolean => error.name === name;

/** Refusals that pass by themselves within a moment. */
const passing: ReadonlySet<string> = new Set(['READ_MODEL_BEHIND', 'RECEIPT_PENDING', 'LEDGER_UNAVAILABLE']);

/** What the API answers to an error; INTERNAL when nothing is known about it. */
export const refusalOf = (error: unknown, isCommand: boolean): Refusal => {
  if (!(error instanceof Error)) return { code: 'INTERNAL' };
  if (error instanceof GatewayProblem) return { code: error.code, ...error.extras };
  if (isRejection(error)) {
    if (!isProblemCode(error.code)) return { code: 'INTERNAL' };
    const { violations: _, ...details } = error.details;
    const violations = error.code === 'INVALID_MESSAGE' ? violationsOf(error) : undefined;
    return { code: error.code, violations, details, ...(passing.has(error.code) && { retryAfter: 1 }) };
  }
  if (error instanceof RemoteUnavailable) {
    return { code: error.reason === 'overloaded' ? 'OVERLOADED' : 'SERVICE_UNAVAILABLE', retryAfter: 2 };
  }
  if (error instanceof RemoteTimeout) return timedOut(isCommand);
  if (error instanceof RemoteFailure) return { code: 'SERVICE_FAILED' };
  if (isNamed(error, 'MessageTooLarge')) return { code: 'BODY_TOO_LARGE' };
  if (isNamed(error, 'DocumentsUnavailable')) return { code: 'SERVICE_UNAVAILABLE', retryAfter: 2 };
  return httpRefusal(error) ?? { code: 'INTERNAL' };
};

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '–';

const filled = (sentence: string, details: Record<string, unknown> = {}): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(details[name]));

/** Never carries a stack, nor the text of an unexpected error. */
export const problemBody = (refusal: Refusal, language: Language, traceId?: string): ProblemBody => {
  const { status, zh, en } = problemTable[refusal.code];
  const [title, detail] = language === 'en' ? en : zh;
  const { violations, details } = refusal;
  return {
    type: `/api/docs#${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail: filled(detail, details),
    ...(violations && { violations }),
    ...(details && Object.keys(details).length > 0 && { details }),
    ...(traceId && { traceId }),
  };
};
