import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchingMessages } from '@lastmile/protocol';
import type { MatchView } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import type { RunningService } from '@lastmile/telemetry';
import { eventually } from '@lastmile/testing';
import { z } from 'zod';
import { createMatchingApp } from '../src/app.module.js';
import type { Config } from '../src/config.js';
import { demandPublished, enterprise, listingPublished, startServers } from './platform.js';
import type { Servers } from './platform.js';

const bodySchema = z.object({ model: z.string(), input: z.array(z.string()) });
const title = '风电轴承滚道感应淬火';
const CONTACT = '13812345678';

/** Speaks the API: what is said to be near stands in the direction of the demands. */
const startEmbeddingServer = async () => {
  const asked: { authorization?: string; model: string; input: string[] }[] = [];
  let isOut = false;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { model, input } = bodySchema.parse(JSON.parse(text));
    asked.push({ authorization: request.headers.authorization, model, input });
    const data = input.map((one, index) => ({ index, embedding: one.includes('甲') ? [0, 1] : [1, 0] }));
    if (isOut) response.writeHead(503).end();
    else response.end(JSON.stringify({ object: 'list', data }));
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    goOut: () => (isOut = true),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

describe('a service with a server for embeddings', () => {
  let servers: Servers;
  let embeddings: Awaited<ReturnType<typeof startEmbeddingServer>>;
  let app: RunningService | undefined;
  let lives = 0;

  const start = async (more: Partial<Config> = {}): Promise<void> => {
    lives += 1;
    const { DOCUMENTS_URL, ...environment } = servers.environment;
    const process = { SERVICE_NAME: 'matching', HTTP_HOST: '127.0.0.1', HTTP_PORT: 0, LOG_LEVEL: 'fatal' as const };
    const config: Config = {
      ...environment,
      ...process,
      DOCUMENTS_URL: `${DOCUMENTS_URL}.${lives}`,
      SNAPSHOT_PATH: undefined,
      ...more,
    };
    app = await createMatchingApp(config, createLogger('matching', 'fatal'));
  };
  const matchesOf = async (id: string, count: number): Promise<MatchView[]> =>
    eventually(async () => {
      const { items } = await servers.request(matchingMessages.listMatches, { demandId: id, limit: 10 }, enterprise);
      expect(items).toHaveLength(count);
      return items;
    }, 30_000);
  const publishDemand = (id: string): Promise<void> =>
    servers.publish(demandPublished(id, title, { content: `大型风电轴承（${id}），联系电话${CONTACT}` }));

  beforeAll(async () => {
    [servers, embeddings] = [await startServers(), await startEmbeddingServer()];
    await servers.publish(
      listingPublished('a', title, { abstract: '大型风电轴承。甲。' }),
      listingPublished('b', title, { abstract: '大型风电轴承。乙。用于海上风电机组的偏航与变桨。' }),
      listingPublished('secret', `${title}涉密`, { abstract: '大型风电轴承', secrecy: 'CLASSIFIED' }),
    );
  }, 60_000);
  afterEach(() => app?.close());
  afterAll(() => Promise.all([embeddings.stop(), servers.stop()]));

  it('asks nobody when none is set', async () => {
    await start();
    await publishDemand('off');
    const matches = await matchesOf('off', 2);
    expect(matches.map(({ listingId }) => listingId)).toEqual(['a', 'b']);
    expect(embeddings.asked).toEqual([]);
  }, 60_000);

  it('orders the pairs by what it says, and does without when it is out of order', async () => {
    const settings = { EMBEDDING_URL: embeddings.url, EMBEDDING_MODEL: 'bge-small', EMBEDDING_API_KEY: 'k-1' };
    await start(settings);
    await publishDemand('on');
    const matches = await matchesOf('on', 2);
    expect(matches.map(({ listingId }) => listingId)).toEqual(['b', 'a']);
    const [first] = matches;
    expect(first?.explanation.modelVersion).toMatch(/\+bge-small$/);
    expect(first?.explanation.components.find(({ name }) => name === 'embedding')).toMatchObject({
      score: 1,
      evidence: [{ code: 'EMBEDDING_LIKENESS', values: { model: 'bge-small', likeness: 1 } }],
    });
    expect(first?.rendered.en.join(' ')).toContain('the embedding model bge-small finds them 100% alike');
    expect(embeddings.asked[0]).toMatchObject({ authorization: 'Bearer k-1', model: 'bge-small' });
    const sent = embeddings.asked.flatMap(({ input }) => input).join('\n');
    expect(sent).toContain(title);
    expect(sent).not.toMatch(new RegExp(`${CONTACT}|涉密|university|enterprise`));

    embeddings.goOut();
    await publishDemand('out');
    const without = await matchesOf('out', 2);
    expect(without.map(({ listingId }) => listingId)).toEqual(['a', 'b']);
    expect(without[0]?.explanation.components.map(({ name }) => name)).not.toContain('embedding');
    const ready = await fetch(`${app?.url}/health/ready`);
    const { checks } = (await ready.json()) as { checks: { name: string; status: string; detail: object }[] };
    expect([ready.status, checks.find(({ name }) => name === 'embeddings')]).toEqual([
      200,
      {
        name: 'embeddings',
        status: 'up',
        detail: { model: 'bge-small', working: false, reason: 'UNAVAILABLE', isResting: false },
      },
    ]);
  }, 90_000);
});
