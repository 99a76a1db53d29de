import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, freePort, temporaryDirectory } from '@lastmile/testing';
import { answers } from '../src/ports.js';
import { endOrphans } from '../src/run-record.js';
import { SupervisedProcess, restartDelay } from '../src/supervised-process.js';
import type { ProcessNews, ProcessSpec } from '../src/supervised-process.js';

const server = (port: number): string => `
  const server = require('node:http').createServer((request, response) => response.end('ok'));
  server.listen(${port}, '127.0.0.1');
  process.on('SIGTERM', () => { console.log('asked to stop'); server.close(() => process.exit(0)); server.closeAllConnections(); });
`;

describe('a supervised process', () => {
  const folder = temporaryDirectory('supervised');
  const running: SupervisedProcess[] = [];
  afterAll(async () => {
    await Promise.all(running.map((one) => one.stop()));
    folder.remove();
  });

  const supervised = async (script: (port: number) => string, change: Partial<ProcessSpec> = {}) => {
    const port = await freePort();
    const news: ProcessNews[] = [];
    const spec: ProcessSpec = {
      name: `p${port}`,
      command: process.execPath,
      args: ['-e', script(port)],
      env: { NODE_OPTIONS: undefined, LASTMILE_RUN: `run-${port}` },
      cwd: folder.path,
      logFile: join(folder.path, `${port}.log`),
      probe: () => answers(`http://127.0.0.1:${port}/`),
      ...change,
    };
    const one = new SupervisedProcess(spec, (item) => news.push(item));
    running.push(one);
    return { one, news, spec };
  };

  it('is ready when its probe passes, comes back after SIGKILL, and stops when asked', async () => {
    const { one, news, spec } = await supervised(server);
    await one.start();
    const first = one.pid;
    one.signal('SIGKILL');
    await eventually(() => {
      expect(one.isReady).toBe(true);
      expect(one.pid).not.toBe(first);
    });
    expect(news.map(({ kind }) => kind)).toEqual(['ready', 'exited', 'ready']);
    await one.stop();
    expect(one.pid).toBeUndefined();
    expect(readFileSync(spec.logFile, 'utf8')).toContain('asked to stop');
  });

  it('wakes a frozen process before it stops it', async () => {
    const { one, spec } = await supervised(server);
    await one.start();
    one.signal('SIGSTOP');
    await one.stop();
    expect(readFileSync(spec.logFile, 'utf8')).toContain('asked to stop');
  });

  it('says with the end of its log why it never became ready', async () => {
    const { one } = await supervised(() => `console.error('the disk is on fire'); process.exit(3)`, { readyTimeoutMs: 1_500 });
    await expect(one.start()).rejects.toThrow(/the disk is on fire/);
  });

  it('waits longer after each death, up to a limit, and never twice the same', () => {
    expect([1, 2, 3, 20].map((failures) => restartDelay(failures, 0))).toEqual([200, 400, 800, 10_000]);
    expect(restartDelay(1, 1)).toBe(240);
  });
});

describe('what a killed supervisor left behind', () => {
  it('is ended, and nobody else is', async () => {
    const start = (run: string) =>
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
        env: { ...process.env, NODE_OPTIONS: undefined, LASTMILE_RUN: run },
        stdio: 'ignore',
      });
    const [ours, foreign] = [start('ours'), start('foreign')];
    const ended = new Promise((resolve) => ours.once('exit', resolve));
    const processes = [
      { name: 'ours', pid: ours.pid },
      { name: 'foreign', pid: foreign.pid },
      { name: 'gone', pid: 2 ** 22 - 1 },
    ];
    await eventually(() => expect(readFileSync(`/proc/${ours.pid}/environ`, 'utf8')).toContain('LASTMILE_RUN=ours'));
    const names = await endOrphans({
      runId: 'ours',
      supervisorPid: 1,
      apiUrl: '',
      eventStoreUrl: 'esdb://127.0.0.1:1',
      processes,
    });
    await ended;
    expect(names).toEqual(['ours']);
    expect(foreign.exitCode).toBeNull();
    foreign.kill('SIGKILL');
  });
});
