// A Fastify service as the platform runs one: started with the register door, calls others over node:http and fetch.
import { get } from 'node:http';
import { attributes, createLogger, currentTrace, measures, metricsText, shutdownTelemetry, withSpan } from '@lastmile/telemetry';
import fastify from 'fastify';

const logger = createLogger(process.env.SERVICE_NAME);
const app = fastify();
const headersSeenByHttp = (url) =>
  new Promise((resolve, reject) => {
    get(url, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)));
    }).on('error', reject);
  });

app.get('/echo/:id', async (request) => ({ traceparent: request.headers.traceparent, active: currentTrace() }));
app.post('/things/:id', async (request) =>
  withSpan('command Work', { attributes: { [attributes.command]: 'Work' } }, async () => {
    measures.commandDuration.record(0.02, { command: 'Work', outcome: 'accepted' });
    logger.info({ body: request.body, password: 'hunter2' }, 'working');
    const base = `http://127.0.0.1:${app.server.address().port}`;
    const overHttp = await headersSeenByHttp(`${base}/echo/1?token=outgoing-secret`);
    const overFetch = await (await fetch(`${base}/echo/2`)).json();
    return { active: currentTrace(), overHttp, overFetch };
  }),
);
app.get('/fails', () => withSpan('command Fail', {}, async () => Promise.reject(new Error('no such thing for a@b.cn'))));
app.get('/health/live', async () => ({ active: currentTrace() }));
app.get('/metrics', async () => metricsText());
app.get('/burst/:count', async (request) => {
  for (let index = 0; index < Number(request.params.count); index += 1) await withSpan('burst', {}, async () => index);
  return { rss: process.memoryUsage().rss };
});
app.get('/exit', async () => process.exit(3));
process.once('SIGTERM', async () => {
  await app.close();
  await shutdownTelemetry();
  process.exit(0);
});
await app.listen({ host: '127.0.0.1', port: 0 });
logger.info({ port: app.server.address().port }, 'ready');
console.log(`listening ${app.server.address().port}`);
