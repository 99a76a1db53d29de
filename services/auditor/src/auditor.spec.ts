import { randomBytes, randomUUID } from 'node:crypto';
import { inMemoryEventStore } from '@lastmile/eventsourcing/testing';
import type { EventStore, RecordedEvent, SubscriptionMessage } from '@lastmile/eventsourcing/runtime';
import { createMerkleTree, createNoteVerifier, formatCheckpoint, openNote, signNote } from '@lastmile/receipt';
import fc from 'fast-check';
import { auditStore } from './audit/audit-store.js';
import { fullAudit } from './audit/full-audit.js';
import type { Difference } from './difference.types.js';
import { openRecord } from './record/record.js';
import type { AuditRecord } from './record/record.js';
import { compareWithRecord } from './record/recorder.js';
import type { PublicLog } from './witness/log-over-http.js';
import { judge } from './witness/witness.decider.js';
import { createWitnessSigner } from './witness/witness-key.js';
import { lookOnce } from './witness/witness.js';
import type { WitnessOptions } from './witness/witness.js';

const origin = 'log.example/contracts';
const signer = (name: string) =>
  createWitnessSigner({ name, seed: randomBytes(32).toString('base64'), now: () => 1_780_000_000 });
const logKey = signer(origin);
const witness = signer('witness.example/1');
const leafOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.padEnd(32).slice(0, 32)));

/** A log that may be made to say anything. */
const logOf = (leaves: readonly string[]): { tree: ReturnType<typeof createMerkleTree>; note: string } => {
  const tree = createMerkleTree();
  for (const leaf of leaves) tree.append(leafOf(leaf));
  return { tree, note: signNote(formatCheckpoint({ origin, size: tree.size(), root: tree.root() }), [logKey]) };
};
const shows = (leaves: readonly string[], taken: string[] = []): PublicLog => {
  const { tree, note } = logOf(leaves);
  return {
    keys: () => Promise.resolve([logKey.verifierKey]),
    note: () => Promise.resolve(note),
    proof: (from, to) => Promise.resolve(tree.consistencyProof(from, to)),
    addCosignature: (cosigned) => Promise.resolve(taken.push(cosigned) > 0),
  };
};
const optionsFor = (record: AuditRecord, log: PublicLog, found: Difference[] = []): WitnessOptions => ({
  log,
  record,
  signer: witness,
  report: (difference) => void found.push(difference),
  clock: () => '2026-03-02T08:00:00.000Z',
});

describe('a witness', () => {
  it('cosigns what goes on from what it saw, and each size once', async () => {
    const record = openRecord(':memory:');
    const taken: string[] = [];
    expect(await lookOnce(optionsFor(record, shows(['a'], taken)))).toBe('COSIGNED');
    expect(await lookOnce(optionsFor(record, shows(['a'], taken)))).toBe('NOTHING_NEW');
    expect(await lookOnce(optionsFor(record, shows(['a', 'b', 'c'], taken)))).toBe('COSIGNED');
    const { verified } = openNote(taken[1] ?? '', [
      createNoteVerifier(logKey.verifierKey),
      createNoteVerifier(witness.verifierKey),
    ]);
    expect(verified.map(({ name }) => name)).toEqual([origin, 'witness.example/1']);
  });
  it.each([
    ['TWO_ROOTS', ['a', 'x']],
    ['NOT_CONSISTENT', ['a', 'x', 'c']],
    ['LOG_SHRANK', ['a']],
  ])('refuses %s for good, and keeps both notes as evidence', async (kind, leaves) => {
    const record = openRecord(':memory:');
    const found: Difference[] = [];
    const taken: string[] = [];
    await lookOnce(optionsFor(record, shows(['a', 'b'])));
    expect(await lookOnce(optionsFor(record, shows(leaves, taken), found))).toBe('REFUSED');
    expect(found.map((one) => one.kind)).toEqual([kind]);
    const [evidence] = record.evidence();
    expect([evidence?.first, evidence?.second]).toEqual([logOf(['a', 'b']).note, logOf(leaves).note]);
    expect(await lookOnce(optionsFor(record, shows(['a', 'b', 'c'], taken)))).toBe('REFUSED');
    expect(taken).toEqual([]);
  });
  it('does not look at a note that the log did not sign', async () => {
    const record = openRecord(':memory:');
    record.pinKeys([signer(origin).verifierKey]);
    await expect(lookOnce(optionsFor(record, shows(['a'])))).rejects.toThrow('NOTE_SIGNATURE_MISSING');
    expect(record.newestCheckpoint()).toBeUndefined();
  });
  it('after a death between keeping and answering gives the very answer it would have given', async () => {
    const record = openRecord(':memory:');
    const { tree, note } = logOf(['a']);
    record.keepCheckpoint({ size: 1, root: Buffer.from(tree.root()).toString('hex'), note });
    expect(await lookOnce(optionsFor(record, shows(['a'])))).toBe('COSIGNED');
  });
  it('never stands for two roots of one size, whatever the log shows', async () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        async (shown) => {
          const record = openRecord(':memory:');
          const taken: string[] = [];
          for (const leaves of shown) await lookOnce(optionsFor(record, shows(leaves, taken)));
          const roots = taken.map((note) => note.split('\n').slice(1, 3).join(' '));
          expect(new Set(roots.map((root) => root.split(' ')[0])).size).toBe(new Set(roots).size);
        },
      ),
      { numRuns: 40 },
    ));
  it('asks for a proof only for what it does not know', () => {
    expect(judge({ size: 2, root: 'r' }, {})).toEqual({ verdict: 'NEEDS_PROOF', from: 0 });
    expect(judge({ size: 2, root: 'r' }, { same: { size: 2, root: 'r' }, newest: { size: 2, root: 'r' } })).toEqual({
      verdict: 'KNOWN',
    });
  });
});

const event = (type: string, data = {}) => ({ id: randomUUID(), type, data, metadata: { actor: 'x' } });

const seen = async (store: EventStore, record: AuditRecord): Promise<void> => {
  const ended = new AbortController();
  const events: RecordedEvent[] = [];
  for await (const message of store.subscribe({ categories: 'ALL', signal: ended.signal })) {
    if (message.kind === 'event') events.push(message.event);
    if (message.kind === 'caught-up') ended.abort();
  }
  record.addEvents(compareWithRecord(record, events).fresh, events.at(-1)?.position ?? 0);
};

/** The same store as somebody left it who had its file in his hands. */
const tampered = (store: EventStore, change: (event: RecordedEvent) => RecordedEvent[]): EventStore => ({
  ...store,
  async *subscribe(options): AsyncGenerator<SubscriptionMessage> {
    for await (const message of store.subscribe(options)) {
      if (message.kind !== 'event') yield message;
      else for (const one of change(message.event)) yield { kind: 'event', event: one };
    }
  },
});

const findings = async (store: EventStore, record: AuditRecord): Promise<string[]> => {
  const found: string[] = [];
  for await (const { kind, where } of auditStore(store, record)) found.push(`${kind} ${where}`);
  return found;
};

describe('the audit of the store', () => {
  const store = inMemoryEventStore();
  const record = openRecord(':memory:');
  beforeAll(async () => {
    await store.append('listing-1', [event('A', { title: 'Alloy' }), event('B')], 'no-stream');
    await store.append('contract-1', [event('C'), event('D'), event('E')], 'no-stream');
    await seen(store, record);
  });
  const at = ({ stream, revision }: RecordedEvent): string => `${stream}@${revision}`;

  it('finds nothing where nothing was touched, nor in what is new', async () => {
    expect(await findings(store, record)).toEqual([]);
    await store.append('demand-1', [event('F')], 'no-stream');
    expect(await findings(store, record)).toEqual([]);
  });
  it('finds one changed letter of any event', async () => {
    const other = tampered(store, (one) => [at(one) === 'listing-1@0' ? { ...one, data: { title: 'Alley' } } : one]);
    expect(await findings(other, record)).toEqual(['EVENT_CHANGED listing-1@0']);
  });
  it('finds a removed event, in the middle and at the end', async () => {
    const middle = tampered(store, (one) => (at(one) === 'contract-1@1' ? [] : [one]));
    expect(await findings(middle, record)).toEqual(['EVENT_MISSING contract-1@1']);
    const yesterday = tampered(store, (one) => (at(one) === 'contract-1@2' ? [] : [one]));
    expect(await findings(yesterday, record)).toEqual(['EVENT_MISSING contract-1@2']);
  });
  it('finds an event that was slipped in where the store had been passed', async () => {
    const more = tampered(store, (one) =>
      at(one) === 'listing-1@1' ? [one, { ...one, id: randomUUID(), stream: 'listing-9', revision: 0 }] : [one],
    );
    expect(await findings(more, record)).toEqual(['EVENT_INSERTED listing-9@0']);
  });
  it('tells how much it looked at, and stops at the first differences', async () => {
    const empty = openRecord(':memory:');
    expect(await fullAudit({ store, record: empty, keys: [] })).toMatchObject({ events: 6, leaves: 0, differences: [] });
  });
});
