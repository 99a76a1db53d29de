import { log, reasonOf } from './log.js';
import { parseOptions, usage, UsageError } from './options.js';
import { watchParent } from './parent-watch.js';
import { startServer } from './server.js';
import type { RunningServer } from './server.js';
import { RefusedToStart } from './store/database.js';

/** As in sysexits.h: the caller can tell its own mistake from a busy file from a failing disk. */
const exitCodes = { usage: 64, refused: 69, disk: 74 } as const;

const fail = (code: number, message: string): never => {
  process.stderr.write(`lastmile-eventstore: ${message}\n`);
  process.exit(code);
};

/** What reached the disk is unknown now; only a fresh start reads it back. Nothing of this commit is answered. */
const onFatal = (error: unknown): never => {
  log('error', 'the disk failed, stopping at once', { reason: reasonOf(error) });
  process.exit(exitCodes.disk);
};

const stopOn = (server: RunningServer, parentPid: number | undefined): void => {
  let isStopping = false;
  const stop = (why: string): void => {
    if (isStopping) return;
    isStopping = true;
    log('info', 'stopping', { why });
    void server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(1, reasonOf(error)),
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  if (parentPid !== undefined) watchParent(parentPid, () => stop('the parent process is gone'));
};

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args[0] === 'help') {
    process.stdout.write(usage);
    return;
  }
  const options = parseOptions(args);
  const server = await startServer(options, onFatal);
  stopOn(server, options.parentPid);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  process.stdout.write(`listening esdb://${host}:${server.port}\n`);
};

main().catch((error: unknown) => {
  if (error instanceof UsageError) fail(exitCodes.usage, error.message);
  if (error instanceof RefusedToStart) fail(exitCodes.refused, error.message);
  fail(1, reasonOf(error));
});
