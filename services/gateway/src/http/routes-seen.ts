import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import type { GatewayProblem } from '../problems/problem.js';

export interface SeenRoute {
  method: string;
  path: string;
}

const seenBy = new WeakMap<object, SeenRoute[]>();

/** Notes every route that is registered from now on; the policy, OpenAPI and 405 are held against this list. */
export const watchRoutes = (server: FastifyInstance): void => {
  const seen: SeenRoute[] = [];
  seenBy.set(server.server, seen);
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) seen.push({ method: one, path: url });
  });
};

export const routesOf = (server: FastifyInstance): readonly SeenRoute[] => seenBy.get(server.server) ?? [];

const fits = (path: string, asked: string): boolean => {
  const parts = path.split('/');
  const given = asked.split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]);
};

/** Why nothing answers: the address takes other methods, or there is none. */
export const unmatched = (request: FastifyRequest): GatewayProblem => {
  const path = request.url.split('?')[0] ?? '';
  const methods = routesOf(request.server)
    .filter((one) => fits(one.path, path))
    .map(({ method }) => method);
  if (methods.length === 0) return problem('ROUTE_NOT_FOUND');
  return problem('METHOD_NOT_ALLOWED', { headers: { allow: [...new Set(methods)].sort().join(', ') } });
};
