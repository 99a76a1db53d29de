import { join } from 'node:path';
import { matchingEvents, matchingMessages } from '@lastmile/protocol';
import { eventually, startServerProcess } from '@lastmile/testing';
import type { ServerProcess } from '@lastmile/testing';
import { matchIdOf } from '../src/match/match-id.js';
import { demandPublished, enterprise, listingPublished, startServers } from './platform.js';

const startProcess = (environment: Record<string, string>): Promise<ServerProcess> =>
  startServerProcess({
    command: process.execPath,
    args: ['--import', '@lastmile/telemetry/register', 'dist/main.js'],
    cwd: join(import.meta.dirname, '..'),
    env: { NODE_OPTIONS: undefined, SERVICE_NAME: 'matching', HTTP_PORT: '0', ...environment },
    ready: /"url":"([^"]+)".*"msg":"ready"/,
    timeoutMs: 40_000,
  });

describe('the process', () => {
  it('says what is wrong with its settings and ends', async () => {
    await expect(startProcess({ NATS_URL: 'nats://127.0.0.1:1' })).rejects.toThrow(/ended with 1[\s\S]*EVENTSTORE_URL/);
  });

  it('proposes each pair once, however often it is killed in the middle', async () => {
    const servers = await startServers();
    const pairs = Array.from({ length: 120 }, (_, at) => `quux${at}a zork${at}b`);
    const wanted = pairs.map((_, at) => matchIdOf(`l${at}`, `d${at}`));
    const proposed = async (): Promise<unknown[]> =>
      (await servers.published())
        .filter(({ subject }) => subject === matchingEvents.matchProposed.subject)
        .map(({ body }) => body.matchId);
    let running = await startProcess(servers.environment);
    try {
      await servers.publish(...pairs.map((title, at) => demandPublished(`d${at}`, title)));
      await servers.publish(...pairs.map((title, at) => listingPublished(`l${at}`, title)));
      for (const enough of [1, 40, 80]) {
        await eventually(async () => expect((await proposed()).length).toBeGreaterThanOrEqual(enough), 60_000);
        await running.kill('SIGKILL');
        running = await startProcess(servers.environment);
      }
      await eventually(async () => expect((await proposed()).sort()).toEqual([...wanted].sort()), 60_000);
      await eventually(async () =>
        expect(await servers.request(matchingMessages.indexStatus, {}, enterprise)).toEqual({
          listings: pairs.length,
          demands: pairs.length,
          matches: pairs.length,
        }),
      );
      await running.stop();
      expect(running.output()).toContain('"msg":"stopped"');
      expect(running.output()).not.toMatch(/"level":"(error|fatal)"/);
    } finally {
      await running.kill('SIGKILL');
      await servers.stop();
    }
  }, 300_000);
});
