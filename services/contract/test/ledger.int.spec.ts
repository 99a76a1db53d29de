import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { kurrentEventStore } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { ledgerMessages } from '@lastmile/protocol';
import type { Actor, RequestMessage } from '@lastmile/protocol';
import {
  createNoteVerifier,
  formatReceipt,
  openNote,
  parseCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifyReceipt,
} from '@lastmile/receipt';
import type { Checkpoint, Receipt } from '@lastmile/receipt';
import { eventually, startEventStore, startNats, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import type { EventStoreServer, ServerProcess } from '@lastmile/testing';
import { leafOf } from '../src/ledger/leaf.table.js';
import { concludeInStore } from './signed-life.js';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('the contract log', () => {
  const folder = temporaryDirectory('ledger');
  const party: Actor = { organisationId: 'u-1', role: 'university', subjectId: 'key-u' };
  const stranger: Actor = { organisationId: 'stranger', role: 'enterprise', subjectId: 'key-s' };
  const anybody: Actor = { organisationId: 'anonymous', role: 'enterprise', subjectId: 'anonymous' };
  let stop: (() => Promise<void>)[] = [];
  let services: ServerProcess[] = [];
  let server: EventStoreServer;
  let bus: Bus;
  let store: EventStore;
  let launch: (name: string) => Promise<ServerProcess>;
  const concluded: string[] = [];
  /** Every checkpoint that anybody was ever given. */
  const served = new Map<string, Checkpoint>();

  beforeAll(async () => {
    const nats = await startNats();
    server = await startEventStore({ dbFile: `${folder.path}/events.db` });
    const env = {
      HTTP_PORT: '0',
      NATS_URL: nats.url,
      EVENTSTORE_URL: server.url,
      NODE_OPTIONS: undefined,
      LEDGER_ORIGIN: 'log.example/contracts',
      LEDGER_KEY: randomBytes(32).toString('base64'),
      LEDGER_SM2_KEY: Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64'),
    };
    launch = (name) =>
      startServerProcess({
        command: process.execPath,
        args: ['--import', '@lastmile/telemetry/register', 'dist/main.js'],
        ready: /"msg":"ready"/,
        env: { ...env, SERVICE_NAME: 'contract', DOCUMENTS_URL: `sqlite:${folder.path}/${name}.db` },
        cwd: fileURLToPath(new URL('..', import.meta.url)),
        timeoutMs: 60_000,
      });
    services = [await launch('one')];
    bus = await connectNats({ url: nats.url, name: 'test' });
    store = kurrentEventStore(server.url);
    stop = [() => bus.close(), () => store.close(), () => nats.stop(), () => server.stop()];
  });
  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    for (const step of stop) await step();
    folder.remove();
  });

  const ask = <I, O>(message: RequestMessage<I, O>, input: I, actor: Actor = anybody): Promise<O> =>
    bus.request(message, input, { actor, idempotencyKey: randomUUID(), correlationId: randomUUID() });
  const conclude = async (): Promise<string> => {
    const id = randomUUID();
    await concludeInStore(store, id);
    concluded.push(id);
    return id;
  };
  const receiptOf = (id: string): Promise<Receipt> =>
    eventually(async () => (await ask(ledgerMessages.receipt, { id }, party)) as unknown as Receipt, 30_000);

  const fetchCheckpoint = async (): Promise<number> => {
    const { note } = await ask(ledgerMessages.checkpoint, {});
    const { keys } = await ask(ledgerMessages.key, {});
    const { text, verified } = openNote(
      note,
      keys.map((key) => createNoteVerifier(key)),
    );
    expect(verified.map(({ kind }) => kind)).toEqual(['Ed25519', 'SM2']);
    const checkpoint = parseCheckpoint(text);
    served.set(note, checkpoint);
    return checkpoint.size;
  };
  const untilAllAreSigned = (): Promise<void> =>
    eventually(async () => expect(await fetchCheckpoint()).toBe(concluded.length), 60_000);

  /** What an outsider can check: each checkpoint ever served leads to the newest one, and the store has one leaf a contract. */
  const expectOneHistory = async (): Promise<void> => {
    const to = concluded.length;
    for (const service of services) expect(service.output()).not.toContain('ledger-main@');
    for (const { size: from, root } of served.values()) {
      // a process that has just been started may still be reading, or be a batch behind the other
      const proof = await eventually(() => ask(ledgerMessages.consistency, { from, to }), 30_000);
      const claim = { first: from, second: to, firstRoot: root, secondRoot: bytesOf(proof.toRoot) };
      expect(verifyConsistency({ ...claim, proof: proof.proof.map(bytesOf) })).toBe(true);
    }
    const leaves = (await store.read('ledger-main')).filter(({ type }) => type === 'LeafAppended.v1');
    const ids = leaves.map(({ data }) => (JSON.parse((data as { leaf: string }).leaf) as { contractId: string }).contractId);
    expect([...ids].sort()).toEqual([...concluded].sort());
    for (const [at, { data }] of leaves.entries()) {
      const { leaf, index } = data as { leaf: string; index: number };
      expect(index).toBe(at);
      if (at % 10 !== 0) continue;
      // a stream goes on after the event that is in the log, with a reminder for one
      const { event } = JSON.parse(leaf) as { event: { revision: number } };
      const history = await store.read(`contract-${ids[at] ?? ''}`);
      expect(leaf).toBe(leafOf(history.slice(0, event.revision + 1)));
    }
  };

  it('gives a receipt that holds without anybody, and none that was changed', async () => {
    const id = await conclude();
    const receipt = await receiptOf(id);
    const { keys: trustedKeys } = await ask(ledgerMessages.key, {});
    const text = formatReceipt(receipt);
    expect(Buffer.byteLength(text)).toBeLessThan(4_096);
    const verdict = verifyReceipt(text, { trustedKeys });
    expect(verdict).toMatchObject({ ok: true, trusted: true, origin: 'log.example/contracts', index: 0, size: 1 });
    expect(await ask(ledgerMessages.verify, { receipt: { ...receipt } })).toEqual({ isValid: true });
    const changed = { ...receipt, leaf: receipt.leaf.replace(/"revision":7/, '"revision":6') };
    expect(await ask(ledgerMessages.verify, { receipt: changed })).toEqual({
      isValid: false,
      code: 'INCLUSION_INVALID',
      where: 'proof',
    });
    await expect(ask(ledgerMessages.receipt, { id }, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('proves to anybody that a leaf is there, and refuses sizes that nobody signed', async () => {
    await conclude();
    await untilAllAreSigned();
    const size = concluded.length;
    const { leaf, leafHash } = await ask(ledgerMessages.entry, { index: 1 });
    expect(leaf).toContain(concluded[1]);
    const proof = await ask(ledgerMessages.inclusion, { index: 1, size });
    const claim = { leafHash: bytesOf(leafHash), index: 1, size, root: bytesOf(proof.root), proof: proof.proof.map(bytesOf) };
    expect(verifyInclusion(claim)).toBe(true);
    const refused = { code: 'LEDGER_SIZE_UNKNOWN', details: { size } };
    await expect(ask(ledgerMessages.entry, { index: size })).rejects.toMatchObject(refused);
    await expect(ask(ledgerMessages.inclusion, { index: 0, size: size + 1 })).rejects.toMatchObject(refused);
    await expect(ask(ledgerMessages.inclusion, { index: size, size })).rejects.toMatchObject(refused);
    await expect(ask(ledgerMessages.consistency, { from: 2, to: 1 })).rejects.toMatchObject(refused);
    await expect(ask(ledgerMessages.consistency, { from: 0, to: size + 1 })).rejects.toMatchObject(refused);
  });

  it('tells the parties once the receipt can be fetched', async () => {
    const id = await conclude();
    await eventually(async () => {
      const last = await bus.manager.streams.getMessage('CONTRACT_EVENTS', { last_by_subj: 'contract.event.recorded.v1' });
      const index = concluded.indexOf(id);
      expect(last?.json()).toMatchObject({ contractId: id, recorded: 'CONTRACT_CONCLUDED', index, size: index + 1 });
    }, 30_000);
    expect((await ask(ledgerMessages.receipt, { id }, party)) as unknown as Receipt).toMatchObject({
      index: concluded.length - 1,
    });
  });

  /** Concludes contracts and asks for checkpoints until it is told to stop; a service that is away answers neither. */
  const traffic = (): { over: () => Promise<void> } => {
    let isOver = false;
    const writing = (async () => {
      while (!isOver) await conclude();
    })();
    const watching = (async () => {
      while (!isOver) await fetchCheckpoint().catch(() => undefined);
    })();
    return {
      over: async () => {
        isOver = true;
        await Promise.all([writing, watching]);
      },
    };
  };
  const untilMore = async (more: number): Promise<void> => {
    const before = concluded.length;
    await eventually(() => {
      expect(concluded.length).toBeGreaterThan(before + more);
      return Promise.resolve();
    }, 60_000);
  };

  it('is one history however often its process is killed amid batches', async () => {
    const { over } = traffic();
    for (let kill = 0; kill < 4; kill += 1) {
      const before = served.size;
      await untilMore(10);
      await eventually(() => Promise.resolve(expect(served.size).toBeGreaterThan(before)), 60_000);
      await services[0]?.kill('SIGKILL');
      await untilMore(5);
      services = [await launch('one')];
    }
    await untilMore(10);
    await over();
    await untilAllAreSigned();
    await expectOneHistory();
  }, 180_000);

  it('is one history when two processes keep it, also when one of them is killed', async () => {
    services.push(await launch('two'));
    const { over } = traffic();
    for (let kill = 0; kill < 2; kill += 1) {
      await untilMore(25);
      await services[0]?.kill('SIGKILL');
      await untilMore(10);
      services = [...services.slice(1), await launch(kill === 0 ? 'one' : 'two')];
    }
    await untilMore(25);
    await over();
    await untilAllAreSigned();
    await expectOneHistory();
    expect(verifyReceipt(await receiptOf(concluded.at(-1) ?? ''))).toMatchObject({ ok: true });
  }, 180_000);

  it('stops and says where when somebody changed a past event in the file of the store', async () => {
    await Promise.all(services.map((service) => service.kill('SIGKILL')));
    await server.kill('SIGKILL');
    const db = new DatabaseSync(server.dbFile);
    const of = 'FROM events JOIN streams ON streams.id = events.stream WHERE streams.name = ? AND events.revision = 0';
    const row = db.prepare(`SELECT position, data ${of}`).get(`contract-${concluded[2] ?? ''}`) as {
      position: number;
      data: Uint8Array;
    };
    const title = Buffer.from(row.data).toString('utf8').replace('活性', '惰性');
    db.prepare('UPDATE events SET data = ? WHERE position = ?').run(Buffer.from(title), row.position);
    db.close();
    server = await startEventStore({ dbFile: server.dbFile, port: server.port });
    services = [await launch('one')];
    const found = /ledger-main@\d+: leaf 2 is not what the events of the store make/;
    await eventually(() => Promise.resolve(expect(services[0]?.output()).toMatch(found)), 60_000);
    await expect(ask(ledgerMessages.checkpoint, {})).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  }, 180_000);
});
