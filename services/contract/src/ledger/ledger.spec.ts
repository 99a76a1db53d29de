import { inMemoryEventStore } from '@lastmile/eventsourcing/testing';
import { StoreUnavailable } from '@lastmile/eventsourcing/runtime';
import type { EventStore, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { createMerkleTree, openNote, createNoteVerifier, parseCheckpoint, verifyConsistency } from '@lastmile/receipt';
import fc from 'fast-check';
import { becomesLeaf, leafOf } from './leaf.table.js';
import { conclude, newSigner } from '../../test/ledger.fixture.js';
import { ledgerHealth } from './ledger.health.js';
import { createLedger } from './ledger.recorder.js';
import type { Ledger, NewLeaf } from './ledger.recorder.js';
import { hexOf, leafHashOf, ledgerStream } from './ledger.state.js';
import { emptyFrontier, extended, rootOf } from './frontier.js';
import { nativeSha256 } from './ledger.state.js';

const signer = newSigner();
const clock = (): string => '2026-03-02T08:00:00.000Z';
const ledgerOn = (store: EventStore): Ledger => createLedger({ store, signer, clock });

/** Everything of the category in the order of the store. */
const contractsIn = async (store: EventStore): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  const over = new AbortController();
  for await (const message of store.subscribe({ categories: ['contract'], signal: over.signal })) {
    if (message.kind === 'event') events.push(message.event);
    if (message.kind === 'caught-up') over.abort();
  }
  return events;
};

const leavesIn = async (store: EventStore): Promise<NewLeaf[]> => {
  const events = await contractsIn(store);
  return events.filter(becomesLeaf).map((source) => ({
    source,
    leaf: leafOf(events.filter(({ stream, revision }) => stream === source.stream && revision <= source.revision)),
  }));
};

/** What an outsider sees: checkpoints as they were stored, each of them opened with the public keys. */
const checkpointsIn = async (store: EventStore) => {
  const verifiers = signer.verifierKeys.map((key) => createNoteVerifier(key));
  return (await store.read(ledgerStream))
    .filter(({ type }) => type === 'CheckpointSigned.v1')
    .map(({ data }) => openNote((data as { note: string }).note, verifiers))
    .map(({ text, verified }) => ({ ...parseCheckpoint(text), signatures: verified.length }));
};

const expectSound = async (store: EventStore): Promise<void> => {
  const leaves = await leavesIn(store);
  const stored = (await store.read(ledgerStream)).filter(({ type }) => type === 'LeafAppended.v1');
  expect(stored.map(({ data }) => (data as { leaf: string }).leaf)).toEqual(leaves.map(({ leaf }) => leaf));
  const tree = createMerkleTree();
  for (const { leaf } of leaves) tree.append(leafHashOf(leaf));
  const checkpoints = await checkpointsIn(store);
  expect(checkpoints.at(-1)?.size).toBe(leaves.length);
  let [first, firstRoot] = [0, tree.root(0)];
  for (const { size: second, root: secondRoot, signatures } of checkpoints) {
    expect(signatures).toBe(2);
    const proof = tree.consistencyProof(first, second);
    expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof })).toBe(true);
    [first, firstRoot] = [second, secondRoot];
  }
};

describe('the log', () => {
  it('is signed from the start, empty as it is', async () => {
    const store = inMemoryEventStore();
    const ledger = ledgerOn(store);
    expect(ledger.isOpen()).toBe(false);
    await ledger.open();
    await ledger.open();
    expect(ledger.state.checkpoint()?.size).toBe(0);
    expect(await store.read(ledgerStream)).toHaveLength(1);
  });

  it('takes each leaf once, and is the same after a restart', async () => {
    const store = inMemoryEventStore();
    const ledger = ledgerOn(store);
    await ledger.open();
    for (const id of ['a', 'b', 'c']) await conclude(store, id);
    await ledger.record(await leavesIn(store));
    await ledger.record(await leavesIn(store));
    const again = ledgerOn(store);
    await again.open();
    expect(again.state.checkpoint()?.note).toBe(ledger.state.checkpoint()?.note);
    expect(again.state.leavesOf('b')).toEqual([1]);
    expect(await store.read(ledgerStream)).toHaveLength(1 + 3 + 1);
    await expectSound(store);
  });

  it('is signed anew when the keys are others, under the same root', async () => {
    const store = inMemoryEventStore();
    await conclude(store, 'a');
    const ledger = ledgerOn(store);
    await ledger.open();
    await ledger.record(await leavesIn(store));
    const renewed = createLedger({ store, signer: newSigner(), clock });
    await renewed.open();
    expect(renewed.state.checkpoint()).toMatchObject({ size: 1, root: ledger.state.checkpoint()?.root });
    expect(renewed.state.checkpoint()?.note).not.toBe(ledger.state.checkpoint()?.note);
  });

  it('keeps what a lost answer had stored', async () => {
    const store = inMemoryEventStore();
    let isLost = false;
    const losing: EventStore = {
      ...store,
      append: async (...call) => {
        const result = await store.append(...call);
        if (isLost) throw new StoreUnavailable('the answer was lost');
        return result;
      },
    };
    const ledger = ledgerOn(losing);
    await ledger.open();
    await conclude(store, 'a');
    isLost = true;
    await expect(ledger.record(await leavesIn(store))).rejects.toThrow(StoreUnavailable);
    expect(ledger.state.checkpoint()?.size).toBe(0);
    isLost = false;
    await ledger.open();
    await ledger.record(await leavesIn(store));
    await expectSound(store);
  });
});

describe('a stored log that contradicts itself', () => {
  type Data = Record<string, unknown>;
  const tampered = async (change: (data: Data, type: string) => Data): Promise<Ledger> => {
    const [store, copy] = [inMemoryEventStore(), inMemoryEventStore()];
    for (const id of ['a', 'b']) await conclude(store, id);
    const ledger = ledgerOn(store);
    await ledger.open();
    await ledger.record(await leavesIn(store));
    const events = (await store.read(ledgerStream)).map(({ id, type, data, metadata }) => ({
      id,
      type,
      data: change(data as Data, type) as Record<string, string>,
      metadata: metadata as Record<string, string>,
    }));
    await copy.append(ledgerStream, events, 'no-stream');
    return ledgerOn(copy);
  };
  const other = '0'.repeat(64);
  it.each<[string, (data: Data, type: string) => Data, RegExp]>([
    [
      'another text of a leaf',
      (data) => ('leaf' in data ? { ...data, leaf: String(data['leaf']).replace('"v":1', '"v":2') } : data),
      /text of leaf 0/,
    ],
    ['another hash of a leaf', (data) => ('leaf' in data ? { ...data, leafHash: other } : data), /text of leaf 0/],
    ['a leaf at another place', (data) => (data['index'] === 1 ? { ...data, index: 2 } : data), /leaf 2 stands where leaf 1/],
    ['a leaf twice', (data) => (data['index'] === 1 ? { ...data, sourcePosition: 1 } : data), /before its predecessor/],
    ['another root', (data) => (data['size'] === 2 && 'root' in data ? { ...data, root: other } : data), /signed root of size 2/],
    ['another size', (data) => (data['size'] === 2 && 'root' in data ? { ...data, size: 3 } : data), /checkpoint of 3 leaves/],
    ['another note', (data) => (data['size'] === 2 && 'note' in data ? { ...data, note: 'x' } : data), /cannot be read/],
    [
      'the note of another log',
      (data) => ('note' in data ? { ...data, note: String(data['note']).replace(/^log/, 'lag') } : data),
      /of the log lag/,
    ],
    [
      'the note of another size',
      (data) => (data['size'] === 2 && 'note' in data ? { ...data, note: String(data['note']).replace('\n2\n', '\n3\n') } : data),
      /states another/,
    ],
  ])('is found: %s', async (_, change, message) => {
    const ledger = await tampered(change);
    await expect(ledger.open()).rejects.toThrow(message);
    await expect(ledger.open()).rejects.toThrow(message);
    await expect(ledger.record([])).rejects.toThrow(message);
    expect(ledger.isOpen()).toBe(false);
    const health = await ledgerHealth(ledger).check();
    expect(health).toMatchObject({
      status: 'down',
      detail: { difference: expect.stringMatching(/^ledger-main@\d+: /) as string },
    });
  });
});

/** A process of the log: it opens, then records the batches it is given; each of its store calls may be its last. */
interface Step {
  readonly process: number;
  readonly action: 'batch' | 'conclude' | 'restart';
  readonly size: number;
  readonly fault: 'none' | 'before' | 'after';
}

const step: fc.Arbitrary<Step> = fc.record({
  process: fc.integer({ min: 0, max: 1 }),
  action: fc.constantFrom('batch', 'batch', 'conclude', 'conclude', 'restart'),
  size: fc.integer({ min: 1, max: 4 }),
  fault: fc.constantFrom('none', 'none', 'none', 'before', 'after'),
});

describe('two processes that die between any two steps', () => {
  it('leave one root for each size, and no leaf twice or lost', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const store = inMemoryEventStore();
        let fault: Step['fault'] = 'none';
        const dying: EventStore = {
          ...store,
          append: async (...call) => {
            const now = fault;
            fault = 'none';
            if (now === 'before') throw new StoreUnavailable('died before');
            const result = await store.append(...call);
            if (now === 'after') throw new StoreUnavailable('died after');
            return result;
          },
        };
        const processes = [ledgerOn(dying), ledgerOn(dying)];
        let contracts = 0;
        for (const { process, action, size, fault: next } of steps) {
          if (action === 'conclude') await conclude(store, `c-${(contracts += 1)}`);
          if (action === 'restart') processes[process] = ledgerOn(dying);
          if (action !== 'batch') continue;
          fault = next;
          const ledger = processes[process] as Ledger;
          try {
            if (!ledger.isOpen()) await ledger.open();
            const behind = (await leavesIn(store)).filter(({ source }) => source.position > (ledger.state.lastSource() ?? -1));
            await ledger.record(behind.slice(0, size));
          } catch (error) {
            // a process that lost the store goes back to what is stored, or is a new one
            expect(error).toBeInstanceOf(StoreUnavailable);
            processes[process] = ledgerOn(dying);
          }
          fault = 'none';
        }
        const last = ledgerOn(store);
        await last.open();
        await last.record(await leavesIn(store));
        await expectSound(store);
      }),
      { numRuns: 60 },
    ));

  it('at once: of two appends one wins, the other reads it', async () => {
    const store = inMemoryEventStore();
    const [one, two] = [ledgerOn(store), ledgerOn(store)];
    await Promise.all([one.open(), two.open()]);
    for (let contract = 0; contract < 20; contract += 1) {
      await conclude(store, `c-${contract}`);
      const leaves = await leavesIn(store);
      await Promise.all([one.record(leaves), two.record(leaves.slice(0, contract + 1))]);
    }
    await Promise.all([one.open(), two.open()]);
    expect(one.state.checkpoint()?.note).toBe(two.state.checkpoint()?.note);
    await expectSound(store);
  });
});

describe('the frontier', () => {
  it('leads to the roots of the tree', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 70 }), fc.nat(70), (texts, cut) => {
        const tree = createMerkleTree();
        const hashes = texts.map(leafHashOf);
        for (const hash of hashes) tree.append(hash);
        const first = extended(emptyFrontier, hashes.slice(0, cut), nativeSha256);
        const whole = extended(first, hashes.slice(cut), nativeSha256);
        expect(hexOf(rootOf(first, nativeSha256))).toBe(hexOf(tree.root(Math.min(cut, texts.length))));
        expect(hexOf(rootOf(whole, nativeSha256))).toBe(hexOf(tree.root()));
      }),
    ));
});
