import { randomBytes } from 'node:crypto';
import { defineCollection } from '@lastmile/documents';
import type { Document, Documents } from '@lastmile/documents';
import type { Role } from '@lastmile/protocol';
import { actorOf, hashOf } from './api-keys.js';
import type { ApiKey } from './api-keys.js';
import type { Caller } from './caller.js';

/** The id is the SHA-256 of the cookie's token. */
interface Session extends Document {
  organisationId: string;
  role: Role;
  keyId: string;
  expiresAt: string;
}

export const sessionsCollection = defineCollection<Session>({
  name: 'sessions',
  version: 1,
  indexes: [
    { name: 'by-key-id', fields: ['keyId'] },
    { name: 'by-expiry', fields: ['expiresAt'] },
  ],
});

export interface OpenedSession {
  token: string;
  expiresAt: string;
}

/** Starts a session for the holder of the key. */
export const openSession = async (documents: Documents, key: ApiKey, until: Date): Promise<OpenedSession> => {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = until.toISOString();
  const { organisationId, role, keyId } = key;
  await documents
    .collection(sessionsCollection)
    .replace({ id: hashOf(token), revision: 0, organisationId, role, keyId, expiresAt });
  return { token, expiresAt };
};

/** Undefined when there is no such session or its time is over. */
export const findSession = async (documents: Documents, token: string, now: Date): Promise<Caller | undefined> => {
  const session = await documents.collection(sessionsCollection).get(hashOf(token));
  if (!session || session.expiresAt <= now.toISOString()) return undefined;
  return { kind: 'session', actor: actorOf(session), sessionId: session.id, expiresAt: session.expiresAt };
};

export const endSession = async (documents: Documents, id: string): Promise<void> => {
  await documents.collection(sessionsCollection).delete(id);
};

/** A revoked key takes its sessions with it. */
export const endSessionsOf = async (documents: Documents, keyId: string): Promise<void> => {
  const sessions = documents.collection(sessionsCollection);
  for await (const page of sessions.pages({ where: { keyId }, limit: 200 })) for (const { id } of page) await sessions.delete(id);
};
