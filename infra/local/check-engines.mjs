/** Fails when a locked package's `engines.node` does not accept the Node that runs this file: the pinned one. */
import { readFileSync } from 'node:fs';
import { satisfies } from 'semver';

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const checked = Object.entries(lock.packages).filter(([, entry]) => entry.engines?.node);
const misfits = checked.filter(([, entry]) => !satisfies(process.versions.node, entry.engines.node));
for (const [path, entry] of misfits)
  console.error(`✗ ${path}@${entry.version} wants Node ${entry.engines.node}, pinned is ${process.versions.node}`);
if (misfits.length > 0) process.exit(1);
console.log(`✓ ${checked.length} packages accept Node ${process.versions.node}`);
