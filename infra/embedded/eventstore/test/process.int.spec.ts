import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonEvent } from '@kurrent/kurrentdb-client';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { eventually, freePort, startEventStore, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import type { TemporaryDirectory } from '@lastmile/testing';
import { connect } from './connect.js';

const bin = fileURLToPath(new URL('../bin/lastmile-eventstore.js', import.meta.url));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const runToEnd = (args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

const event = (n = 0, bytes = 10) => jsonEvent({ id: randomUUID(), type: 'Tested', data: { n, text: 'x'.repeat(bytes) } });

const readRevisions = async (client: KurrentDBClient, stream: string): Promise<number[]> => {
  const revisions: number[] = [];
  for await (const { event: found } of client.readStream(stream)) revisions.push(Number(found?.revision));
  return revisions;
};

let directory: TemporaryDirectory;
let dbFile: string;

beforeEach(() => {
  directory = temporaryDirectory('eventstore-process');
  dbFile = join(directory.path, 'events.db');
});

afterEach(() => directory.remove());

describe('the lock', () => {
  it('refuses a second process, which says who holds the file; the first goes on', async () => {
    const first = await startEventStore({ dbFile });
    const second = await runToEnd(['start', '--db', dbFile, '--port', '0']);
    expect(second).toMatchObject({ code: 69, stdout: '' });
    expect(second.stderr).toContain(`in use by process ${first.pid}`);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    expect((await fetch(`http://127.0.0.1:${first.port}/health/ready`)).status).toBe(200);
    await first.stop();
  });

  it('does not outlive a killed process', async () => {
    const first = await startEventStore({ dbFile });
    await first.kill('SIGKILL');
    const second = await startEventStore({ dbFile });
    await second.stop();
  });
});

describe('durability', () => {
  it.each(['off', 'normal'])('refuses to start at synchronous=%s', async (mode) => {
    const ended = await runToEnd(['start', '--db', dbFile, '--port', '0', '--synchronous', mode]);
    expect(ended).toMatchObject({ code: 69, stdout: '' });
    expect(ended.stderr).toContain(`synchronous is ${mode.toUpperCase()}`);
  });

  it('ends at once with its own exit code when the disk fails, having kept what it acknowledged', async () => {
    // A file-size limit makes writes to the log fail: to SQLite an I/O error like any other.
    const args = ['-c', 'ulimit -f 1000 && exec "$0" "$@"', process.execPath, bin, 'start', '--db', dbFile, '--port', '0'];
    const limited = await startServerProcess({ command: '/bin/sh', args, ready: /listening esdb:\/\/127\.0\.0\.1:(\d+)\n/ });
    const client = connect(Number(limited.ready[1]));
    let acknowledged = 0;
    const writeUntilRefused = async (): Promise<void> => {
      for (;;) {
        await client.appendToStream('contract-1', [event(0, 5_000)]);
        acknowledged += 1;
      }
    };
    await expect(writeUntilRefused()).rejects.toMatchObject({ type: 'unavailable' });
    await client.dispose();
    await eventually(() => expect(limited.output()).toContain('the disk failed'));
    const healthy = await startEventStore({ dbFile });
    const reader = connect(healthy.port);
    const revisions = await readRevisions(reader, 'contract-1');
    expect(acknowledged).toBeGreaterThan(10);
    expect(revisions.length).toBeGreaterThanOrEqual(acknowledged);
    expect(revisions).toEqual(revisions.map((_, index) => index));
    await reader.dispose();
    await healthy.stop();
  });
});

describe('stopping', () => {
  it('answers every append with its truth, ends subscriptions, leaves a closed file', async () => {
    const server = await startEventStore({ dbFile });
    const client = connect(server.port);
    await client.appendToStream('contract-1', [event()]);
    const subscription = client.subscribeToStream('contract-1');
    const ended = new Promise<unknown>((resolve) => subscription.once('error', resolve));
    await new Promise((resolve) => subscription.once('data', resolve));
    const appends = Promise.allSettled(Array.from({ length: 200 }, (_, n) => client.appendToStream('contract-2', [event(n)])));
    await server.stop();
    const outcomes = await appends;
    expect(await ended).toMatchObject({ type: 'unavailable' });
    await client.dispose();
    expect(existsSync(`${dbFile}-wal`)).toBe(false);

    const again = await startEventStore({ dbFile });
    const reader = connect(again.port);
    const acknowledged = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    for (const reason of refused) expect(reason).toMatchObject({ type: 'unavailable' });
    const revisions = acknowledged > 0 ? await readRevisions(reader, 'contract-2') : [];
    expect(revisions.length).toBeGreaterThanOrEqual(acknowledged);
    await reader.dispose();
    await again.stop();
  });

  it('happens by itself when the parent process is gone', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const args = [bin, 'start', '--db', dbFile, '--port', '0', '--parent-pid', String(parent.pid)];
    const server = await startServerProcess({ command: process.execPath, args, ready: /listening/ });
    parent.kill('SIGKILL');
    await eventually(() => expect(server.output()).toContain('the parent process is gone'));
    await eventually(() => expect(() => process.kill(server.pid, 0)).toThrow());
  });
});

describe('health', () => {
  it('answers on the port of the store and on one of its own', async () => {
    const healthPort = await freePort();
    const server = await startEventStore({ dbFile, args: ['--health-port', String(healthPort)] });
    for (const port of [server.port, healthPort]) {
      const statusOf = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
      expect(await statusOf('/health/live')).toBe(200);
      expect(await statusOf('/health/ready')).toBe(200);
      expect(await statusOf('/else')).toBe(404);
    }
    await server.stop();
  });
});

describe('the command line', () => {
  it('says in one line what is wrong', async () => {
    const wrong = [
      [],
      ['start'],
      ['start', '--db', dbFile, '--port', 'x'],
      ['start', '--db', dbFile, '--port', '0', '--host', '0.0.0.0'],
    ];
    for (const args of wrong) {
      const ended = await runToEnd(args);
      expect(ended).toMatchObject({ code: 64, stdout: '' });
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('says in one line that the port or the folder is not to be had', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    for (const args of [
      ['start', '--db', dbFile, '--port', String(port)],
      ['start', '--db', join(directory.path, 'missing/events.db'), '--port', '0'],
    ]) {
      const ended = await runToEnd(args);
      expect(ended.code).not.toBe(0);
      expect(ended.stdout).toBe('');
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    }
    other.close();
  });

  it('prints exactly one line when it is ready', async () => {
    const server = await startServerProcess({
      command: process.execPath,
      args: [bin, 'start', '--db', dbFile, '--port', '0'],
      ready: /^listening esdb:\/\/127\.0\.0\.1:\d+\n$/,
    });
    await server.stop();
  });
});
