import { attachmentsAtMost, reject } from '@lastmile/protocol';
import { assertParty } from '../contract/contract-rules.decider.js';
import type { Part } from '../contract/contract.types.js';
import type { Attachments, AttachmentsCommand, AttachmentsEvent } from './attachments.types.js';

/** Every hash has to be one of the contract's attachments, with the size that it has. */
export const assertKnownAttachments = (
  known: Attachments,
  named: readonly { readonly sha256: string; readonly size: number; readonly mediaType: string }[],
): void => {
  for (const { sha256, size, mediaType } of named)
    if (!known.items.some((item) => item.sha256 === sha256 && item.size === size && item.mediaType === mediaType))
      throw reject('ATTACHMENT_NOT_FOUND', { sha256 });
};

const decide: Part<Attachments, AttachmentsCommand, AttachmentsEvent>['decide'] = (
  command,
  { attachments: { items }, ...contract },
) => {
  const { organisationId, sha256, size, mediaType, now } = command;
  assertParty({ attachments: { items }, ...contract }, organisationId);
  if (items.some((item) => item.sha256 === sha256)) return [];
  if (items.length >= attachmentsAtMost) throw reject('TOO_MANY_ATTACHMENTS', { atMost: attachmentsAtMost });
  return [{ type: 'AttachmentAdded', sha256, size, mediaType, addedBy: organisationId, addedAt: now }];
};

/** Files that belong to a contract, by the hash of their bytes. */
export const attachments: Part<Attachments, AttachmentsCommand, AttachmentsEvent> = {
  initial: { items: [] },
  commands: { AddAttachment: true },
  events: { AttachmentAdded: true },
  decide,
  evolve: ({ items }, { type: _, ...added }) => ({ items: [...items, added] }),
};
