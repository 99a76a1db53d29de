import { idOf } from '@lastmile/eventsourcing/runtime';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { formatLeaf, hashOfSignatures } from '@lastmile/receipt';
import type { Leaf, PartySignature } from '@lastmile/receipt';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { ContractEvent } from '../contract/contract.types.js';
import { hashOfHistory, hashOfStored } from './stored-event-hash.js';

/** As a leaf and a receipt write an instant, whatever form it was stored in. */
const instantOf = (stored: string): string => new Date(stored).toISOString();

/** The signatures under the terms with this hash, in the order they were stored; a leaf holds only the hash of the list. */
export const signaturesUnder = (termsHash: string, history: readonly RecordedEvent[]): PartySignature[] =>
  history.flatMap((recorded) => {
    if (!recorded.type.startsWith('ContractSigned.')) return [];
    const event = contractEventsCodec.decode(recorded);
    if (event.type !== 'ContractSigned' || event.termsHash !== termsHash) return [];
    const { organisationId, signatoryId, keyId, algorithm = 'Ed25519', userId, publicKey, signature, signedAt } = event;
    const who = { organisationId, ...(signatoryId !== undefined && { signatoryId }), keyId, algorithm };
    return [{ ...who, ...(userId !== undefined && { userId }), publicKey, signature, signedAt: instantOf(signedAt) }];
  });

/** The signatures of one amendment, by the version of its terms. */
export const amendmentSignatures = (version: number, history: readonly RecordedEvent[]): PartySignature[] =>
  history.flatMap((recorded) => {
    if (!recorded.type.startsWith('AmendmentSigned.')) return [];
    const event = contractEventsCodec.decode(recorded);
    if (event.type !== 'AmendmentSigned' || event.version !== version) return [];
    const { organisationId, signatoryId, keyId, algorithm, userId, publicKey, signature, signedAt } = event;
    const by = { organisationId, ...(signatoryId !== undefined && { signatoryId }), keyId, algorithm };
    const who = { ...by, ...(userId !== undefined && { userId }) };
    return [{ ...who, publicKey, signature, signedAt: instantOf(signedAt) }];
  });

/** What the kinds of leaves differ in: hashes and references, never a text. */
type LeafBody = Pick<Leaf, 'type' | 'at' | 'termsHash' | 'signaturesHash'>;

type LeafTable = {
  readonly [Type in ContractEvent['type']]?: (
    event: Extract<ContractEvent, { type: Type }>,
    history: readonly RecordedEvent[],
  ) => LeafBody;
};

/** Which events of a contract become leaves, one row each; everything else stays out of the log. */
const leafTable: LeafTable = {
  NoticeClosed: ({ closedAt }) => ({ type: 'NOTICE_CLOSED', at: instantOf(closedAt) }),
  ContractConcluded: ({ termsHash, concludedAt }, history) => ({
    type: 'CONTRACT_CONCLUDED',
    at: instantOf(concludedAt),
    termsHash,
    signaturesHash: hashOfSignatures(signaturesUnder(termsHash, history)),
  }),
  ContractRegistered: ({ termsHash, registeredAt }) => ({
    type: 'CONTRACT_REGISTERED',
    at: instantOf(registeredAt),
    ...(termsHash !== undefined && { termsHash }),
  }),
  ContractAmended: ({ version, termsHash, amendedAt }, history) => ({
    type: 'CONTRACT_AMENDED',
    at: instantOf(amendedAt),
    termsHash,
    signaturesHash: hashOfSignatures(amendmentSignatures(version, history)),
  }),
  ContractTerminated: ({ termsHash, terminatedAt }) => ({ type: 'CONTRACT_TERMINATED', at: instantOf(terminatedAt), termsHash }),
  IncomeDistributed: ({ termsHash, executedAt }) => ({ type: 'INCOME_DISTRIBUTED', at: instantOf(executedAt), termsHash }),
  DiligencePackSealed: ({ sealedAt }) => ({ type: 'DILIGENCE_SEALED', at: instantOf(sealedAt) }),
};

const rowOf = (event: ContractEvent): ((history: readonly RecordedEvent[]) => LeafBody) | undefined => {
  const row = leafTable[event.type] as ((event: ContractEvent, history: readonly RecordedEvent[]) => LeafBody) | undefined;
  return row && ((history) => row(event, history));
};

/** False for an event that stays out of the log; throws `UnknownEvent` for a stored name that is in no registry. */
export const becomesLeaf = (recorded: RecordedEvent): boolean => rowOf(contractEventsCodec.decode(recorded)) !== undefined;

/**
 * The canonical text of an event's leaf. It follows from the event and those before it in its stream alone, so that anybody who
 * reads the event store computes the same. `detailsHash` covers every event of the stream up to this one. @param history the stream from its first event to this one
 */
export const leafOf = (history: readonly RecordedEvent[]): string => {
  const recorded = history.at(-1);
  const body = recorded && rowOf(contractEventsCodec.decode(recorded))?.(history);
  if (!body) throw new Error(`${recorded?.type ?? 'nothing'} becomes no leaf`);
  const { id, stream, revision } = recorded;
  return formatLeaf({
    v: 1,
    contractId: idOf(stream),
    ...body,
    event: { id, stream, revision, hash: hashOfStored(recorded) },
    detailsHash: hashOfHistory(history),
  });
};
