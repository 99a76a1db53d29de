import { accessPolicy } from '@lastmile/protocol';
import { isCommand } from '../http/route.js';
import type { Route } from '../http/route.js';
import { problemTable } from '../problems/problem-table.js';
import { responsesOf } from './responses.js';
import { jsonSchemaOf, membersOf } from './schema.js';
import type { JsonSchema } from './schema.js';

export interface ApiDocument {
  openapi: '3.1.0';
  info: JsonSchema;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, JsonSchema>>;
  components: JsonSchema;
}

export const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const headerParameters = (route: Route): JsonSchema[] => [
  { $ref: '#/components/parameters/AcceptLanguage' },
  ...(isCommand(route) || route.streamed ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ...(route.ifMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ...(route.answerType === 'text/event-stream' ? [{ name: 'Last-Event-ID', in: 'header', schema: { type: 'string' } }] : []),
];

const parametersOf = (route: Route): JsonSchema[] => [
  ...membersOf(route.params).map(({ name, schema }) => ({ name, in: 'path', required: true, schema })),
  ...membersOf(route.query).map(({ name, isRequired, schema }) => ({ name, in: 'query', required: isRequired, schema })),
  ...headerParameters(route),
];

const bodyOf = ({ body, streamed }: Route): JsonSchema | undefined => {
  if (streamed) return { required: true, content: { [streamed]: { schema: { type: 'string' } } } };
  return body && { required: true, content: { 'application/json': { schema: jsonSchemaOf(body, 'input') } } };
};

const operationIdOf = ({ method, path }: Route): string =>
  [method.toLowerCase(), ...path.replace('/api/v1', '').split('/')]
    .filter(Boolean)
    .map((part) => part.replace(':', 'by-').replaceAll(/[^a-zA-Z-]/g, '-'))
    .join('-');

const operationOf = (route: Route): JsonSchema => {
  const visitors = accessPolicy.get(`${route.method} ${route.path}`) ?? [];
  const requestBody = bodyOf(route);
  return {
    operationId: operationIdOf(route),
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    'x-roles': visitors,
    security: visitors.includes('anonymous') ? [{}, { apiKey: [] }, { session: [] }] : [{ apiKey: [] }, { session: [] }],
    parameters: parametersOf(route),
    ...(requestBody && { requestBody }),
    responses: responsesOf(route),
  };
};

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. `code` is stable; `title` and `detail` follow Accept-Language.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problemTable) },
    detail: { type: 'string' },
    violations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object' },
    traceId: { type: 'string' },
  },
};

const header = (name: string, description: string, schema: JsonSchema = { type: 'string' }): JsonSchema => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

const components = {
  schemas: { Problem: problemSchema },
  securitySchemes: {
    apiKey: { type: 'http', scheme: 'bearer', description: 'API key of an organisation' },
    session: { type: 'apiKey', in: 'cookie', name: 'lastmile_session' },
  },
  parameters: {
    AcceptLanguage: header('Accept-Language', '`zh-CN` (default) or `en`'),
    IdempotencyKey: header(
      'Idempotency-Key',
      'A repeat with the same key and request is answered as the first time, within 30 days',
      {
        type: 'string',
        minLength: 1,
        maxLength: 128,
      },
    ),
    IfMatch: header('If-Match', 'The revision that the client has seen, as `"3"`; another one is answered 409'),
  },
  headers: {
    TraceId: { description: 'Names the request’s trace', schema: { type: 'string' } },
    ETag: { description: 'The revision, quoted', schema: { type: 'string' } },
    RetryAfter: { description: 'Seconds', schema: { type: 'integer' } },
  },
};

/** OpenAPI 3.1 of the routes, as the controllers declare them. */
export const apiDocument = (routes: readonly Route[], publicUrl?: string): ApiDocument => {
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    const template = templateOf(route.path);
    paths[template] = { ...paths[template], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'lastmile',
      version: '1',
      description:
        'Achievements, listings and demands, their matches, and the contracts that follow. Errors are problem+json with stable codes.',
    },
    servers: [{ url: publicUrl ?? '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components,
  };
};
