import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { unmatched } from '../http/routes-seen.js';
import { problem } from '../problems/problem.js';

const missingPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>lastmile</title>
<h1>最后一公里 · lastmile</h1><p>网页应用尚未构建（npm run build）。接口说明见 <a href="/api/docs">/api/docs</a>。</p>
<p lang="en">The web application is not built (npm run build). The API is described at <a href="/api/docs">/api/docs</a>.</p></html>`;

/** Names that carry a hash of their content never change. */
const isHashed = (path: string): boolean => /\/assets\/.+-[\w-]{8,}\.\w+$/.test(path);
const wantsPage = (request: FastifyRequest): boolean => /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
const isFile = (path: string): boolean => /\.[a-z0-9]{1,8}$/i.test(path);

interface Portal {
  folder: string;
  isBuilt(): boolean;
}

const sendPage = (reply: FastifyReply, { folder, isBuilt }: Portal): FastifyReply => {
  void reply.header('cache-control', 'no-cache');
  if (isBuilt()) return reply.sendFile('index.html', folder, { cacheControl: false });
  return reply.code(503).type('text/html; charset=utf-8').send(missingPage);
};

const sendAsset = (reply: FastifyReply, path: string, { folder, isBuilt }: Portal): FastifyReply => {
  if (!isBuilt()) throw problem('ROUTE_NOT_FOUND');
  void reply.header('cache-control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  return reply.sendFile(path, folder, { cacheControl: false });
};

/** The built web application at `/`; the addresses of its pages all answer with its one document. */
export const servePortal = async (server: FastifyInstance, portalDir: string | undefined): Promise<void> => {
  const folder = resolve(portalDir ?? 'portal');
  const portal: Portal = { folder, isBuilt: () => portalDir !== undefined && existsSync(join(folder, 'index.html')) };
  await server.register(fastifyStatic, { root: import.meta.dirname, serve: false, dotfiles: 'ignore' });
  server.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const path = `/${request.params['*']}`;
    if (/^\/(api|health|metrics)(\/|$)/.test(path)) throw unmatched(request);
    if (isFile(path)) return sendAsset(reply, path, portal);
    if (!wantsPage(request)) throw problem('ROUTE_NOT_FOUND');
    return sendPage(reply, portal);
  });
};
