import { z } from 'zod';
import { roles } from './access.js';

export const roleSchema = z.enum(roles);

/** Who acts: a user or an API key, for one organisation. `system` acts for the platform itself (processes, timers). */
export const actorSchema = z.object({
  organisationId: z.string().min(1).max(64),
  role: z.union([roleSchema, z.literal('system')]),
  /** Opaque id of the user or key; never a name. */
  subjectId: z.string().min(1).max(64),
});
export type Actor = z.infer<typeof actorSchema>;

export const systemActor = (process: string): Actor => ({ organisationId: 'platform', role: 'system', subjectId: process });
