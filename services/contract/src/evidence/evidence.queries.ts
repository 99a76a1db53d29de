import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { evidenceMessages, InputOf } from '@lastmile/protocol';
import { createPack, formatReceipt, hashedEvents } from '@lastmile/receipt';
import type { PackRecord } from '@lastmile/receipt';
import { contractEventsCodec } from '../contract/contract.events.js';
import { receiptOfEvent } from '../ledger/ledger.queries.js';
import { nativeSha256 } from '../ledger/ledger.state.js';
import type { Service } from '../service.js';
import { recordOf } from './evidence-record.js';
import type { EvidenceEvent } from './evidence.types.js';
import type { MadeFile } from './file-keeper.js';

type Sealed = EvidenceEvent & { revision: number };

const sealsIn = (history: readonly RecordedEvent[]): Sealed[] =>
  history.flatMap((recorded) => {
    if (!recorded.type.startsWith('DiligencePackSealed.')) return [];
    const event = contractEventsCodec.decode(recorded);
    return event.type === 'DiligencePackSealed' ? [{ ...event, revision: recorded.revision }] : [];
  });

/** What a seal's record was made of must still make it. */
const demandUnbroken = (record: PackRecord, seal: Sealed | undefined): void => {
  if (seal && seal.packHash !== record.packHash) throw reject('EVIDENCE_SEAL_BROKEN', { revision: record.revision });
};

const receiptText = async (
  service: Service,
  history: readonly RecordedEvent[],
  revision: number | undefined,
): Promise<string | undefined> =>
  revision === undefined ? undefined : formatReceipt(await receiptOfEvent(service, history, revision));

/**
 * A contract's evidence pack: the record up to the newest seal (or up to the revision asked for, or up to now), all events behind it, and the
 * receipts of seal and conclusion. The same events under the same checkpoint give the same bytes.
 */
export const evidencePack = async (
  service: Service,
  { id, upTo }: Pick<InputOf<typeof evidenceMessages.pack>, 'id' | 'upTo'>,
): Promise<MadeFile> => {
  const history = await service.store.read(streamOf('contract', id));
  const last = history.length - 1;
  if (upTo !== undefined && upTo > last) throw reject('EVIDENCE_REVISION_UNKNOWN', { revision: last });
  const seals = sealsIn(history);
  const until = upTo ?? seals.at(-1)?.coveredRevision ?? last;
  const seal = seals.find(({ coveredRevision }) => coveredRevision === until);
  const record = recordOf(id, history.slice(0, until + 1));
  demandUnbroken(record, seal);
  const concluded = history.find(({ type }) => type.startsWith('ContractConcluded.'));
  const bytes = createPack(
    {
      record,
      since: hashedEvents(history).slice(until + 1),
      receipt: await receiptText(service, history, concluded?.revision),
      seal: await receiptText(service, history, seal?.revision),
    },
    nativeSha256,
  );
  return { bytes, revision: last };
};
