import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inMemoryEventStore } from '@lastmile/eventsourcing/testing';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { contractId, historyOf, lifeUntilNotice } from '../../test/evidence.fixture.js';
import { concludeInStore } from '../../test/signed-life.js';
import { createPack, hashedEvents, hashOfEvent, readZip, verifyPack } from '@lastmile/receipt';
import { evidenceDefinitions } from './evidence.events.js';
import { evidence } from './evidence.decider.js';
import { recordOf } from './evidence-record.js';
import { fileKeeper } from './file-keeper.js';
import { hashOfHistory, hashOfStored } from '../ledger/stored-event-hash.js';
import { contractDecider } from '../contract/contract.decider.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { Started } from '../contract/contract.types.js';

const textOf = (history: readonly RecordedEvent[], name: string): unknown => {
  const file = recordOf(contractId, history).files.find(({ path }) => path === `record/${name}.json`);
  return JSON.parse(Buffer.from(file?.bytes ?? []).toString());
};
const started = (history: readonly RecordedEvent[]): Started => {
  const contract = history
    .slice(0, 2)
    .reduce(
      (state, recorded) => contractDecider.evolve(state, contractEventsCodec.decode(recorded)),
      contractDecider.initialState(),
    );
  if (contract.status === 'NONE') throw new Error('no contract');
  return contract;
};

describe('the record of a contract', () => {
  const history = historyOf(lifeUntilNotice);

  it('follows from the events alone, and stays what it is', () => {
    const { packHash } = recordOf(contractId, historyOf(lifeUntilNotice));
    expect(
      recordOf(
        contractId,
        history.map((one) => ({ ...one, position: 9, created: '2031-01-01T00:00:00.000Z' })),
      ).packHash,
    ).toBe(packHash);
    const kept = readFileSync(join(import.meta.dirname, 'fixtures/pack-hash.txt'), 'utf8').trim();
    expect(packHash).toBe(kept);
  });

  it('changes with every event', () =>
    history.forEach((_, at) => {
      const other = history.map((one, index) => (index === at ? { ...one, metadata: { ...one.metadata, more: 1 } } : one));
      expect(recordOf(contractId, other).packHash).not.toBe(recordOf(contractId, history).packHash);
    }));

  it('hashes events as the log does', () => {
    expect(history.map(hashOfEvent)).toEqual(history.map(hashOfStored));
    expect(hashedEvents(history).map(({ chain }) => chain)).toEqual(
      history.map((_, at) => hashOfHistory(history.slice(0, at + 1))),
    );
  });

  it('sorts events into extracts and cites the rules that they name', () => {
    expect(textOf(history, 'notices')).toMatchObject({ items: [{ revision: 2, type: 'NoticeOpened.v1' }] });
    expect(textOf(history, 'declarations')).toMatchObject({ items: [{ revision: 3 }] });
    expect(textOf(history, 'due-diligence')).toMatchObject({
      elements: [
        { element: 'DEMOCRATIC_DECISION', items: [{ revision: 4 }] },
        { element: 'PUBLIC_INFORMATION', items: [{ revision: 2 }] },
        { element: 'REASONABLE_CARE', items: [] },
        { element: 'SUPERVISION', items: [] },
      ],
    });
    expect(textOf(history, 'rules')).toMatchObject({
      rules: [{ version: 'national/price-notice/2016-02-26', status: 'TO_BE_VERIFIED', jurisdiction: 'national' }],
    });
  });

  it('makes a pack that holds, of drafts and of concluded contracts', async () => {
    const pack = createPack({ record: recordOf(contractId, history), since: [] });
    expect(verifyPack(pack)).toMatchObject({ ok: true, trusted: false, revision: history.length - 1 });
    const store = inMemoryEventStore();
    await concludeInStore(store, 'c-9');
    const concluded = await store.read('contract-c-9');
    const whole = createPack({ record: recordOf('c-9', concluded), since: [] });
    expect(verifyPack(whole)).toEqual({ ok: false, code: 'PACK_FILE_MISSING', where: 'receipt.json' });
    const signatures = readZip(whole)?.find(({ path }) => path === 'record/signatures.json');
    expect(JSON.parse(Buffer.from(signatures?.bytes ?? []).toString())).toMatchObject({
      contractId: 'c-9',
      signatures: [{}, {}],
    });
  });
});

describe('a seal', () => {
  const contract = started(historyOf(lifeUntilNotice));
  const seal = {
    type: 'SealEvidence',
    packHash: 'a'.repeat(64),
    format: 'lastmile-pack/v1',
    now: '2026-03-02T08:00:00.000Z',
  } as const;
  const by = (organisationId: string, coveredRevision = 4) => ({ ...seal, organisationId, coveredRevision });

  it('is put by a party, once on what it covers', () => {
    const [sealed] = evidence.decide(by('u-1'), contract);
    expect(sealed).toMatchObject({ type: 'DiligencePackSealed', sealedBy: 'u-1', coveredRevision: 4 });
    const after = { ...contract, evidence: sealed ? evidence.evolve(contract.evidence, sealed) : contract.evidence };
    expect(evidence.decide(by('e-1'), after)).toEqual([]);
    expect(evidence.decide(by('e-1', 6), after)).toHaveLength(1);
  });
  it('is refused to a stranger', () => expect(() => evidence.decide(by('x-1'), contract)).toThrow('NOT_A_PARTY'));
  it.each(Object.keys(evidenceDefinitions))('%s is read as it was written', (type) => {
    const data: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${type}.json`), 'utf8'));
    expect(contractEventsCodec.encode(contractEventsCodec.decode({ type, data }))).toEqual({ type, data });
  });
});

describe('files in stretches', () => {
  const bytes = Uint8Array.from({ length: 1_300_000 }, (_, at) => at % 251);
  const make =
    (content = bytes) =>
    () =>
      Promise.resolve({ bytes: content, revision: 3 });

  it('come together again, made once', async () => {
    const files = fileKeeper();
    let made = 0;
    const counted = () => ((made += 1), make()());
    const first = await files.chunk({ id: 'a', offset: 0 }, counted);
    const parts = [Buffer.from(first.bytes, 'base64')];
    for (let offset = parts[0]?.length ?? 0; offset < first.size; offset += parts.at(-1)?.length ?? 0)
      parts.push(Buffer.from((await files.chunk({ id: 'a', offset, sha256: first.sha256 }, counted)).bytes, 'base64'));
    expect([made, Buffer.compare(Buffer.concat(parts), bytes)]).toEqual([1, 0]);
  });
  it('are made anew for another contract or when they are kept no longer, and refused when they are others by then', async () => {
    const files = fileKeeper(1);
    const { sha256 } = await files.chunk({ id: 'a', offset: 0 }, make());
    expect((await files.chunk({ id: 'a', offset: 600_000, sha256 }, make())).offset).toBe(600_000);
    await expect(files.chunk({ id: 'a', offset: 600_000, sha256 }, make(bytes.slice(1)))).rejects.toThrow('EVIDENCE_CHANGED');
    await expect(fileKeeper().chunk({ id: 'b', offset: 2_000_000 }, make())).rejects.toThrow('EVIDENCE_CHANGED');
  });
});
