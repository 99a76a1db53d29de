// node run-scenarios.js CLIENT URL: runs every scenario with one client, one JSON line each.
import { randomUUID } from 'node:crypto';
import { loadClient } from './clients.js';
import { scenarios } from './scenarios.js';

const [, , clientName, url] = process.argv;
const limitMs = 30_000;

const withinLimit = (work) => {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

const api = await loadClient(clientName);
const client = api.connect(url);
for (const [title, run] of Object.entries(scenarios)) {
  const name = `s${randomUUID().slice(0, 8)}`;
  const problem = await withinLimit(run({ client, api, url, name })).then(
    () => undefined,
    (error) => error.stack ?? String(error),
  );
  process.stdout.write(`${JSON.stringify({ title, problem })}\n`);
}
await client.dispose();
process.exit(0);
