import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Store } from './store/store.js';

interface Answer {
  status: number;
  body: { status: string };
}

const ok: Answer = { status: 200, body: { status: 'ok' } };
const notWritable: Answer = { status: 503, body: { status: 'not writable' } };
const stoppingAnswer: Answer = { status: 503, body: { status: 'stopping' } };
const notFound: Answer = { status: 404, body: { status: 'not found' } };

const answerTo = async (path: string | undefined, store: Store, stopping: AbortSignal): Promise<Answer> => {
  if (path === '/health/live') return ok;
  if (path !== '/health/ready') return notFound;
  if (stopping.aborted) return stoppingAnswer;
  // After a full disk the question itself finds out whether there is room again.
  return store.isWritable() || (await store.probe()) ? ok : notWritable;
};

/** `/health/live`: the process answers. `/health/ready`: it takes writes. */
export const createHealthServer = (store: Store, stopping: AbortSignal): Server =>
  createServer((request, response) => {
    void answerTo(request.url, store, stopping).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(`${JSON.stringify(body)}\n`);
    });
  });
