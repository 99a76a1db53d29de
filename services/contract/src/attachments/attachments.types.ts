import type { z } from 'zod';
import type { attachmentAdded } from './attachments.events.js';

type Added = z.infer<typeof attachmentAdded>;

/** By hash, in the order in which they came. */
export interface Attachments {
  items: Added[];
}
export type AttachmentsCommand = {
  type: 'AddAttachment';
  organisationId: string;
  sha256: string;
  size: number;
  mediaType: string;
  now: string;
};
export type AttachmentsEvent = { type: 'AttachmentAdded' } & Added;
