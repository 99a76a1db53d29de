import { randomUUID } from 'node:crypto';
import { currentTraceId } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export const newRequestId = (): string => randomUUID();

/** Styles may stand in the page because the portal's components make them at run time; scripts never. */
const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders = {
  'content-security-policy': contentSecurity,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

const isQuiet = (request: FastifyRequest): boolean => /^\/(health\/|metrics)/.test(request.url);

/** One line a request: no query, no body, no key. */
const accessLine = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.method,
  route: request.is404 ? undefined : request.routeOptions.url,
  path: request.url.split('?')[0],
  status: reply.statusCode,
  ms: Math.round(reply.elapsedTime * 10) / 10,
  code: request.problemCode,
  organisation_id: request.caller && request.caller.kind !== 'anonymous' ? request.caller.actor.organisationId : undefined,
  request_id: request.id,
});

/** What every request gets: a trace id to name it by, safe headers, a line in the log. To be called before routes are registered. */
export const observeRequests = (server: FastifyInstance, logger: Logger): void => {
  server.addHook('onRequest', (request, reply, done) => {
    const traceId = currentTraceId();
    if (traceId) void reply.header('x-trace-id', traceId);
    void reply.headers(securityHeaders);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    if (!isQuiet(request)) logger.info(accessLine(request, reply), 'request');
    done();
  });
};

/** JSON only, or lines of JSON as a stream for those routes that read it themselves. Many clients name JSON and send nothing: no body. */
export const acceptBodies = (server: FastifyInstance): void => {
  server.removeContentTypeParser('text/plain');
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null, undefined);
    else void parseJson(request, String(text), done);
  });
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  server.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload));
};
