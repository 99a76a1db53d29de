import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { temporaryDirectory } from '@lastmile/testing';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

const folder = temporaryDirectory('lastmile-portal');
const portalDir = join(folder.path, 'dist');
let gateway: TestGateway;
beforeAll(async () => {
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  gateway = await startTestGateway({ PORTAL_DIR: portalDir });
});
afterAll(async () => {
  await gateway.stop();
  folder.remove();
});

const get = async (path: string, accept = 'text/html') => {
  const response = await fetch(`${gateway.app.url}${path}`, { headers: { accept } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/** As it stands: `fetch` would tidy the path up. */
const getRaw = (path: string): Promise<{ status?: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.app.url);
    request({ hostname: hostname.replace(/[[\]]/g, ''), port, path }, (response) => {
      let text = '';
      response
        .on('data', (data: Buffer) => (text += data.toString()))
        .on('end', () => resolve({ status: response.statusCode, text }));
    })
      .on('error', reject)
      .end();
  });

it('says so while the application is not built', async () => {
  const { status, text } = await get('/');
  expect(status).toBe(503);
  expect(text).toContain('npm run build');
});

describe('once it is built', () => {
  beforeAll(() => {
    mkdirSync(join(portalDir, 'assets'), { recursive: true });
    writeFileSync(join(portalDir, 'index.html'), '<!doctype html><title>portal</title>');
    writeFileSync(join(portalDir, 'assets/index-Ab3dEf9h.js'), 'export {}');
    writeFileSync(join(portalDir, 'icon.svg'), '<svg/>');
    writeFileSync(join(portalDir, '.hidden'), 'secret');
  });
  it.each(['/', '/matches', '/contracts/c-1'])('%s is its one page, never cached blindly', async (path) => {
    const { status, headers, text } = await get(path);
    expect([status, text]).toEqual([200, '<!doctype html><title>portal</title>']);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/script-src|unsafe-eval/);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'same-origin']);
  });
  it('keeps files with a hash in their name for ever, others not', async () => {
    const hashed = await get('/assets/index-Ab3dEf9h.js', '*/*');
    expect([hashed.text, hashed.headers.get('cache-control')]).toEqual(['export {}', 'public, max-age=31536000, immutable']);
    expect(hashed.headers.get('content-type')).toContain('javascript');
    const icon = await get('/icon.svg', '*/*');
    expect([icon.status, icon.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(icon.headers.get('etag')).toBeTruthy();
  });
  it.each(['/missing.js', '/assets/missing-Ab3dEf9h.js', '/api/v1/missing', '/api', '/health/missing'])(
    '%s is not there',
    async (path) => {
      const { status, headers } = await get(path);
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    },
  );
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/.hidden',
    '/%00.txt',
    '/app.module.ts',
  ])('%s leads nowhere', async (path) => {
    const { status, text } = await getRaw(path);
    expect(status).not.toBe(200);
    expect(text).not.toContain('secret"');
    expect(text).not.toMatch(/^secret/);
  });
  it('answers a page only to who can read one', async () => {
    expect((await get('/matches', 'application/json')).status).toBe(404);
  });
});

it('shows the reference as a page and as OpenAPI 3.1', async () => {
  const page = await get('/api/docs');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const document = JSON.parse((await get('/api/openapi.json')).text) as { openapi: string };
  expect(document.openapi).toBe('3.1.0');
});
