import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { defineCollection } from '@lastmile/documents';
import type { Document, Documents } from '@lastmile/documents';
import type { Role } from '@lastmile/protocol';
import type { Caller } from './caller.js';

/** The id is the SHA-256 of the key; the key itself is nowhere. */
export interface ApiKey extends Document {
  keyId: string;
  organisationId: string;
  role: Role;
  label: string;
  createdAt: string;
}

export const apiKeysCollection = defineCollection<ApiKey>({
  name: 'api-keys',
  version: 1,
  indexes: [
    { name: 'by-organisation', fields: ['organisationId', 'createdAt'] },
    { name: 'by-key-id', fields: ['keyId'], unique: true },
  ],
});

export const hashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

export const newApiKey = (): string => `lm_${randomBytes(24).toString('base64url')}`;

const isSame = (stored: string, hash: string): boolean => timingSafeEqual(Buffer.from(stored, 'hex'), Buffer.from(hash, 'hex'));

export const actorOf = ({ organisationId, role, keyId }: Pick<ApiKey, 'organisationId' | 'role' | 'keyId'>) => ({
  organisationId,
  role,
  subjectId: keyId,
});

/** Whose key it is; undefined for a wrong or revoked one. */
export const findApiKey = async (documents: Documents, secret: string): Promise<ApiKey | undefined> => {
  const hash = hashOf(secret);
  const found = await documents.collection(apiKeysCollection).get(hash);
  return found && isSame(found.id, hash) ? found : undefined;
};

export const keyCaller = (key: ApiKey): Caller => ({ kind: 'key', actor: actorOf(key) });
