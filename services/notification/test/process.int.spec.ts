import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { connectNats } from '@lastmile/nats';
import { catalogEvents, notificationMessages as messages } from '@lastmile/protocol';
import { eventually, freePort, startEventStore, startNats, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import type { ServerProcess } from '@lastmile/testing';
import { asker, publishAs } from './platform.js';

const startProcess = (environment: Record<string, string>): Promise<ServerProcess> =>
  startServerProcess({
    command: process.execPath,
    args: ['--import', '@lastmile/telemetry/register', 'dist/main.js'],
    cwd: join(import.meta.dirname, '..'),
    env: { NODE_OPTIONS: undefined, SERVICE_NAME: 'notification', HTTP_PORT: '0', ...environment },
    ready: /"url":"([^"]+)".*"msg":"ready"/,
    timeoutMs: 40_000,
  });

describe('the process', () => {
  it('says what is wrong with its settings and ends', async () => {
    await expect(startProcess({ NATS_URL: 'nats://127.0.0.1:1' })).rejects.toThrow(/ended with 1[\s\S]*EVENTSTORE_URL/);
  });

  it('waits for its servers, tells after a kill what it missed, and stops in order', async () => {
    const directory = temporaryDirectory('notification');
    const [natsPort, storePort] = [await freePort(), await freePort()];
    const environment = {
      NATS_URL: `nats://127.0.0.1:${natsPort}`,
      EVENTSTORE_URL: `esdb://127.0.0.1:${storePort}?tls=false`,
      DOCUMENTS_URL: `sqlite:${join(directory.path, 'notification.db')}`,
      TRACES_DIR: directory.path,
    };
    const early = startProcess(environment);
    const [store, nats] = await Promise.all([startEventStore({ port: storePort }), startNats({ port: natsPort })]);
    const bus = await connectNats({ url: nats.url, name: 'spec' });
    try {
      const ask = asker(bus, 'university-1');
      const disclosed = (title: string) => ({ achievementId: randomUUID(), revision: 0, organisationId: 'university-1', title });
      const titles = async () => (await ask(messages.listInbox, { limit: 20 })).items.map(({ facts }) => facts['title']);
      const first = await early;
      expect((await fetch(`${first.ready[1]}/health/ready`)).status).toBe(200);
      await publishAs(bus, catalogEvents.achievementDisclosed, disclosed('one'));
      await eventually(async () => expect(await titles()).toEqual(['one']));
      await first.kill('SIGKILL');
      await publishAs(bus, catalogEvents.achievementDisclosed, disclosed('two'));
      const second = await startProcess(environment);
      await eventually(async () => expect(await titles()).toEqual(['two', 'one']));
      await second.stop();
      expect(second.output()).toContain('"msg":"stopped"');
      expect(second.output()).not.toMatch(/"level":"(error|fatal)"/);
    } finally {
      await bus.close();
      await Promise.all([store.stop(), nats.stop()]);
      directory.remove();
    }
  });
});
