import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { idOf, streamOf } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { Actor, InputOf, ledgerMessages, OutputOf, ReceiptSubject } from '@lastmile/protocol';
import { createReceipt, parseLeaf, verifyReceipt } from '@lastmile/receipt';
import type { Leaf, Receipt, Signing } from '@lastmile/receipt';
import { contractDecider } from '../contract/contract.decider.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import { getContract } from '../projections/contract.queries.js';
import type { Service } from '../service.js';
import type { Cosigned } from './cosignatures.js';
import { amendmentSignatures, signaturesUnder } from './leaf.table.js';
import { ledgerEventsCodec } from './ledger.events.js';
import type { LeafAppended } from './ledger.events.js';
import type { Ledger } from './ledger.recorder.js';
import { hexOf, ledgerStream } from './ledger.state.js';
import type { StoredCheckpoint } from './ledger.state.js';

type Messages = typeof ledgerMessages;
type WithLedger = Pick<Service, 'ledger' | 'store' | 'cosignatures'>;

/** The newest stored checkpoint of a log that does not contradict itself. */
const served = (ledger: Ledger): StoredCheckpoint => {
  const checkpoint = ledger.state.checkpoint();
  if (!ledger.isOpen() || ledger.difference() || !checkpoint) throw reject('LEDGER_UNAVAILABLE');
  return checkpoint;
};

const demandSize = (isThere: boolean, size: number): void => {
  if (!isThere) throw reject('LEDGER_SIZE_UNKNOWN', { size });
};

/** With the lines of its witnesses once they have cosigned it. */
export const newestCheckpoint = ({ ledger, cosignatures }: WithLedger): OutputOf<Messages['checkpoint']> => {
  const checkpoint = served(ledger);
  const cosigned = cosignatures.newest();
  const note = cosigned?.size === checkpoint.size ? cosigned.note : checkpoint.note;
  return { origin: ledger.signer.origin, ...checkpoint, note };
};

/** Takes a witness' cosignature of a checkpoint of this log. */
export const addCosignature = async (
  { cosignatures, ledger }: WithLedger,
  { note }: InputOf<Messages['addCosignature']>,
): Promise<OutputOf<Messages['addCosignature']>> => {
  served(ledger);
  return { isTaken: await cosignatures.add(note) };
};

export const ledgerKeys = ({ ledger }: WithLedger): OutputOf<Messages['key']> => ({
  origin: ledger.signer.origin,
  keys: [...ledger.signer.verifierKeys],
});

const storedLeaf = async ({ ledger, store }: WithLedger, index: number): Promise<LeafAppended> => {
  const [recorded] = await store.read(ledgerStream, { from: ledger.state.revisionOf(index), limit: 1 });
  const event = recorded && ledgerEventsCodec.decode(recorded);
  if (event?.type !== 'LeafAppended' || event.index !== index) throw new Error(`leaf ${index} is not where it was stored`);
  return event;
};

export const ledgerEntry = async (
  service: WithLedger,
  { index }: InputOf<Messages['entry']>,
): Promise<OutputOf<Messages['entry']>> => {
  const { size } = served(service.ledger);
  demandSize(index < size, size);
  const { leaf, leafHash } = await storedLeaf(service, index);
  return { index, leaf, leafHash };
};

export const inclusionProof = async (
  service: WithLedger,
  input: InputOf<Messages['inclusion']>,
): Promise<OutputOf<Messages['inclusion']>> => {
  const { size: newest } = served(service.ledger);
  const { index, size = newest } = input;
  demandSize(index < size && size <= newest, newest);
  const { tree } = service.ledger.state;
  const { leafHash } = await storedLeaf(service, index);
  return { index, size, root: hexOf(tree.root(size)), leafHash, proof: tree.inclusionProof(index, size).map(hexOf) };
};

export const consistencyProof = (
  { ledger }: WithLedger,
  input: InputOf<Messages['consistency']>,
): OutputOf<Messages['consistency']> => {
  const { size: newest } = served(ledger);
  const { from, to = newest } = input;
  demandSize(from <= to && to <= newest, newest);
  const { tree } = ledger.state;
  const proof = tree.consistencyProof(from, to).map(hexOf);
  return { from, to, fromRoot: hexOf(tree.root(from)), toRoot: hexOf(tree.root(to)), proof };
};

const signingOf = ({ contractId = '', event }: Leaf, history: readonly RecordedEvent[]): Signing => {
  const contract = history
    .slice(0, event.revision + 1)
    .reduce(
      (state, recorded) => contractDecider.evolve(state, contractEventsCodec.decode(recorded)),
      contractDecider.initialState(),
    );
  const terms = contract.status === 'NONE' ? undefined : (contract.amendment.inForce ?? contract.negotiation.terms);
  if (!terms) throw new Error(`${event.stream}@${event.revision} concludes nothing`);
  return { contractId, version: terms.version, termsHash: terms.hash };
};

/** The leaf of one event of a contract, once a signed checkpoint holds it. */
export const leafOfEvent = async (service: WithLedger, { contractId, revision }: { contractId: string; revision: number }) => {
  const { ledger } = service;
  const { size } = served(ledger);
  for (const index of ledger.state.leavesOf(contractId)) {
    const appended = index < size ? await storedLeaf(service, index) : undefined;
    if (appended && parseLeaf(appended.leaf).event.revision === revision) return appended;
  }
  throw reject('RECEIPT_PENDING');
};

/** A cosigned checkpoint over the leaf where there is one, else the newest. */
const newestOver = ({ ledger, cosignatures }: WithLedger, index: number): Cosigned => {
  const cosigned = cosignatures.newest();
  const { verifierKeys } = ledger.signer;
  if (cosigned && cosigned.size > index) return { ...cosigned, keys: [...verifierKeys, ...cosigned.keys] };
  return { ...served(ledger), keys: verifierKeys };
};

/** The receipt of one event of a contract that becomes a leaf, under the newest checkpoint. @param history from the contract's first event on */
export const receiptOfEvent = async (
  service: WithLedger,
  history: readonly RecordedEvent[],
  revision: number,
): Promise<Receipt> => {
  const { ledger } = service;
  const { leaf, index } = await leafOfEvent(service, { contractId: idOf(history[0]?.stream ?? ''), revision });
  const { size, note, keys } = newestOver(service, index);
  const proof = ledger.state.tree.inclusionProof(index, size);
  const recorded = { leaf, index, proof, checkpoint: note, keys };
  if (parseLeaf(leaf).signaturesHash === undefined) return createReceipt(recorded);
  const signing = signingOf(parseLeaf(leaf), history);
  const isAmended = parseLeaf(leaf).type === 'CONTRACT_AMENDED';
  const signatures = isAmended ? amendmentSignatures(signing.version, history) : signaturesUnder(signing.termsHash, history);
  return createReceipt({ ...recorded, signing, signatures });
};

/** Which event a receipt is asked of, by its stored name. */
const recordedAs: Record<ReceiptSubject, string> = {
  conclusion: 'ContractConcluded.',
  notice: 'NoticeClosed.',
  evidence: 'DiligencePackSealed.',
  registration: 'ContractRegistered.',
  amendment: 'ContractAmended.',
  termination: 'ContractTerminated.',
  distribution: 'IncomeDistributed.',
};

/** The receipt of the conclusion unless another step is named; of several the newest. Whoever may not read the contract finds nothing. */
export const contractReceipt = async (
  service: Pick<Service, 'ledger' | 'store' | 'documents' | 'cosignatures'>,
  { id, of = 'conclusion' }: InputOf<Messages['receipt']>,
  actor: Actor,
): Promise<Receipt> => {
  await getContract(service.documents, { id }, actor);
  const history = await service.store.read(streamOf('contract', id));
  const recorded = history.findLast(({ type }) => type.startsWith(recordedAs[of]));
  if (!recorded) throw of === 'conclusion' ? reject('CONTRACT_NOT_CONCLUDED') : reject('NOTHING_RECORDED', { of });
  return receiptOfEvent(service, history, recorded.revision);
};

/** Whether a receipt holds under the keys of this very log. */
export const receiptVerdict = ({ ledger }: WithLedger, receipt: unknown): OutputOf<Messages['verify']> => {
  const verdict = verifyReceipt(receipt, { trustedKeys: ledger.signer.verifierKeys });
  return verdict.ok ? { isValid: true } : { isValid: false, code: verdict.code, where: verdict.where };
};
