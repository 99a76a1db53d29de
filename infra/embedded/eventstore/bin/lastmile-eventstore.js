#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
const pinnedNode = fileURLToPath(new URL('../../../../node_modules/.bin/node', import.meta.url));
const hasSqlite = Number(process.versions.node.split('.')[0]) >= 24;

const fail = (why) => {
  process.stderr.write(`lastmile-eventstore: ${why}\n`);
  process.exit(78);
};

/** Called by an older Node: the same again under the pinned one, which ends with this process. */
const runPinned = () => {
  const [command, ...rest] = process.argv.slice(2);
  const watched = command === 'start' && !rest.includes('--parent-pid') ? ['--parent-pid', String(process.pid)] : [];
  const child = spawn(pinnedNode, [fileURLToPath(import.meta.url), ...(command ? [command] : []), ...rest, ...watched], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
};

if (!existsSync(main)) fail('not built yet; run "npm run build" first');
if (hasSqlite) await import(main.href);
else if (existsSync(pinnedNode)) runPinned();
else fail(`needs Node 24 or newer for node:sqlite, this is ${process.versions.node}; "npm install" puts the pinned one in place`);
