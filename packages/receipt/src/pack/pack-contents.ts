import { toHex } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import { Refusal } from '../refusal.js';
import { demandPartySignature, demandSignatures, demandSigning } from '../receipt/party-signature.js';
import type { PartySignature } from '../receipt/party-signature.js';
import type { SignatureChecks } from '../signature/signature-checks.js';
import type { Sha256 } from '../sha256.js';
import { formatEvents, hashedEvents } from './kept-event.js';
import type { HashedEvent, KeptEvent } from './kept-event.js';
import { recordExtracts } from './pack.js';
import { fileJson, fileText, listOf, objectOf } from './pack-reading.js';
import type { JsonObject, PackFiles } from './pack-reading.js';
import { refusePack } from './pack-refusal.js';

const eventsIn = (files: PackFiles, path: string): KeptEvent[] =>
  listOf(objectOf(fileJson(files, path)).events).map((entry) => objectOf(objectOf(entry).event) as unknown as KeptEvent);

const hashed = (events: readonly KeptEvent[], where: string): HashedEvent[] => {
  try {
    return hashedEvents(events);
  } catch {
    return refusePack('PACK_HISTORY_INVALID', where);
  }
};

/** All events of the pack, hashed anew; refuses a gap, an event of another contract, and a hash that is not theirs. */
export const demandEvents = (files: PackFiles, contractId: string): { record: HashedEvent[]; since: HashedEvent[] } => {
  const recorded = eventsIn(files, 'record/history.json');
  const later = files.has('since.json') ? eventsIn(files, 'since.json') : [];
  const all = [...recorded, ...later];
  const isWhole = all.every(({ stream, revision }, at) => stream === `contract-${contractId}` && revision === at);
  if (!isWhole || recorded.length === 0) refusePack('PACK_HISTORY_INVALID', 'record/history.json');
  const events = hashed(all, 'record/history.json');
  const [record, since] = [events.slice(0, recorded.length), events.slice(recorded.length)];
  if (formatEvents(record) !== fileText(files, 'record/history.json')) refusePack('PACK_HISTORY_INVALID', 'record/history.json');
  if (files.has('since.json') && (since.length === 0 || formatEvents(since) !== fileText(files, 'since.json')))
    refusePack('PACK_HISTORY_INVALID', 'since.json');
  return { record, since };
};

const isOfType = ({ event }: HashedEvent, name: string): boolean => event.type.startsWith(`${name}.v`);

/** Each version of the terms hashes to what the event that proposed it says. */
export const demandTerms = (files: PackFiles, record: readonly HashedEvent[], hash: Sha256): void => {
  const proposed = record.filter((entry) => isOfType(entry, 'TermsProposed')).map(({ event }) => objectOf(event.data));
  const paths = proposed.map(({ version }) => `record/terms/${String(version)}.json`);
  for (const path of files.keys())
    if (path.startsWith('record/terms/') && !paths.includes(path)) refusePack('PACK_FILE_UNEXPECTED', path);
  for (const [at, terms] of proposed.entries()) {
    const path = paths[at] ?? '';
    fileJson(files, path);
    const bytes = files.get(path);
    if (bytes && toHex(hash(bytes)) !== terms.hash) refusePack('TERMS_HASH_MISMATCH', path);
  }
};

/** Items that were taken from events are what the events say. */
export const demandExtracts = (files: PackFiles, record: readonly HashedEvent[]): void => {
  for (const extract of recordExtracts) {
    const path = `record/${extract}.json`;
    const { items, elements } = objectOf(fileJson(files, path));
    const listed = [...listOf(items), ...listOf(elements).flatMap((element) => listOf(objectOf(element).items))].map(objectOf);
    for (const { revision, type, hash, data } of listed) {
      const entry = typeof revision === 'number' ? record[revision] : undefined;
      const isFaithful =
        entry?.hash === hash && entry?.event.type === type && canonicalJson(entry?.event.data) === canonicalJson(data ?? null);
      if (!isFaithful) refusePack('PACK_EXTRACT_INVALID', path);
    }
  }
};

const signaturesPath = 'record/signatures.json';

const demandSigned = (said: JsonObject, checks: SignatureChecks): PartySignature[] => {
  const { signatures, ...signing } = said;
  const list = listOf(signatures).map(demandPartySignature);
  if (list.length > 0) demandSignatures(demandSigning(signing), list, checks);
  return list;
};

/** The parties' signatures hold, and each stands in the history. */
export const demandPackSignatures = (
  files: PackFiles,
  { contractId, record }: { contractId: string; record: readonly HashedEvent[] },
  checks: SignatureChecks,
): readonly PartySignature[] => {
  const said = objectOf(fileJson(files, signaturesPath));
  let list: PartySignature[];
  try {
    list = demandSigned(said, checks);
  } catch (error) {
    if (error instanceof Refusal) return refusePack(error.code, `${signaturesPath} ${error.where}`);
    throw error;
  }
  const kept = record.filter((entry) => isOfType(entry, 'ContractSigned')).map(({ event }) => objectOf(event.data));
  const isKept = (one: PartySignature): boolean =>
    kept.some((data) => data.signature === one.signature && data.organisationId === one.organisationId);
  if (!list.every(isKept) || (list.length > 0 && said.contractId !== contractId))
    refusePack('PACK_EXTRACT_INVALID', signaturesPath);
  return list;
};
