import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const onPath = (name: string): string | undefined => {
  // Debian keeps servers in sbin, which is not on every user's PATH.
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ];
  return folders
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
};

interface PackageManager {
  program: string;
  steps: string[][];
  /** The one command a person types instead. */
  byHand: string;
}

const packageManagers: PackageManager[] = [
  {
    program: 'apt-get',
    steps: [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', 'nats-server'],
    ],
    byHand: 'sudo apt-get install -y nats-server',
  },
  { program: 'brew', steps: [['brew', 'install', 'nats-server']], byHand: 'brew install nats-server' },
  { program: 'apk', steps: [['apk', 'add', 'nats-server']], byHand: 'sudo apk add nats-server' },
];

const mayInstall = (manager: PackageManager): boolean => manager.program === 'brew' || process.getuid?.() === 0;

const installWith = async (manager: PackageManager): Promise<void> => {
  for (const [command = '', ...args] of manager.steps) {
    await run(command, args, { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
};

const missing = (why: string, byHand: string): Error =>
  new Error(
    `The message broker nats-server is missing${why}. Install it with\n\n    ${byHand}\n\nor point NATS_URL at a running one (JetStream on), then run the same command again.`,
  );

/** The path of `nats-server`: on PATH, else installed by the system's package manager; else an error that names the one command that mends it. */
export const provideNatsServer = async (say: (line: string) => void): Promise<string> => {
  const found = onPath('nats-server');
  if (found) return found;
  const manager = packageManagers.find((candidate) => onPath(candidate.program));
  if (!manager)
    throw missing(
      ' and no package manager is known here',
      'https://github.com/nats-io/nats-server/releases (put the binary on PATH)',
    );
  if (!mayInstall(manager)) throw missing('', manager.byHand);
  say(`· installing nats-server with ${manager.program}`);
  try {
    await installWith(manager);
  } catch (error) {
    throw missing(
      ` and ${manager.program} could not install it (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
      manager.byHand,
    );
  }
  const installed = onPath('nats-server');
  if (!installed) throw missing(` even after ${manager.program} installed it`, manager.byHand);
  return installed;
};
