import type { Documents } from '@lastmile/documents';
import { isAllowed } from '@lastmile/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import type { Config } from '../config.js';
import type { Clock } from '../tokens.js';
import { findApiKey, keyCaller } from './api-keys.js';
import { roleOf } from './caller.js';
import type { Caller } from './caller.js';
import { rateLimit } from './rate-limit.js';
import type { RateLimit } from './rate-limit.js';
import { isFromElsewhere, isSameSite } from './same-site.js';
import { sessionTokenOf } from './session-cookie.js';
import { findSession } from './sessions.js';

export interface GuardParts {
  documents: Documents;
  config: Pick<Config, 'PUBLIC_URL' | 'RATE_ANONYMOUS' | 'RATE_KEY'>;
  clock: Clock;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const bearerOf = (request: FastifyRequest): string | undefined => {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const token = /^Bearer +([\x21-\x7e]{1,256})$/i.exec(authorization)?.[1];
  if (token === undefined) throw problem('UNAUTHENTICATED');
  return token;
};

/** A wrong key is refused, also where none is needed; a cookie that has run out counts as none. */
const identify = async (request: FastifyRequest, { documents, clock }: GuardParts): Promise<Caller> => {
  const secret = bearerOf(request);
  if (secret !== undefined) {
    const key = await findApiKey(documents, secret);
    if (!key) throw problem('UNAUTHENTICATED');
    return keyCaller(key);
  }
  const token = sessionTokenOf(request.headers.cookie);
  return (token && (await findSession(documents, token, clock()))) || { kind: 'anonymous' };
};

const demandRate = (limit: RateLimit, who: string): void => {
  const retryAfter = limit.take(who);
  if (retryAfter > 0) throw problem('TOO_MANY_REQUESTS', { retryAfter });
};

const demandOwnPage = (request: FastifyRequest, caller: Caller, publicUrl: string | undefined): void => {
  if (safeMethods.has(request.method) || caller.kind === 'key') return;
  const isForged =
    caller.kind === 'session' ? !isSameSite(request.headers, publicUrl) : isFromElsewhere(request.headers, publicUrl);
  if (isForged) throw problem('CROSS_SITE_REQUEST');
};

const demandRole = (request: FastifyRequest, caller: Caller): void => {
  const path = request.routeOptions.url;
  if (request.is404 || path === undefined) return;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (isAllowed(`${method} ${path}`, roleOf(caller))) return;
  throw problem(caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'ROLE_NOT_ALLOWED');
};

/** Before a body is read: how often, who, from where, and whether the role may. Files of the portal are not counted. */
export const guardAccess = (server: FastifyInstance, parts: GuardParts): void => {
  const anonymous = rateLimit(parts.config.RATE_ANONYMOUS);
  const keys = rateLimit(parts.config.RATE_KEY);
  server.decorateRequest('caller');
  server.addHook('onRequest', async (request) => {
    request.caller = { kind: 'anonymous' };
    if (request.url.startsWith('/api/')) {
      try {
        request.caller = await identify(request, parts);
      } catch (error) {
        demandRate(anonymous, request.ip);
        throw error;
      }
      const { caller } = request;
      if (caller.kind === 'anonymous') demandRate(anonymous, request.ip);
      else demandRate(keys, caller.actor.subjectId);
      demandOwnPage(request, caller, parts.config.PUBLIC_URL);
    }
    demandRole(request, request.caller);
  });
};
