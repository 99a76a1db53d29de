import { parseArgs } from 'node:util';
import type { Synchronous } from './store/database.js';

export interface Options {
  db: string;
  port: number;
  host: string;
  healthPort: number | undefined;
  parentPid: number | undefined;
  synchronous: Synchronous;
  maxAppendBytes: number;
}

/** The command line makes no sense; the message says why in one line. */
export class UsageError extends Error {}

export const usage = `lastmile-eventstore start --db FILE --port N [options]

  --db FILE              the SQLite file, created when missing
  --port N               gRPC and health over HTTP on one port; 0 takes a free one
  --host H               address to listen on (127.0.0.1)
  --insecure             allow an address other than loopback; there is no TLS here
  --health-port N        health on a second port as well
  --parent-pid N         stop when that process is gone
  --max-append-size N    largest append in bytes (1048576)
  --synchronous MODE     full or extra (full); anything less is refused
`;

const definition = {
  db: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  insecure: { type: 'boolean', default: false },
  'health-port': { type: 'string' },
  'parent-pid': { type: 'string' },
  'max-append-size': { type: 'string', default: '1048576' },
  synchronous: { type: 'string', default: 'full' },
} as const;

const parse = (args: string[]) => {
  try {
    return parseArgs({ args, options: definition, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

const wholeNumber = (name: string, text: string | undefined, { least = 0, most = 65_535 } = {}): number => {
  const value = Number(text);
  if (!text || !/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text ?? ''}"`);
  }
  return value;
};

const isSynchronous = (text: string): text is Synchronous => ['off', 'normal', 'full', 'extra'].includes(text);

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Reads the command line; throws UsageError. */
export const parseOptions = (args: string[]): Options => {
  const { values, positionals } = parse(args);
  if (positionals.length !== 1 || positionals[0] !== 'start') throw new UsageError('the one command is: start');
  if (!values.db) throw new UsageError('--db FILE is required');
  const { host, synchronous } = values;
  if (!isLoopback(host) && !values.insecure) {
    throw new UsageError(`listening on ${host} would be without TLS; say --insecure to accept that`);
  }
  if (!isSynchronous(synchronous)) throw new UsageError(`--synchronous takes off, normal, full or extra, not "${synchronous}"`);
  const optional = (name: 'health-port' | 'parent-pid', most: number): number | undefined =>
    values[name] === undefined ? undefined : wholeNumber(name, values[name], { most });
  return {
    db: values.db,
    port: wholeNumber('port', values.port),
    host,
    healthPort: optional('health-port', 65_535),
    parentPid: optional('parent-pid', 4_194_304),
    synchronous,
    maxAppendBytes: wholeNumber('max-append-size', values['max-append-size'], { least: 1_024, most: 16_777_216 }),
  };
};
