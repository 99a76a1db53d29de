import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { EmbeddingFailure, cosine } from './embedding-provider.js';
import type { EmbeddingProvider } from './embedding-provider.js';
import type { HttpEmbeddingsOptions } from './http-embeddings.js';
import { httpEmbeddings } from './http-embeddings.js';

interface Asked {
  path: string;
  authorization?: string;
  model: string;
  input: string[];
}
type Answer = (asked: Asked, response: ServerResponse) => void;

/** Length and number of a's: enough to tell vectors apart. */
const vectorOf = (text: string): number[] => [text.length, text.split('a').length - 1, 1];
const good: Answer = ({ input }, response) =>
  response.end(
    JSON.stringify({ object: 'list', data: input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse() }),
  );

describe('embeddings over HTTP', () => {
  let server: Server;
  let asked: Asked[];
  let answers: Answer[];
  const never = new AbortController().signal;

  beforeEach(async () => {
    [asked, answers] = [[], []];
    const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { model, input } = z.object({ model: z.string(), input: z.array(z.string()) }).parse(JSON.parse(body));
      const one = { path: request.url ?? '', authorization: request.headers.authorization, model, input };
      asked.push(one);
      (answers.shift() ?? good)(one, response);
    };
    server = createServer((request, response) => void handle(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const urlOf = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = (more: Partial<HttpEmbeddingsOptions> = {}): EmbeddingProvider =>
    httpEmbeddings({ url: urlOf(), model: 'small', firstWaitMs: 1, random: () => 0, ...more });
  const status =
    (code: number, headers: Record<string, string> = {}): Answer =>
    (_, response) =>
      response.writeHead(code, headers).end('{}');
  const failure = async (promise: Promise<unknown>): Promise<EmbeddingFailure> => {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof EmbeddingFailure)) throw new Error('no failure of embeddings', { cause: error });
    return error;
  };

  it('gives one vector a text in order, in batches, with model and key', async () => {
    const small = provider({ batch: 2, key: 'k-1' });
    const vectors = await small.embed(['a', 'bb', 'aaa'], never);
    expect(vectors.map((vector) => [...vector])).toEqual([
      [1, 1, 1],
      [2, 0, 1],
      [3, 3, 1],
    ]);
    expect(small.dimensions).toBe(3);
    expect(asked).toEqual([
      { path: '/v1/embeddings', authorization: 'Bearer k-1', model: 'small', input: ['a', 'bb'] },
      { path: '/v1/embeddings', authorization: 'Bearer k-1', model: 'small', input: ['aaa'] },
    ]);
  });

  it('asks nobody about nothing', async () => {
    expect(await provider().embed([], never)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each(['', '/', '/v1', '/v1/', '/v1/embeddings'])('finds the endpoint from an address that ends with "%s"', async (end) => {
    await provider({ url: urlOf() + end }).embed(['a'], never);
    expect(asked[0]?.path).toBe('/v1/embeddings');
  });

  it('comes back when a busy server says so', async () => {
    answers = [status(429, { 'retry-after': '2' }), status(500)];
    const waits: number[] = [];
    const pause = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
    expect(await provider({ pause, firstWaitMs: 100 }).embed(['a'], never)).toHaveLength(1);
    expect(asked).toHaveLength(3);
    expect(waits).toEqual([2000, 200]);
  });

  it('does not wait longer than it may', async () => {
    answers = [status(429, { 'retry-after': '3600' })];
    expect((await failure(provider().embed(['a'], never))).code).toBe('UNAVAILABLE');
    expect(asked).toHaveLength(1);
  });

  it('takes a date for Retry-After too', async () => {
    answers = [status(503, { 'retry-after': new Date(0).toUTCString() })];
    expect(await provider().embed(['a'], never)).toHaveLength(1);
  });

  it('tries a failing server so many times and no more', async () => {
    answers = [status(500), status(502), status(500), good];
    expect((await failure(provider({ attempts: 3 }).embed(['a'], never))).code).toBe('UNAVAILABLE');
    expect(asked).toHaveLength(3);
  });

  it('does not repeat what is refused, and says neither text nor key', async () => {
    answers = [status(401)];
    const refused = await failure(provider({ key: 'k-secret' }).embed(['private words'], never));
    expect(refused.code).toBe('REFUSED');
    expect(`${refused.message} ${refused.stack}`).not.toMatch(/private|k-secret/);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no data', '{"object":"list"}'],
    ['too few', '{"data":[]}'],
    ['one twice', '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[2]}]}'],
    ['different lengths', '{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[2,3]}]}'],
    ['no numbers', '{"data":[{"index":0,"embedding":["1"]},{"index":1,"embedding":["2"]}]}'],
    ['too large numbers', '{"data":[{"index":0,"embedding":[1e300]},{"index":1,"embedding":[1]}]}'],
  ])('refuses an answer with %s', async (_, body) => {
    answers = [(_asked, response) => response.end(body)];
    expect((await failure(provider().embed(['a', 'b'], never))).code).toBe('MALFORMED');
    expect(asked).toHaveLength(1);
  });

  it('gives up on a server that does not answer, and on one that stops in the middle', async () => {
    answers = [() => undefined, (_, response) => void response.write('{"data":')];
    expect((await failure(provider({ deadlineMs: 150, attempts: 2 }).embed(['a'], never))).code).toBe('TIMEOUT');
    expect(asked).toHaveLength(2);
  });

  it('survives a connection that breaks, and fails on a closed door', async () => {
    answers = [(_, response) => response.destroy()];
    expect(await provider().embed(['a'], never)).toHaveLength(1);
    const gone = provider({ attempts: 2 });
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    expect((await failure(gone.embed(['a'], never))).code).toBe('UNAVAILABLE');
  });

  it('ends at once when the caller does not want it any more', async () => {
    const caller = new AbortController();
    answers = [() => caller.abort(new Error('not wanted'))];
    await expect(provider().embed(['a'], caller.signal)).rejects.toThrow('not wanted');
    const waiting = new AbortController();
    const busy: Answer = (_, response) => {
      response.writeHead(429, { 'retry-after': '4' }).end();
      response.once('close', () => waiting.abort(new Error('not wanted')));
    };
    answers = [busy];
    await expect(provider().embed(['a'], waiting.signal)).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });
});

describe('a cosine', () => {
  it('is that of the angle', () => {
    const vector = (...values: number[]): Float32Array => Float32Array.from(values);
    expect(cosine(vector(1, 0), vector(0, 2))).toBe(0);
    expect(cosine(vector(1, 2), vector(2, 4))).toBeCloseTo(1, 6);
    expect(cosine(vector(1, 0), vector(-3, 0))).toBe(-1);
    expect(cosine(vector(0, 0), vector(1, 1))).toBe(0);
    expect(() => cosine(vector(1), vector(1, 2))).toThrow(RangeError);
  });
});
