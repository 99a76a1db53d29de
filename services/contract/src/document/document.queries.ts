import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import type { evidenceMessages, InputOf } from '@lastmile/protocol';
import { reject } from '@lastmile/protocol';
import { contractDecider } from '../contract/contract.decider.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { Contract } from '../contract/contract.types.js';
import { toTerms } from '../contract/terms.js';
import type { MadeFile } from '../evidence/file-keeper.js';
import { leafOfEvent } from '../ledger/ledger.queries.js';
import type { Service } from '../service.js';
import type { PrintedContract } from './contract-print.js';

type Wanted = Pick<InputOf<typeof evidenceMessages.document>, 'id' | 'publicUrl' | 'names'>;

const folded = (history: readonly RecordedEvent[]): Contract =>
  history.reduce(
    (state, recorded) => contractDecider.evolve(state, contractEventsCodec.decode(recorded)),
    contractDecider.initialState(),
  );

const registrationNumber = (history: readonly RecordedEvent[]): string | undefined => {
  const registered = history.findLast(({ type }) => type.startsWith('ContractRegistered.'));
  const { registrationNumber: number } = (registered?.data ?? {}) as { registrationNumber?: unknown };
  return typeof number === 'string' ? number : undefined;
};

/** The page of the portal that shows the entry to everybody. */
const verifyUrl = (publicUrl: string, index: number, termsHash: string): string => {
  const url = new URL('verify', publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`);
  url.search = new URLSearchParams({ index: String(index), termsHash }).toString();
  return url.href;
};

const conclusionOf = async (service: Service, history: readonly RecordedEvent[], contractId: string) => {
  const concluded = history.find(({ type }) => type.startsWith('ContractConcluded.'));
  return concluded && leafOfEvent(service, { contractId, revision: concluded.revision });
};

/** What the print of a contract shows, from its events and its place in the log. */
const printedOf = async (service: Service, history: readonly RecordedEvent[], wanted: Wanted): Promise<PrintedContract> => {
  const { id, publicUrl, names = {} } = wanted;
  const contract = folded(history);
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  const { deal, negotiation, signing, draftedAt } = contract;
  const { terms } = negotiation;
  const leaf = await conclusionOf(service, history, id);
  return {
    id,
    title: deal.title,
    parties: deal.parties.map((party) => ({ ...party, name: names[party.organisationId] })),
    terms: terms && { version: terms.version, hash: terms.hash, content: toTerms(terms.content) },
    signatures: signing.signatures.map((one) => ({ ...one, algorithm: one.algorithm ?? 'Ed25519' })),
    draftedAt,
    concludedAt: signing.concludedAt,
    registrationNumber: registrationNumber(history),
    leafIndex: leaf?.index,
    verifyUrl: publicUrl && leaf && terms ? verifyUrl(publicUrl, leaf.index, terms.hash) : undefined,
  };
};

/** The contract for people to read; the same events and the same place in the log give the same bytes. */
export const contractDocument = async (service: Service, wanted: Wanted): Promise<MadeFile> => {
  const history = await service.store.read(streamOf('contract', wanted.id));
  const bytes = await service.printer.print(await printedOf(service, history, wanted));
  return { bytes, revision: history.length - 1 };
};
