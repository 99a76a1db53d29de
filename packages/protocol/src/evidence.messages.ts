import { z } from 'zod';
import { defineRequest } from './message.js';
import { commandResultSchema, idSchema, sha256Schema } from './values.js';

/** One stretch of a file that was made for this question. All stretches of a file have its `sha256`. */
export const fileChunkSchema = z.object({
  /** Of the last event that the file tells of. */
  revision: z.number().int().min(0),
  /** Of the whole file. */
  sha256: sha256Schema,
  size: z.number().int().min(1),
  offset: z.number().int().min(0),
  /** Base64. */
  bytes: z.string(),
});
export type FileChunk = z.infer<typeof fileChunkSchema>;

/** Where to go on; `sha256` holds the file to the one that was begun: EVIDENCE_CHANGED when it is another by now. */
const stretch = { offset: z.number().int().min(0).default(0), sha256: sha256Schema.optional() };

export const evidenceMessages = {
  /** Puts the hash of everything up to now into the contract's history, and so into the log. Without news since the last seal: that one. */
  seal: defineRequest(
    'contract.request.seal-evidence.v1',
    z.object({ id: idSchema, expectedRevision: z.number().int().min(0).optional() }),
    commandResultSchema.extend({ packHash: sha256Schema, coveredRevision: z.number().int().min(0) }),
  ),
  /** The evidence pack (ZIP): of the newest seal, or up to a revision; the present one when nothing is sealed. */
  pack: defineRequest(
    'contract.request.evidence.v1',
    z.object({ id: idSchema, upTo: z.number().int().min(0).optional(), withAttachments: z.boolean().default(false), ...stretch }),
    fileChunkSchema,
  ),
  /** The contract for people to read (PDF). `publicUrl` is where its QR code leads, `names` what the parties are called. */
  document: defineRequest(
    'contract.request.document.v1',
    z.object({
      id: idSchema,
      publicUrl: z.url().max(500).optional(),
      names: z.record(idSchema, z.string().max(200)).optional(),
      ...stretch,
    }),
    fileChunkSchema,
  ),
};
