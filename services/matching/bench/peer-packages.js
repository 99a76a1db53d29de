// The peers are installed when a bench asks for them, into a folder of their own: nobody who only runs the platform carries their weight.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = join(import.meta.dirname, '../.peers');

const versions = { minisearch: '7.2.0', '@orama/orama': '3.1.18', '@lancedb/lancedb': '0.39.0' };

const install = () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  console.error('· installing the peers');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`the peers could not be installed into ${folder}`);
};

export const importPeer = async (name) => {
  if (!existsSync(join(folder, 'node_modules', name))) install();
  const { resolve } = createRequire(join(folder, 'package.json'));
  return import(pathToFileURL(resolve(name)).href);
};
