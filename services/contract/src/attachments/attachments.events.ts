import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

/** Neither content nor name: what a file is called may be confidential, or a person's. */
export const attachmentAdded = z.object({
  sha256: sha256Schema,
  size: z.number().int().min(1),
  mediaType: z.string(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});

/** Stored names and shapes. */
export const attachmentsDefinitions = {
  'AttachmentAdded.v1': { event: 'AttachmentAdded', schema: attachmentAdded },
} as const;
