#!/usr/bin/env node
/**
 * The first step of every root command. Runs on any system Node >= 20 with nothing installed: puts the dependencies
 * and the pinned Node in place, builds, then hands over under the pinned Node: to infra/local's own program, or with `run <file>` to
 * another program of this repository. Such a program has standard output to itself, and reads paths from where the command was given.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stateDir = join(root, '.lastmile');
const bin = join(root, 'node_modules/.bin');
const isProgram = process.argv[2] === 'run';
const quiet = isProgram || process.argv.includes('--json');
const say = (text) => (quiet ? process.stderr : process.stdout).write(`${text}\n`);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const fail = (text) => {
  process.stderr.write(`\n✗ ${text}\n`);
  process.exit(1);
};

/** Runs a command with its output in a log file; resolves with the exit code. */
const run = (command, args, { log, env = {} }) =>
  new Promise((resolve) => {
    const out = openSync(log, 'w');
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', out, out], env: { ...process.env, ...env } });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });

const tail = (file, lines = 25) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');

/** The lockfile and every manifest: when one changes, the installed tree is out of date. */
const manifestHash = () => {
  const hash = createHash('sha256');
  const manifests = [
    'package-lock.json',
    'package.json',
    'demo/package.json',
    'infra/local/package.json',
    'infra/embedded/eventstore/package.json',
  ];
  for (const group of ['packages', 'services']) {
    for (const name of readdirSync(join(root, group)).sort()) manifests.push(`${group}/${name}/package.json`);
  }
  for (const file of manifests.filter((name) => existsSync(join(root, name))))
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

const install = async () => {
  const stamp = join(root, 'node_modules/.lastmile-installed');
  const hash = manifestHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(join(bin, 'node'))) return;
  const since = Date.now();
  say('· installing dependencies and the pinned Node (once; about a minute)');
  const log = join(stateDir, 'logs/install.log');
  // Not `npm ci`: it insists on the binaries of every other platform being in the lockfile. Versions come from the lockfile all the same.
  const code = await run('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund'], { log });
  if (code !== 0)
    fail(`npm install failed (${code}). The end of ${log}:\n${tail(log)}\nMend it, then run the same command again.`);
  if (!existsSync(join(bin, 'node')))
    fail(`The pinned Node is missing after npm install: its install script must be allowed (package.json, allowScripts).`);
  writeFileSync(stamp, manifestHash());
  say(`✓ dependencies (${seconds(since)})`);
};

const build = async () => {
  const since = Date.now();
  const log = join(stateDir, 'logs/build.log');
  const code = await run(join(bin, 'turbo'), ['run', 'build', '--output-logs=errors-only'], {
    log,
    env: { PATH: `${bin}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  if (code !== 0) fail(`The build failed (${code}). The end of ${log}:\n${tail(log, 40)}`);
  say(`✓ build (${seconds(since)})`);
};

const handOver = (args) => {
  const env = {
    ...process.env,
    LASTMILE_RUN: randomBytes(8).toString('hex'),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
  const [file, rest] = isProgram ? [args[1], args.slice(2)] : ['infra/local/dist/main.js', args];
  const cwd = isProgram ? (process.env.INIT_CWD ?? root) : root;
  const child = spawn(join(bin, 'node'), [join(root, file), ...rest], { cwd, stdio: 'inherit', env });
  // The terminal sends Ctrl-C to the whole group; a plain kill of this process is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
};

if (isProgram && !(process.argv[3] && existsSync(join(root, process.argv[3])))) fail(`No such program: ${process.argv[3] ?? ''}`);
const major = Number(process.versions.node.split('.')[0]);
if (major < 20)
  fail(
    `Node ${process.versions.node} is too old to begin with: install any Node >= 20 (Debian: apt-get install -y nodejs, or nodejs.org).`,
  );
mkdirSync(join(stateDir, 'logs'), { recursive: true });
await install();
await build();
handOver(process.argv.slice(2));
