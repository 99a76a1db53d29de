import { accessPolicy } from '@lastmile/protocol';
import { isCommand, statusOf } from '../http/route.js';
import type { Route } from '../http/route.js';
import { problemTable } from '../problems/problem-table.js';
import type { ProblemCode } from '../problems/problem-table.js';
import { jsonSchemaOf } from './schema.js';
import type { JsonSchema } from './schema.js';

const isForEverybody = ({ method, path }: Route): boolean =>
  accessPolicy.get(`${method} ${path}`)?.includes('anonymous') ?? false;

const commonCodes: readonly ProblemCode[] = [
  'UNAUTHENTICATED',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'SERVICE_FAILED',
  'SERVICE_UNAVAILABLE',
  'OVERLOADED',
];

/** Everything that the operation may refuse: its own codes and those of its kind. */
export const codesOf = (route: Route): ProblemCode[] => {
  const codes = new Set<ProblemCode>([...(route.codes ?? []), ...commonCodes]);
  if (route.params || route.query || route.body) codes.add('INVALID_MESSAGE');
  if (route.body && !route.streamed)
    for (const code of ['INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const) codes.add(code);
  if (!isForEverybody(route)) codes.add('ROLE_NOT_ALLOWED');
  if (route.method !== 'GET') codes.add('CROSS_SITE_REQUEST');
  if (!isCommand(route)) return [...codes.add('UPSTREAM_TIMEOUT')];
  for (const code of ['INVALID_IDEMPOTENCY_KEY', 'IDEMPOTENCY_KEY_REUSED', 'OUTCOME_UNKNOWN', 'INVALID_IF_MATCH'] as const)
    codes.add(code);
  return [...codes];
};

const problemResponses = (route: Route): Record<string, JsonSchema> => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codesOf(route)) {
    const { status } = problemTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const entries = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    entries.map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\` ${problemTable[code].en[0]}`).join('; '),
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } } : {}),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
};

const headersOf = (route: Route): JsonSchema => ({
  'x-trace-id': { $ref: '#/components/headers/TraceId' },
  ...(isCommand(route) && { ETag: { $ref: '#/components/headers/ETag' } }),
  ...(route.kind === 'creation' && { Location: { schema: { type: 'string' } } }),
});

const contentOf = ({ answer, answerType }: Route): JsonSchema | undefined => {
  if (answer) return { 'application/json': { schema: jsonSchemaOf(answer, 'output') } };
  return answerType ? { [answerType]: { schema: { type: 'string' } } } : undefined;
};

export const responsesOf = (route: Route): Record<string, JsonSchema> => {
  const content = contentOf(route);
  const done = { description: 'Done', headers: headersOf(route), ...(content && { content }) };
  return { [String(statusOf(route))]: done, ...problemResponses(route) };
};
