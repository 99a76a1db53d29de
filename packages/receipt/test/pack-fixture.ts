import { canonicalJson, createPack, createReceipt, createRecord, formatReceipt, hashedEvents, textFile } from '../src/index.js';
import type { KeptEvent, Leaf, PackRecord } from '../src/index.js';
import { concludedLeaf, parties, recorded, signing, terms, termsHash } from './ledger-fixture.js';
import { formatLeaf } from '../src/index.js';

const { contractId } = signing;
const at = '2026-11-23T09:30:00.000Z';

const event = (revision: number, type: string, data: unknown): KeptEvent => ({
  id: `e-${revision}`,
  stream: `contract-${contractId}`,
  revision,
  type,
  data,
  metadata: { actor: { organisationId: 'org-university', role: 'university' } },
});

const life: readonly KeptEvent[] = [
  event(0, 'ContractDrafted.v1', { title: '高温质子交换膜\ud800' }),
  event(1, 'TermsProposed.v1', { version: 3, hash: termsHash, terms }),
  event(2, 'NoticeOpened.v1', { place: 'UNIT' }),
];
const signed = parties.map(({ organisationId, signature }, index) =>
  event(4 + index, 'ContractSigned.v1', { organisationId, signature }),
);

const item = ({ revision, type, data }: KeptEvent, hash: string): unknown => ({ revision, type, hash, data });

export const recordFiles = (events: readonly KeptEvent[]) => {
  const notices = hashedEvents(events).filter((one) => one.event.type === 'NoticeOpened.v1');
  const extract = (path: string, value: unknown) => textFile(`record/${path}.json`, canonicalJson(value));
  return [
    extract('terms/3', terms),
    extract('notices', { items: notices.map((one) => item(one.event, one.hash)) }),
    extract('declarations', { items: [] }),
    extract('checks', { items: [] }),
    extract('attachments', { items: [] }),
    extract('due-diligence', { elements: [{ element: 'SUPERVISION', items: [] }] }),
    extract('rules', { rules: [] }),
    extract('signatures', { ...signing, signatures: events.length > 4 ? parties : [] }),
  ];
};

export const recordOf = (events: readonly KeptEvent[]): PackRecord =>
  createRecord({ contractId, events, files: recordFiles(events) });

const leafOf = (events: readonly KeptEvent[], body: Pick<Leaf, 'type'> & Partial<Leaf>): string => {
  const last = hashedEvents(events).at(-1);
  if (!last) throw new Error('no event');
  const { id, stream, revision } = last.event;
  return formatLeaf({ v: 1, contractId, at, event: { id, stream, revision, hash: last.hash }, detailsHash: last.chain, ...body });
};

const receiptOfConclusion = (events: readonly KeptEvent[]): string => {
  const last = hashedEvents(events).at(-1);
  if (!last) throw new Error('no event');
  const { id, stream, revision } = last.event;
  const leaf = concludedLeaf(parties, { event: { id, stream, revision, hash: last.hash }, detailsHash: last.chain });
  return formatReceipt(createReceipt({ ...recorded({ leaf, index: 5, size: 11 }), signing, signatures: parties }));
};

/** A pack that was sealed before the contract was signed: record, seal, conclusion after it. */
export const sealedPack = (change: { packHash?: string; origin?: string } = {}): Uint8Array => {
  const record = recordOf(life);
  const { packHash } = record;
  const seal = event(3, 'DiligencePackSealed.v1', { packHash: change.packHash ?? packHash, coveredRevision: 2 });
  const all = [...life, seal, ...signed, event(6, 'ContractConcluded.v1', { termsHash })];
  const sealReceipt = createReceipt(
    recorded({ leaf: leafOf([...life, seal], { type: 'DILIGENCE_SEALED' }), index: 3, size: 11 }),
  );
  return createPack({
    record,
    since: hashedEvents(all).slice(3),
    seal: formatReceipt(sealReceipt),
    receipt: receiptOfConclusion(all),
  });
};

/** A pack of everything up to the conclusion, never sealed. */
export const concludedPack = (): Uint8Array => {
  const all = [...life, event(3, 'NoticeClosed.v1', {}), ...signed, event(6, 'ContractConcluded.v1', { termsHash })];
  return createPack({ record: recordOf(all), since: [], receipt: receiptOfConclusion(all) });
};

/** A pack of a draft. */
export const draftPack = (): Uint8Array => createPack({ record: recordOf(life), since: [] });

export { contractId };
