import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { CommandContext, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { isRejection, reject } from '@lastmile/protocol';
import type { CommandResult, evidenceMessages, InputOf, OutputOf } from '@lastmile/protocol';
import { packFormat } from '@lastmile/receipt';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { Service } from '../service.js';
import { recordOf } from './evidence-record.js';

type Messages = typeof evidenceMessages;
type Asked = { context: CommandContext; now: string };

const attempts = 3;

const isSeal = ({ type }: RecordedEvent): boolean => type.startsWith('DiligencePackSealed.');

/** A repeat, or nothing but the last seal behind what it covers: then it is that seal that is asked for. */
const coveredOf = (history: readonly RecordedEvent[], idempotencyKey: string): number => {
  const last = history.at(-1);
  if (!last) throw reject('NOT_FOUND');
  const own = history.find((recorded) => isSeal(recorded) && recorded.metadata['idempotencyKey'] === idempotencyKey);
  const seal = own ?? (isSeal(last) ? last : undefined);
  return seal ? seal.revision - 1 : last.revision;
};

const sealNow = async (service: Service, id: string, { context, now }: Asked): Promise<CommandResult> => {
  const history = await service.store.read(streamOf('contract', id));
  const coveredRevision = coveredOf(history, context.idempotencyKey);
  const { packHash } = recordOf(id, history.slice(0, coveredRevision + 1));
  const { organisationId } = context.actor;
  const command = { type: 'SealEvidence', organisationId, packHash, coveredRevision, format: packFormat, now } as const;
  return service.contracts(id, command, { ...context, expectedRevision: context.expectedRevision ?? history.length - 1 });
};

/** What was recorded while the hash was being made belongs under it too: then it is made once more. */
const sealed = async (service: Service, id: string, asked: Asked): Promise<CommandResult> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sealNow(service, id, asked);
    } catch (error) {
      const isConflict = isRejection(error) && error.code === 'REVISION_CONFLICT';
      if (!isConflict || asked.context.expectedRevision !== undefined || attempt === attempts) throw error;
    }
  }
};

/** Seals the evidence of everything up to now; a repeat answers with the seal that it made. */
export const sealEvidence = async (
  service: Service,
  { id }: InputOf<Messages['seal']>,
  asked: Asked,
): Promise<OutputOf<Messages['seal']>> => {
  const result = await sealed(service, id, asked);
  const [recorded] = await service.store.read(streamOf('contract', id), { from: result.revision, limit: 1 });
  const event = recorded && contractEventsCodec.decode(recorded);
  if (event?.type !== 'DiligencePackSealed') throw new Error(`${id}@${result.revision} is no seal`);
  return { ...result, packHash: event.packHash, coveredRevision: event.coveredRevision };
};
