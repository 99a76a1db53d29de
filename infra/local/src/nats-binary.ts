import { provideProgram } from './system-package.js';
import type { SystemPackage } from './system-package.js';

const natsServer: SystemPackage = {
  title: 'message broker nats-server',
  programs: ['nats-server'],
  packages: { 'apt-get': ['nats-server'], brew: ['nats-server'], apk: ['nats-server'] },
  download: 'https://github.com/nats-io/nats-server/releases (put the binary on PATH)',
  instead: 'point NATS_URL at a running one (JetStream on)',
};

/** The path of `nats-server`: on PATH, else installed by the system's package manager; else an error that names the one command that mends it. */
export const provideNatsServer = (say: (line: string) => void): Promise<string> => provideProgram(natsServer, say);
