import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startServerProcess } from './server-process.js';

export interface MongoServer {
  /** Names a database that no other call was given. */
  url: string;
  /** The process of a server started here; 0 when `MONGODB_URL` names a server that runs elsewhere. */
  pid: number;
  kill(signal?: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

export interface MongoOptions {
  /** A replica set of one, which has transactions. */
  replicaSet?: boolean;
  /** A server of the test's own, to be killed, even where `MONGODB_URL` names another. */
  isOwn?: boolean;
  /** To start again where an earlier server was; a free one when left out. */
  port?: number;
}

/** The same hosts and options with another database; by hand, as a URL of several hosts is none to `URL`. */
const withDatabase = (url: string): string =>
  url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/test_${randomUUID().replaceAll('-', '')}`);

const elsewhere = (url: string): MongoServer => ({
  url: withDatabase(url),
  pid: 0,
  kill: () => Promise.reject(new Error('the server of MONGODB_URL is not ours to kill')),
  stop: () => Promise.resolve(),
});

const binary = (): string =>
  join(
    dirname(createRequire(import.meta.url).resolve('@jongodb/memory-server-bin-linux-x64-gnu/package.json')),
    'bin',
    'jongodb',
  );

/**
 * A server that speaks MongoDB's protocol, in memory; or a fresh database on the server that `MONGODB_URL` names.
 * The one in memory ignores projections, orders strings by UTF-16 unit, and has no `$push`, `$max`, `$text`, `drop` or change
 * streams; of two transactions that write one document both succeed.
 * @example const mongo = await startMongo({ replicaSet: true });
 */
export const startMongo = async (options: MongoOptions = {}): Promise<MongoServer> => {
  const given = process.env.MONGODB_URL;
  if (given && !options.isOwn) return elsewhere(given);
  const topology = options.replicaSet ? ['--topology-profile=singleNodeReplicaSet'] : [];
  const { ready, pid, kill, stop } = await startServerProcess({
    command: binary(),
    args: ['--host=127.0.0.1', `--port=${options.port ?? 0}`, ...topology],
    ready: /JONGODB_URI=(\S+)/,
  });
  return { url: withDatabase(ready[1] ?? ''), pid, kill, stop };
};
