import { createHash, createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createDurably, destroyFile, readIfThere } from './durable-file.js';
import { openBox, sealBox } from './master-keys.js';
import type { MasterKeys, WrappedKey } from './master-keys.js';

export interface SubjectRecord {
  state: 'NONE' | 'HELD' | 'ERASED';
  /** The organisation that first sealed something of this person. */
  organisationId?: string;
}

export interface SealInput {
  subjectId: string;
  /** What the value belongs to, such as `contract-<id>`: it opens there only. */
  scope: string;
  plaintext: string;
  organisationId: string;
}

/** Personal values, sealed by a key of the person that they are about. */
export interface SubjectVault {
  /** An opaque text; the same input gives the same text. Throws `SubjectErasedError` when the person's key was destroyed. */
  seal(input: SealInput): Promise<string>;
  /** The value; undefined when the person was erased. Throws when it is not as it was sealed, or belongs elsewhere. */
  unseal(sealed: string, scope: string): Promise<string | undefined>;
  /** Destroys the person's key: nothing that was sealed with it opens again, and nothing new is sealed. A repeat changes nothing. */
  erase(subjectId: string): Promise<void>;
  find(subjectId: string): Promise<SubjectRecord>;
}

export class SubjectErasedError extends Error {
  override readonly name = 'SubjectErasedError';
}

interface KeyFile extends WrappedKey {
  keyId: string;
  organisationId: string;
}

const prefix = 'sealed1';
const pattern = /^sealed1\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** Whether a text is one that `seal` wrote. */
export const isSealed = (text: string): boolean => pattern.test(text);

/** Whose value a sealed text holds; undefined when it is no sealed text. */
export const subjectOf = (sealed: string): string | undefined => {
  const encoded = pattern.exec(sealed)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64url').toString();
};

const nameOf = (subjectId: string): string => createHash('sha256').update(subjectId).digest('hex');
const aadOf = (subjectId: string, scope: string, keyId: string): string => JSON.stringify([prefix, subjectId, scope, keyId]);

const keysIn = (folder: string, masters: MasterKeys) => {
  const keyPath = (subjectId: string): string => join(folder, `${nameOf(subjectId)}.key`);
  const markPath = (subjectId: string): string => join(folder, `${nameOf(subjectId)}.erased`);
  const isErased = async (subjectId: string): Promise<boolean> => (await readIfThere(markPath(subjectId))) !== undefined;

  const keyOf = async (subjectId: string): Promise<(KeyFile & { key: Buffer }) | undefined> => {
    const bytes = await readIfThere(keyPath(subjectId));
    if (!bytes || (await isErased(subjectId))) return undefined;
    const file = JSON.parse(bytes.toString()) as KeyFile;
    return { ...file, key: masters.unwrap(file, `subject-key/${subjectId}/${file.keyId}`) };
  };

  const make = async (subjectId: string, organisationId: string): Promise<void> => {
    const keyId = randomBytes(8).toString('hex');
    const wrapped = masters.wrap(randomBytes(32), `subject-key/${subjectId}/${keyId}`);
    const file: KeyFile = { keyId, organisationId, ...wrapped };
    await createDurably(keyPath(subjectId), Buffer.from(JSON.stringify(file)));
    // whoever erased in between has seen no key yet
    if (await isErased(subjectId)) await destroyFile(keyPath(subjectId));
  };

  const keyFor = async ({ subjectId, organisationId }: SealInput) => {
    const erased = new SubjectErasedError('the person was erased');
    if (await isErased(subjectId)) throw erased;
    const there = await keyOf(subjectId);
    if (there) return there;
    await make(subjectId, organisationId);
    const made = await keyOf(subjectId);
    if (!made) throw erased;
    return made;
  };

  return { keyPath, markPath, isErased, keyOf, keyFor };
};

/** Keys in files of their own in a folder, wrapped by the master keys. Processes may share the folder. */
export const openSubjectVault = (folder: string, masters: MasterKeys): SubjectVault => {
  const { keyPath, markPath, isErased, keyOf, keyFor } = keysIn(folder, masters);
  return {
    seal: async (input) => {
      const { subjectId, scope, plaintext } = input;
      const { key, keyId } = await keyFor(input);
      const aad = aadOf(subjectId, scope, keyId);
      // from key, place and value: a repeated command is the same command
      const nonce = createHmac('sha256', key)
        .update(JSON.stringify([aad, plaintext]))
        .digest()
        .subarray(0, 12);
      const box = sealBox(Buffer.from(plaintext), { key, aad, nonce });
      return [prefix, Buffer.from(subjectId).toString('base64url'), keyId, box.toString('base64url')].join('.');
    },
    unseal: async (sealed, scope) => {
      const [, , keyId = '', box = ''] = pattern.exec(sealed) ?? [];
      const subjectId = subjectOf(sealed);
      if (subjectId === undefined) throw new Error('not a sealed text');
      const held = await keyOf(subjectId);
      if (!held) {
        if (await isErased(subjectId)) return undefined;
        throw new Error('the key of a sealed text is missing');
      }
      return openBox(Buffer.from(box, 'base64url'), { key: held.key, aad: aadOf(subjectId, scope, keyId) }).toString();
    },
    erase: async (subjectId) => {
      await createDurably(markPath(subjectId), Buffer.from('erased\n'));
      await destroyFile(keyPath(subjectId));
    },
    find: async (subjectId) => {
      if (await isErased(subjectId)) return { state: 'ERASED' };
      const bytes = await readIfThere(keyPath(subjectId));
      if (!bytes) return { state: 'NONE' };
      return { state: 'HELD', organisationId: (JSON.parse(bytes.toString()) as KeyFile).organisationId };
    },
  };
};
