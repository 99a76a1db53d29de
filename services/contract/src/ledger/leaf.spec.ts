import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { parseLeaf } from '@lastmile/receipt';
import { becomesLeaf, leafOf, signaturesUnder } from './leaf.table.js';
import { ledgerEventsCodec } from './ledger.events.js';
import { recordedLife } from '../../test/ledger.fixture.js';
import { hashOfStored } from './stored-event-hash.js';

const changed = (history: readonly RecordedEvent[], at: number, change: Partial<RecordedEvent>): RecordedEvent[] =>
  history.map((recorded, revision) => (revision === at ? { ...recorded, ...change } : recorded));

describe('a leaf', () => {
  const history = recordedLife('c-1');

  it('stands for a conclusion and for nothing before it', () =>
    expect(history.map(becomesLeaf)).toEqual([false, false, false, true]));

  it('holds hashes and references, and no text of the contract', () => {
    const leaf = parseLeaf(leafOf(history));
    expect(leaf).toMatchObject({
      v: 1,
      type: 'CONTRACT_CONCLUDED',
      contractId: 'c-1',
      termsHash: 'a'.repeat(64),
      event: { id: 'c-1-3', stream: 'contract-c-1', revision: 3 },
      at: '2026-03-02T08:00:00.000Z',
    });
    expect(leafOf(history)).not.toMatch(/u-c-1|e-c-1|填料|AAAA/);
  });

  it('is the same whoever computes it, whenever', () => expect(leafOf(recordedLife('c-1'))).toBe(leafOf(history)));

  it('changes with anything that the store keeps of any event before it', () => {
    for (const [at, { data, metadata }] of history.entries()) {
      for (const change of [
        { id: 'other' },
        { data: { ...(data as object), more: 1 } },
        { metadata: { ...metadata, more: 1 } },
      ]) {
        expect(leafOf(changed(history, at, change))).not.toBe(leafOf(history));
      }
    }
  });

  it('does not depend on where and when the store keeps the events', () =>
    expect(leafOf(history.map((recorded) => ({ ...recorded, position: 7_000, created: '2030-01-01T00:00:00.000Z' })))).toBe(
      leafOf(history),
    ));

  it('is made of stored texts that no canonical form knows', () => {
    const titled = (title: string): RecordedEvent[] => changed(history, 0, { data: { ...(history[0]?.data as object), title } });
    expect(leafOf(titled('\ud800'))).not.toBe(leafOf(titled('\ud801')));
    expect(hashOfStored(titled('ok')[0] as RecordedEvent)).toHaveLength(64);
  });

  it('covers algorithm, user id and signatory where the event has them, and takes an event without for Ed25519', () => {
    const by = { algorithm: 'SM2', userId: '1234567812345678', signatoryId: 's-1' };
    const signed = (change: object): RecordedEvent[] =>
      changed(history, 1, { data: { ...(history[1]?.data as object), ...change } });
    const [first, second] = signaturesUnder('a'.repeat(64), signed(by));
    expect(first).toMatchObject(by);
    expect(second).toMatchObject({ algorithm: 'Ed25519' });
    expect(Object.keys(second ?? {})).not.toContain('signatoryId');
    const hashes = [{}, by, { ...by, userId: '' }, { ...by, signatoryId: 's-2' }, { ...by, algorithm: 'Ed25519' }].map(
      (change) => parseLeaf(leafOf(signed(change))).signaturesHash,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('leaves out signatures under other terms', () => {
    const other = changed(history, 1, { data: { ...(history[1]?.data as object), termsHash: 'b'.repeat(64) } });
    expect(signaturesUnder('a'.repeat(64), other).map(({ organisationId }) => organisationId)).toEqual(['e-c-1']);
  });
});

describe('stored events of the log', () => {
  it.each(ledgerEventsCodec.storedNames)('%s is read as it was written', (type) => {
    const data: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${type}.json`), 'utf8'));
    expect(ledgerEventsCodec.encode(ledgerEventsCodec.decode({ type, data }))).toEqual({ type, data });
  });
});
