import type { Documents } from '@lastmile/documents';
import type { Clock } from '../tokens.js';
import { apiKeysCollection } from './api-keys.js';
import type { KnownCaller } from './caller.js';
import { sessionsCollection } from './sessions.js';

/** Whether what let the caller in would let it in now: for connections that outlive their request. */
export const stillValid =
  (documents: Documents, clock: Clock) =>
  async (caller: KnownCaller): Promise<boolean> => {
    if (caller.kind === 'key') {
      return (await documents.collection(apiKeysCollection).count({ keyId: caller.actor.subjectId })) > 0;
    }
    const session = await documents.collection(sessionsCollection).get(caller.sessionId);
    return session !== undefined && session.expiresAt > clock().toISOString();
  };
