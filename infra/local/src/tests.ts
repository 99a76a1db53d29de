import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { provideChromium } from './chromium.js';
import type { Settings } from './config.js';
import { provideNatsServer } from './nats-binary.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Fast ones first. Suites that start servers run one workspace at a time: the machine may have two cores. */
const stages = [
  { kind: 'unit', concurrency: 2, title: 'rules, codecs, properties' },
  { kind: 'int', concurrency: 1, title: 'on the real servers' },
  { kind: 'e2e', concurrency: 1, title: 'the whole platform' },
  { kind: 'chaos', concurrency: 1, title: 'faults on purpose' },
] as const;
type Kind = (typeof stages)[number]['kind'];

interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numRuntimeErrorTestSuites: number;
}

const workspaces = (root: string): string[] => [
  ...['packages', 'services'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name))),
  join(root, 'infra/embedded/eventstore'),
  join(root, 'infra/local'),
  join(root, 'demo'),
];

const resultFiles = (root: string, kind: Kind): string[] =>
  workspaces(root).map((folder) => join(folder, '.results', `${kind}.json`));

const turbo = (root: string, task: string, concurrency: number): Promise<number> =>
  new Promise((resolve) => {
    const args = ['run', task, '--output-logs=errors-only', '--continue', `--concurrency=${concurrency}`];
    const child = spawn(join(root, 'node_modules/.bin/turbo'), args, { cwd: root, stdio: 'inherit' });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });

const add = (root: string, kind: Kind, exitCode: number): { passed: number; failed: number; skipped: number } => {
  const results = resultFiles(root, kind)
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as JestResult);
  const sum = (pick: (result: JestResult) => number): number => results.reduce((total, result) => total + pick(result), 0);
  const failed = sum((result) => result.numFailedTests + result.numRuntimeErrorTestSuites);
  // A suite that died without a word still failed.
  return {
    passed: sum((result) => result.numPassedTests),
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: sum((result) => result.numPendingTests),
  };
};

/** Runs every test, or only the kinds named (`npm test -- unit int`). Its last line is `N passed, N failed`. */
export const runTests = async (settings: Settings, args: string[]): Promise<number> => {
  const unknown = args.filter((arg) => !stages.some(({ kind }) => kind === arg));
  if (unknown.length > 0)
    throw new Error(`Unknown kind of test: ${unknown.join(', ')}; there are ${stages.map(({ kind }) => kind).join(', ')}`);
  await provideNatsServer(say);
  if (args.length === 0 || args.includes('e2e')) await provideChromium(say);
  const total = { passed: 0, failed: 0 };
  for (const { kind, concurrency, title } of stages) {
    if (args.length > 0 && !args.includes(kind)) continue;
    const since = Date.now();
    say(`· ${kind}: ${title}`);
    for (const file of resultFiles(settings.root, kind)) rmSync(file, { force: true });
    const { passed, failed, skipped } = add(settings.root, kind, await turbo(settings.root, `test:${kind}`, concurrency));
    total.passed += passed;
    total.failed += failed + skipped;
    say(
      `${failed + skipped === 0 ? '✓' : '✗'} ${kind}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped (counted as failed)` : ''} (${((Date.now() - since) / 1000).toFixed(0)} s)`,
    );
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
};
