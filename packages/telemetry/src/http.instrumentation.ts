import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { context, propagation } from '@opentelemetry/api';
import { getRPCMetadata } from '@opentelemetry/core';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';

const quietPath = /^\/(?:health(?:\/|$|\?)|metrics(?:$|\?))/;

type RequestHook = (request: { routeOptions?: { url?: string } }, reply: unknown, done: () => void) => void;
interface FastifyCreated {
  fastify: { addHook(name: 'onRequest', hook: RequestHook): unknown };
}
interface UndiciRequestCreated {
  request: { headers?: unknown; addHeader(name: string, value: string): unknown };
}

/** The route pattern is the one label that tells requests apart without an id; only Fastify knows it. */
const labelRoute: RequestHook = (request, _reply, done) => {
  const metadata = getRPCMetadata(context.active());
  if (metadata && request.routeOptions?.url) metadata.route = request.routeOptions.url;
  done();
};

const onFastifyCreated = (message: unknown): void => {
  (message as FastifyCreated).fastify.addHook('onRequest', labelRoute);
};

/** `fetch` does not go through node:http. It gets the headers of the active span; no span of its own. */
const onFetch = (message: unknown): void => {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  for (const [name, value] of Object.entries(headers)) (message as UndiciRequestCreated).request.addHeader(name, value);
};

const withoutSecrets = (options: {
  protocol?: string | null;
  host?: string | null;
  hostname?: string | null;
  port?: unknown;
}): string => {
  const { port: given } = options;
  const port = typeof given === 'number' || typeof given === 'string' ? `:${given}` : '';
  return `${options.protocol ?? 'http:'}//${options.hostname ?? options.host ?? 'localhost'}${port}/`;
};

/**
 * Makes every node:http(s) server and client of the process part of a trace, whether it was imported or required.
 * Query strings, client addresses and the paths of outgoing calls (a webhook's path may be its secret) stay off the spans.
 */
export const instrumentHttp = (): (() => void) => {
  const instrumentation = new HttpInstrumentation({
    ignoreIncomingRequestHook: (request) => quietPath.test(request.url ?? ''),
    startIncomingSpanHook: () => ({ 'url.query': undefined, 'client.address': undefined, 'network.peer.address': undefined }),
    startOutgoingSpanHook: (options) => ({ 'url.full': withoutSecrets(options) }),
  });
  const require = createRequire(import.meta.url);
  require('node:http');
  require('node:https');
  syncBuiltinESMExports();
  subscribe('fastify.initialization', onFastifyCreated);
  subscribe('undici:request:create', onFetch);
  return () => {
    unsubscribe('fastify.initialization', onFastifyCreated);
    unsubscribe('undici:request:create', onFetch);
    instrumentation.disable();
    syncBuiltinESMExports();
  };
};
