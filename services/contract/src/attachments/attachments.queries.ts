import { reject } from '@lastmile/protocol';
import type { Actor, attachmentMessages, InputOf, OutputOf } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import { mayRead } from '../projections/contract.queries.js';
import type { Service } from '../service.js';
import { assertKnownAttachments } from './attachments.decider.js';
import type { MadeFile } from '../evidence/file-keeper.js';
import { demandVault } from './vault.js';

type Messages = typeof attachmentMessages;

/** The contract as its stream tells it, for those who may read it; a stranger gets the answer of one that is not there. */
export const readable = async (service: Service, id: string, actor: Actor): Promise<{ contract: Started; revision: number }> => {
  const { state, revision } = await service.contracts.load(id);
  if (state.status === 'NONE' || !mayRead(actor, state.deal.parties)) throw reject('NOT_FOUND');
  return { contract: state, revision };
};

export const listAttachments = async (
  service: Service,
  { id }: InputOf<Messages['listAttachments']>,
  actor: Actor,
): Promise<OutputOf<Messages['listAttachments']>> => {
  const { contract, revision } = await readable(service, id, actor);
  const { files } = demandVault(service);
  const named = contract.attachments.items.map(async (item) => ({ ...item, name: (await files.nameOf(id, item.sha256)) ?? '' }));
  return { id, revision, items: await Promise.all(named) };
};

export const readAttachment = async (service: Service, id: string, sha256: string): Promise<MadeFile> => {
  const { state, revision } = await service.contracts.load(id);
  const isKnown = state.status !== 'NONE' && state.attachments.items.some((item) => item.sha256 === sha256);
  if (!isKnown) throw reject('ATTACHMENT_NOT_FOUND', { sha256 });
  const file = await demandVault(service).files.read(id, sha256);
  if (!file) throw reject('ATTACHMENT_UNREADABLE', { sha256 });
  return { bytes: file.bytes, revision };
};

/** Terms name attachments that the contract has, or they are refused with ATTACHMENT_NOT_FOUND. */
export const demandKnownAttachments = async (
  service: Pick<Service, 'contracts'>,
  id: string,
  named: Parameters<typeof assertKnownAttachments>[1],
): Promise<void> => {
  if (named.length === 0) return;
  const { state } = await service.contracts.load(id);
  if (state.status === 'NONE') throw reject('NOT_FOUND');
  assertKnownAttachments(state.attachments, named);
};
