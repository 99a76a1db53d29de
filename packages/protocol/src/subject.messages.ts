import { z } from 'zod';
import { defineRequest } from './message.js';
import { idSchema } from './values.js';

export const erasureReasons = ['REQUEST', 'RETENTION_ENDED', 'ORDER', 'MISTAKE'] as const;

export const subjectMessages = {
  /** Seals what a person is called, for this contract; `subjectId` when the person was named in it before. */
  seal: defineRequest(
    'contract.request.seal-person.v1',
    z.object({ id: idSchema, subjectId: idSchema, name: z.string().trim().min(1).max(200) }),
    z.object({ subjectId: z.string(), sealed: z.string() }),
  ),
  /** What was sealed, for those who read the contract; without a name once the person was erased. */
  unseal: defineRequest(
    'contract.request.unseal-person.v1',
    z.object({ id: idSchema, sealed: z.string().max(4_000) }),
    z.object({ subjectId: z.string(), name: z.string().optional(), isErased: z.boolean() }),
  ),
  /** Destroys the person's key, in every contract at once, and records that it was done. */
  erase: defineRequest(
    'contract.request.erase-subject.v1',
    z.object({ id: idSchema, reason: z.enum(erasureReasons) }),
    z.object({ id: z.string(), revision: z.number().int() }),
  ),
  get: defineRequest(
    'contract.request.subject.v1',
    z.object({ id: idSchema }),
    z.object({
      id: z.string(),
      state: z.enum(['HELD', 'ERASED']),
      erased: z.object({ by: z.string(), reason: z.enum(erasureReasons), at: z.string() }).optional(),
    }),
  ),
};
