import { z } from 'zod';
import { fileChunkSchema } from './evidence.messages.js';
import { defineRequest } from './message.js';
import { termsSchema } from './contract.messages.js';
import { byIdSchema, commandResultSchema, idSchema, instantSchema, sha256Schema } from './values.js';

/** The most that one attachment may hold, in bytes. */
export const attachmentMaxBytes = 20 * 1024 * 1024;
export const attachmentsAtMost = 50;

/** Types that may be attached, by the ending of their names. */
export const attachmentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  ofd: 'application/ofd',
  zip: 'application/zip',
} as const;

/** A file's name: no folder, nothing that cannot be printed. */
export const attachmentNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^/\\\p{Cc}]+$/u, 'a name without folder');

export const attachmentViewSchema = z.object({
  sha256: sha256Schema,
  size: z.number().int().min(1),
  mediaType: z.string(),
  /** Kept beside the content, sealed; never in events. */
  name: z.string(),
  addedBy: z.string(),
  addedAt: instantSchema,
});
export type AttachmentView = z.infer<typeof attachmentViewSchema>;

const uploadSchema = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.number().int().min(1);
const change = z.object({
  field: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  kind: z.enum(['ADDED', 'REMOVED', 'CHANGED']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  /** Of texts: what stayed, went and came, in order. */
  parts: z.array(z.object({ kind: z.enum(['SAME', 'REMOVED', 'ADDED']), text: z.string() })).optional(),
});
export const termsDiffSchema = z.object({ id: z.string(), from: version, to: version, changes: z.array(change) });
export type TermsChange = z.infer<typeof change>;

export const attachmentMessages = {
  /** One stretch of a file on its way in. Stretches come in order; a repeat replaces the same stretch. */
  uploadChunk: defineRequest(
    'contract.request.attachment-chunk.v1',
    z.object({
      id: idSchema,
      upload: uploadSchema,
      index: z.number().int().min(0).max(79),
      /** Base64 of 256 KiB, the last one of less. */
      bytes: z.string().min(1).max(350_000),
    }),
    z.object({ index: z.number().int() }),
  ),
  /** The upload is whole: verified, kept, then recorded. Adding the same content again changes nothing. */
  addAttachment: defineRequest(
    'contract.request.add-attachment.v1',
    z.object({
      id: idSchema,
      upload: uploadSchema,
      chunks: z.number().int().min(1).max(80),
      sha256: sha256Schema,
      size: z.number().int().min(1).max(attachmentMaxBytes),
      name: attachmentNameSchema,
      mediaType: z.string().max(100),
    }),
    commandResultSchema.extend({ sha256: sha256Schema, size: z.number().int(), mediaType: z.string() }),
  ),
  discardUpload: defineRequest(
    'contract.request.discard-upload.v1',
    z.object({ id: idSchema, upload: uploadSchema }),
    z.object({}),
  ),
  listAttachments: defineRequest(
    'contract.request.attachments.v1',
    byIdSchema,
    z.object({ id: z.string(), revision: z.number().int(), items: z.array(attachmentViewSchema) }),
  ),
  getAttachment: defineRequest(
    'contract.request.attachment.v1',
    z.object({ id: idSchema, of: sha256Schema, offset: z.number().int().min(0).default(0), sha256: sha256Schema.optional() }),
    fileChunkSchema,
  ),
  termsVersion: defineRequest(
    'contract.request.terms-version.v1',
    z.object({ id: idSchema, version }),
    z.object({
      id: z.string(),
      version,
      hash: sha256Schema,
      proposedBy: z.string(),
      proposedAt: instantSchema,
      content: termsSchema,
    }),
  ),
  termsDiff: defineRequest(
    'contract.request.terms-diff.v1',
    z.object({ id: idSchema, from: version, to: version }),
    termsDiffSchema,
  ),
};
