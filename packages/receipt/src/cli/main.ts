import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { readLanguage } from './config.js';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), {
  language: readLanguage(),
  read: (path) => (path === '-' ? buffer(process.stdin) : readFile(path)),
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
