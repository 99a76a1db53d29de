// The contract log against the embedded event store, as JSON lines: durable appends, from conclusion to signed checkpoint, proofs at a
// million leaves, and reading the log again beside the bare SHA-256 that it needs.
//   npm run build && node bench/ledger.js [entries=20000] [conclusions=1000] [leaves=1000000] [conclusions a second=200]
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { kurrentEventStore } from '@lastmile/eventsourcing/runtime';
import { createMerkleTree } from '@lastmile/receipt';
import { startEventStore } from '@lastmile/testing';
import { contractEventsCodec } from '../dist/contract/contract.events.js';
import { runLedger } from '../dist/ledger/ledger.follower.js';
import { leafOf } from '../dist/ledger/leaf.table.js';
import { createLedger } from '../dist/ledger/ledger.recorder.js';
import { createLedgerSigner } from '../dist/ledger/ledger.signer.js';
import { createLedgerState, leafHashOf, ledgerStream, nativeSha256 } from '../dist/ledger/ledger.state.js';

const [entries = 20_000, conclusions = 1_000, leaves = 1_000_000, rate = 200] = process.argv.slice(2).map(Number);
const print = (line) => console.log(JSON.stringify({ bench: 'ledger', ...line }));
const rounded = (value) => Number(value.toPrecision(4));
const quantile = (values, q) =>
  rounded([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]);
const quantiles = (values) => ({ p50ms: quantile(values, 0.5), p99ms: quantile(values, 0.99), worstMs: quantile(values, 1) });
const timed = async (run) => {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
};

const origin = 'bench.example/contracts';
const signer = createLedgerSigner({
  origin,
  ed25519: randomBytes(32).toString('base64'),
  sm2: Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64'),
  sm2UserId: '1234567812345678',
});
const clock = () => new Date().toISOString();
const silent = { info: () => undefined, warn: () => undefined, error: (fields) => console.error(fields) };

const at = clock();
const hash = createHash('sha256').update('terms').digest('hex');
const parties = [
  { organisationId: 'u-1', side: 'SUPPLY' },
  { organisationId: 'e-1', side: 'DEMAND' },
];
const signed = ({ organisationId }) => ({
  ...{ type: 'ContractSigned', organisationId, termsHash: hash, signedAt: at, keyId: '0123456789abcdef' },
  publicKey: randomBytes(32).toString('base64'),
  signature: randomBytes(64).toString('base64'),
});
const lifeOf = (id) =>
  [
    { type: 'ContractDrafted', matchId: id, listingId: 'l', demandId: 'd', title: 'bench', parties, draftedAt: at },
    ...parties.map(signed),
    { type: 'ContractConcluded', termsHash: hash, concludedAt: at },
  ].map((event) => ({
    id: randomUUID(),
    ...contractEventsCodec.encode(event),
    metadata: { actor: { organisationId: 'u-1', role: 'university', subjectId: 's' }, correlationId: randomUUID() },
  }));
const recordedLife = (id, position) =>
  lifeOf(id).map((event, revision) => ({ ...event, stream: `contract-${id}`, revision, position, created: at }));
const newLeaves = (from, count) =>
  Array.from({ length: count }, (_, each) => {
    const history = recordedLife(randomUUID(), from + each);
    return { leaf: leafOf(history), source: history.at(-1) };
  });

/** The same events without tree, hashes and signatures: what the store itself takes. */
const storeAlone = async (store, stored) => {
  const stream = `floor-${randomUUID()}`;
  for (let first = 0; first < stored.length; first += 201) {
    const batch = stored
      .slice(first, first + 201)
      .map(({ type, data, metadata }) => ({ id: randomUUID(), type, data, metadata }));
    await store.append(stream, batch, first === 0 ? 'no-stream' : first - 1);
  }
};

const benchAppends = async (store) => {
  const ledger = createLedger({ store, signer, clock });
  await ledger.open();
  let position = 1;
  for (const batch of [1, 20, 200]) {
    const count = batch === 1 ? Math.min(entries, 1_000) : batch === 20 ? Math.min(entries, 5_000) : entries;
    const made = newLeaves(position, count);
    position += count;
    const milliseconds = await timed(async () => {
      for (let first = 0; first < count; first += batch) await ledger.record(made.slice(first, first + batch));
    });
    print({ part: 'append', batch, entries: count, perSecond: Math.round((count * 1_000) / milliseconds) });
  }
  const stored = (await store.read(ledgerStream, { direction: 'backwards', limit: 201 * 40 })).reverse();
  const alone = await timed(() => storeAlone(store, stored));
  print({ part: 'store alone', batch: 200, events: stored.length, perSecond: Math.round((stored.length * 1_000) / alone) });
};

const benchRebuild = async (store) => {
  const recorded = [];
  const reading = await timed(async () => recorded.push(...(await store.read(ledgerStream))));
  const texts = recorded.flatMap(({ data }) => ('leaf' in data ? [Buffer.from(`\0${data.leaf}`)] : []));
  const node = Buffer.alloc(65, 1);
  const ratios = [];
  for (let round = 0; round < 5; round += 1) {
    const bare = await timed(() => {
      for (const text of texts) nativeSha256(text);
      for (let nodes = 0; nodes < texts.length; nodes += 1) nativeSha256(node);
    });
    const state = createLedgerState(origin);
    const built = await timed(() => {
      for (const event of recorded) state.apply(event);
    });
    ratios.push([built / bare, (built + reading) / bare, built]);
  }
  const median = (column) =>
    quantile(
      ratios.map((ratio) => ratio[column]),
      0.5,
    );
  print({
    part: 'rebuild',
    leaves: texts.length,
    readMs: rounded(reading),
    buildMs: median(2),
    buildToSha256: median(0),
    withReadingToSha256: median(1),
  });
};

const benchLatency = async (store) => {
  const ledger = createLedger({ store, signer, clock });
  const concludedAt = new Map();
  const waits = [];
  const watched = {
    ...ledger,
    record: async (batch) => {
      await ledger.record(batch);
      const now = performance.now();
      for (const { source } of batch) waits.push(now - (concludedAt.get(source.stream) ?? now));
    },
  };
  const follower = runLedger({ store, ledger: watched, logger: silent });
  await follower.ready;
  const pending = [];
  const begin = performance.now();
  for (let each = 0; each < conclusions; each += 1) {
    const stream = `contract-${randomUUID()}`;
    const append = store.append(stream, lifeOf(stream), 'no-stream');
    // from the moment it was sent: the acknowledgement can come after the log has seen the event
    concludedAt.set(stream, performance.now());
    pending.push(append);
    await delay(Math.max(0, begin + ((each + 1) * 1_000) / rate - performance.now()));
  }
  await Promise.all(pending);
  while (waits.length < conclusions) await delay(5);
  await follower.stop();
  print({
    part: 'conclusion to signed checkpoint',
    conclusions,
    perSecond: rate,
    checkpoints: (await store.read(ledgerStream)).filter(({ type }) => type === 'CheckpointSigned.v1').length - 1,
    ...quantiles(waits),
  });
};

const benchProofs = async () => {
  const tree = createMerkleTree({ sha256: nativeSha256 });
  const building = await timed(() => {
    for (let index = 0; index < leaves; index += 1) tree.append(leafHashOf(`leaf ${index}`));
  });
  const sample = (run) =>
    Array.from({ length: 20_000 }, () => {
      const begin = performance.now();
      run(Math.floor(Math.random() * leaves));
      return performance.now() - begin;
    });
  print({ part: 'tree', leaves, buildMs: rounded(building) });
  print({ part: 'inclusion proof', leaves, ...quantiles(sample((index) => tree.inclusionProof(index))) });
  print({ part: 'consistency proof', leaves, ...quantiles(sample((from) => tree.consistencyProof(from))) });
};

const onFreshStore = async (run) => {
  const server = await startEventStore();
  const store = kurrentEventStore(server.url);
  try {
    await run(store);
  } finally {
    await store.close();
    await server.stop();
  }
};

const signing = Array.from({ length: 200 }, (_, each) => {
  const begin = performance.now();
  signer.sign(`${origin}\n${each}\n${'A'.repeat(43)}=\n`);
  return performance.now() - begin;
});
print({ part: 'sign a checkpoint (Ed25519 and SM2)', ...quantiles(signing) });
await benchProofs();
await onFreshStore(benchLatency);
await onFreshStore(async (store) => {
  await benchAppends(store);
  await benchRebuild(store);
});
