import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually, freePort, temporaryDirectory } from '@lastmile/testing';
import { sample, startService } from './service.js';
import type { Service } from './service.js';

const listening = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; url: string }> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const burst = async (service: Service, count: number): Promise<number> => {
  const response = await fetch(`${service.url}/burst/${count}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { rss: number }).rss;
};

const lostSpans = async (service: Service, reason: string): Promise<number> => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return sample(text, 'otel_sdk_processor_span_processed_total', `error_type="${reason}"`) ?? 0;
};

it('sends OTLP JSON to <endpoint>/v1/traces', async () => {
  const received: { url?: string; type?: string; body: string }[] = [];
  const { server, url } = await listening((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      received.push({ url: request.url, type: request.headers['content-type'], body });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const service = await startService({ SERVICE_NAME: 'contract', OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` });
  try {
    await burst(service, 3);
    await eventually(() =>
      expect(
        received
          .map((request) => request.body)
          .join('')
          .match(/"name":"burst"/g),
      ).toHaveLength(3),
    );
    expect(received[0]).toMatchObject({ url: '/v1/traces', type: 'application/json' });
    expect(JSON.parse(received[0]?.body ?? '')).toHaveProperty('resourceSpans');
    expect(received.map((request) => request.body).join('')).not.toContain('/v1/traces');
  } finally {
    await service.stop();
    await closed(server);
  }
});

describe('the product goes on, memory stays bounded and losses are counted', () => {
  const survives = async (service: Service, reasons: RegExp): Promise<void> => {
    const before = await burst(service, 20_000);
    for (let round = 0; round < 10; round += 1) await burst(service, 20_000);
    const after = await burst(service, 20_000);
    expect(after - before).toBeLessThan(200 * 1024 * 1024);
    expect(await lostSpans(service, 'queue_full')).toBeGreaterThan(100_000);
    await eventually(async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      expect(text).toMatch(reasons);
    }, 30_000);
    await service.stop();
  };

  it('when nobody listens at the endpoint', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    await survives(
      await startService({ SERVICE_NAME: 'contract', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }),
      /error_type="(?!queue_full)/,
    );
  });

  it('when the endpoint takes requests and never answers', async () => {
    const { server, url } = await listening(() => {});
    const service = await startService({ SERVICE_NAME: 'contract', OTEL_EXPORTER_OTLP_ENDPOINT: url });
    await survives(service, /error_type="(?!queue_full)/);
    await closed(server);
  });

  it('when the folder of the trace files cannot be made', async () => {
    const directory = temporaryDirectory('lastmile-traces');
    const file = join(directory.path, 'file');
    writeFileSync(file, '');
    const service = await startService({ SERVICE_NAME: 'contract', TRACES_DIR: join(file, 'traces') });
    await burst(service, 10);
    await eventually(async () => expect(await lostSpans(service, 'ENOTDIR')).toBeGreaterThanOrEqual(10));
    await service.stop();
    directory.remove();
  });

  it('when the folder is there again, files are written again', async () => {
    const directory = temporaryDirectory('lastmile-traces');
    const dir = join(directory.path, 'traces');
    writeFileSync(dir, 'in the way');
    const service = await startService({ SERVICE_NAME: 'contract', TRACES_DIR: dir });
    await burst(service, 10);
    await eventually(async () => expect(await lostSpans(service, 'EEXIST')).toBeGreaterThanOrEqual(10));
    directory.remove();
    mkdirSync(directory.path);
    await eventually(async () => {
      await burst(service, 1);
      const text = await (await fetch(`${service.url}/metrics`)).text();
      const handedOver = text
        .split('\n')
        .find((line) => line.startsWith('otel_sdk_processor_span_processed_total') && !line.includes('error_type'));
      expect(handedOver).toBeDefined();
    });
    await service.stop();
    directory.remove();
  });
});
