import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string | undefined => {
  // Debian keeps servers in sbin, which is not on every user's PATH.
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
};

const installers = {
  'apt-get': {
    install: ['apt-get', 'install', '-y', '-qq'],
    before: ['apt-get', 'update', '-qq'],
    byHand: 'sudo apt-get install -y',
  },
  brew: { install: ['brew', 'install'], byHand: 'brew install' },
  apk: { install: ['apk', 'add'], byHand: 'sudo apk add' },
} as const;
type Installer = keyof typeof installers;
const installerNames = Object.keys(installers) as Installer[];

/** A program of the system, not of the registry. */
export interface SystemPackage {
  /** What it is, for a sentence: `message broker nats-server`. */
  title: string;
  /** Its names on PATH; the first that is there is taken. */
  programs: readonly string[];
  /** What each package manager must install for it. */
  packages: Readonly<Record<Installer, readonly string[]>>;
  /** Where to get it when no package manager is known. */
  download: string;
  /** How to do without an installation. */
  instead: string;
}

const find = ({ programs }: SystemPackage): string | undefined => programs.map(onPath).find((file) => file !== undefined);

const missing = (wanted: SystemPackage, why: string, byHand: string): Error =>
  new Error(
    `The ${wanted.title} is missing${why}. Install it with\n\n    ${byHand}\n\nor ${wanted.instead}, then run the same command again.`,
  );

const mayInstall = (installer: Installer): boolean => installer === 'brew' || process.getuid?.() === 0;

const installWith = async (installer: Installer, packages: readonly string[]): Promise<void> => {
  const { install, ...rest } = installers[installer];
  const steps = [...('before' in rest ? [rest.before] : []), [...install, ...packages]];
  for (const [command = '', ...args] of steps) {
    await run(command, args, { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
};

/** The path of a program: on PATH, else installed by the system's package manager; else an error that names the one command that mends it. */
export const provideProgram = async (wanted: SystemPackage, say: (line: string) => void): Promise<string> => {
  const found = find(wanted);
  if (found) return found;
  const installer = installerNames.find((name) => onPath(name));
  if (!installer) throw missing(wanted, ' and no package manager is known here', wanted.download);
  const packages = wanted.packages[installer];
  const byHand = `${installers[installer].byHand} ${packages.join(' ')}`;
  if (!mayInstall(installer)) throw missing(wanted, '', byHand);
  say(`· installing ${packages.join(' ')} with ${installer}`);
  try {
    await installWith(installer, packages);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw missing(wanted, ` and ${installer} could not install it (${reason})`, byHand);
  }
  const installed = find(wanted);
  if (!installed) throw missing(wanted, ` even after ${installer} installed it`, byHand);
  return installed;
};
