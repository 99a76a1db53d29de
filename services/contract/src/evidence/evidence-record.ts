import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { canonicalJson, createRecord, hashedEvents, textFile } from '@lastmile/receipt';
import type { PackFile, PackRecord } from '@lastmile/receipt';
import { contractEventsCodec } from '../contract/contract.events.js';
import { toTerms } from '../contract/terms.js';
import { signaturesUnder } from '../ledger/leaf.table.js';
import { nativeSha256 } from '../ledger/ledger.state.js';
import { citedRules } from './cited-rules.js';
import { extractsOf } from './pack-extracts.js';

const jsonFile = (name: string, value: unknown): PackFile => textFile(`record/${name}.json`, canonicalJson(value));

/** Canonical JSON has no absent fields; what is stored as JSON has none either. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const termsFiles = (history: readonly RecordedEvent[]): PackFile[] =>
  history
    .filter(({ type }) => type.startsWith('TermsProposed.'))
    .map((recorded) => contractEventsCodec.decode(recorded))
    .flatMap((event) =>
      event.type === 'TermsProposed' ? [jsonFile(`terms/${event.version}`, asJson(toTerms(event.terms)))] : [],
    );

/** Signatures stand under the newest agreed terms. */
const signaturesFile = (contractId: string, history: readonly RecordedEvent[]): PackFile => {
  const events = history
    .filter(({ type }) => type.startsWith('TermsAgreed.'))
    .map((recorded) => contractEventsCodec.decode(recorded));
  const agreed = events.at(-1);
  if (agreed?.type !== 'TermsAgreed') return jsonFile('signatures', { contractId, signatures: [] });
  const { version, hash: termsHash } = agreed;
  return jsonFile('signatures', { contractId, version, termsHash, signatures: signaturesUnder(termsHash, history) });
};

/**
 * The sealed part of a contract's evidence pack. It follows from these events alone (and from the published rules that they name, which never
 * change): whoever has the events computes the same bytes and the same hash. @param history the stream from its first event on
 */
export const recordOf = (contractId: string, history: readonly RecordedEvent[]): PackRecord => {
  const items = hashedEvents(history).map(({ event, hash }) => {
    const { revision, type, data } = event;
    return { revision, type, hash, data };
  });
  const extracts = Object.entries(extractsOf(items)).map(([name, value]) => jsonFile(name, value));
  const rules = jsonFile('rules', { rules: asJson(citedRules(items)) });
  const files = [...termsFiles(history), signaturesFile(contractId, history), rules, ...extracts];
  return createRecord({ contractId, events: history, files }, nativeSha256);
};
