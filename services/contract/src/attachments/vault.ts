import { join } from 'node:path';
import { masterKeysFrom, openSubjectVault } from '@lastmile/eventsourcing/runtime';
import type { SubjectVault } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import { contentStoreIn } from './content-store.js';
import type { ContentStore } from './content-store.js';

/** What is kept encrypted: contents of attachments, and keys of persons. */
export interface Vault {
  files: ContentStore;
  subjects: SubjectVault;
}

/** Undefined without keys or folder; throws when the keys are no keys. */
export const openVault = (folder: string, keys: string): Vault | undefined => {
  if (folder === '' || keys === '') return undefined;
  const masters = masterKeysFrom(keys);
  return { files: contentStoreIn(folder, masters), subjects: openSubjectVault(join(folder, 'subjects'), masters) };
};

export const demandVault = ({ vault }: { vault?: Vault }): Vault => {
  if (!vault) throw reject('VAULT_UNAVAILABLE');
  return vault;
};
