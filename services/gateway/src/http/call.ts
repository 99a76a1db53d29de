import type { RequestContext } from '@lastmile/nats';
import type { Actor } from '@lastmile/protocol';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Caller } from '../access/caller.js';
import { anonymousActor } from '../access/caller.js';
import { commandKey, idempotencyKeyOf } from '../idempotency/idempotency-key.js';
import { languageOf, parsingIn } from '../problems/language.js';
import { problem } from '../problems/problem.js';
import type { Violation } from '../problems/problem.js';
import { expectedRevisionOf } from './etag.js';
import { recordId } from './record-id.js';
import { isCommand } from './route.js';
import type { Route } from './route.js';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    /** The declared route, when one of ours answers. */
    route?: Route;
    call?: Call<Route>;
    problemCode?: string;
  }
}

/** A request after parsing: what the controller works with. */
export interface Call<R extends Route> {
  params: R extends Route<infer P> ? z.output<P> : never;
  query: R extends Route<z.ZodType, infer Q> ? z.output<Q> : never;
  body: R extends Route<z.ZodType, z.ZodType, infer B> ? z.output<B> : never;
  caller: Caller;
  actor: Actor;
  /** The client's own key, or the one that was made for it. */
  idempotencyKey: string;
  /** For the message to the service; its key is this organisation's alone. */
  context: RequestContext;
  /** Id of the record that this command makes, if it makes one: the same for each repeat. */
  newId: string;
  expectedRevision?: number;
}

const readPart = (schema: z.ZodType | undefined, value: unknown, options: ReturnType<typeof parsingIn>) => {
  if (!schema) return { value: undefined, violations: [] };
  const result = schema.safeParse(value, options);
  if (result.success) return { value: result.data, violations: [] };
  const violations: Violation[] = result.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  return { value: undefined, violations };
};

const isStream = (value: unknown): boolean => typeof value === 'object' && value !== null && 'pipe' in value;

const expectedRevision = (route: Route, header: string | undefined): number | undefined => {
  if (header !== undefined && isCommand(route) && !route.ifMatch) throw problem('INVALID_IF_MATCH');
  return route.ifMatch ? expectedRevisionOf(header) : undefined;
};

/** Reads a request by its route; throws INVALID_MESSAGE with every violation of address, query and body at once. */
export const readCall = (route: Route, request: FastifyRequest): Call<Route> => {
  if (isStream(request.body) !== (route.streamed !== undefined)) throw problem('UNSUPPORTED_MEDIA_TYPE');
  const options = parsingIn(languageOf(request.headers['accept-language']));
  const params = readPart(route.params, request.params, options);
  const query = readPart(route.query, request.query, options);
  const body = readPart(route.streamed ? undefined : route.body, request.body ?? {}, options);
  const violations = [...params.violations, ...query.violations, ...body.violations];
  if (violations.length > 0) throw problem('INVALID_MESSAGE', { violations });
  const { caller } = request;
  const actor = caller.kind === 'anonymous' ? anonymousActor : caller.actor;
  const idempotencyKey = idempotencyKeyOf(request.headers['idempotency-key'], request.id);
  return {
    params: params.value,
    query: query.value,
    body: route.streamed ? request.body : body.value,
    caller,
    actor,
    idempotencyKey,
    context: { actor, idempotencyKey: commandKey(actor.organisationId, idempotencyKey), correlationId: request.id },
    newId: recordId('record', actor.organisationId, idempotencyKey),
    expectedRevision: expectedRevision(route, request.headers['if-match']),
  };
};
