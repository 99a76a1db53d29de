import { hash } from 'node:crypto';
import { attachmentMaxBytes, reject } from '@lastmile/protocol';
import type { Actor, attachmentMessages, InputOf, OutputOf } from '@lastmile/protocol';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { assertParty } from '../contract/contract-rules.decider.js';
import type { Service } from '../service.js';
import { isAllowedFile } from './media-types.js';
import { demandVault } from './vault.js';

type Messages = typeof attachmentMessages;

const loadForParty = async (service: Service, id: string, { organisationId }: Actor) => {
  const { state, revision } = await service.contracts.load(id);
  if (state.status === 'NONE') throw reject('NOT_FOUND');
  assertParty(state, organisationId);
  return { contract: state, revision };
};

/** One organisation's upload is not another's, whatever it is called. */
const ownUpload = (upload: string, { organisationId }: Actor): string => `${organisationId} ${upload}`;

export const stageChunk = async (
  service: Service,
  { id, upload, index, bytes }: InputOf<Messages['uploadChunk']>,
  actor: Actor,
): Promise<{ index: number }> => {
  const { files } = demandVault(service);
  await loadForParty(service, id, actor);
  await files.stage(id, ownUpload(upload, actor), { index, bytes: Buffer.from(bytes, 'base64') });
  return { index };
};

export const discardUpload = async (
  service: Service,
  { id, upload }: InputOf<Messages['discardUpload']>,
  actor: Actor,
): Promise<Record<string, never>> => {
  await demandVault(service).files.discard(id, ownUpload(upload, actor));
  return {};
};

const wholeUpload = async (service: Service, input: InputOf<Messages['addAttachment']>, actor: Actor): Promise<Buffer> => {
  const { id, upload, chunks, sha256, size, name, mediaType } = input;
  const bytes = await demandVault(service).files.staged(id, ownUpload(upload, actor), chunks);
  if (bytes && bytes.length > attachmentMaxBytes) throw reject('ATTACHMENT_TOO_LARGE', { bytesAtMost: attachmentMaxBytes });
  if (bytes?.length !== size || hash('sha256', bytes, 'hex') !== sha256) throw reject('ATTACHMENT_INCOMPLETE');
  if (!isAllowedFile(name, mediaType, bytes)) throw reject('ATTACHMENT_TYPE_NOT_ALLOWED');
  return bytes;
};

/** The content is kept for good before the contract says that it is there; a repeat after a death in between finds it and says so. */
export const addAttachment = async (
  service: Service,
  input: InputOf<Messages['addAttachment']>,
  context: CommandContext,
): Promise<OutputOf<Messages['addAttachment']>> => {
  const { id, upload, sha256, size, mediaType, name } = input;
  const { files } = demandVault(service);
  const { contract } = await loadForParty(service, id, context.actor);
  const known = contract.attachments.items.find((item) => item.sha256 === sha256);
  if (!known || !(await files.read(id, sha256))) {
    const bytes = await wholeUpload(service, input, context.actor);
    await files.keep(id, sha256, { name, bytes });
  }
  const { organisationId } = context.actor;
  const added = { sha256, size: known?.size ?? size, mediaType: known?.mediaType ?? mediaType };
  const result = await service.contracts(id, { type: 'AddAttachment', organisationId, ...added, now: service.clock() }, context);
  await files.discard(id, ownUpload(upload, context.actor));
  return { ...result, ...added };
};
