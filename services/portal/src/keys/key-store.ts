import type { KeyBackup } from '@lastmile/receipt';

/** A sealed key as this browser keeps it, for one organisation. */
export interface KeptKey {
  keyId: string;
  organisationId: string;
  createdAt: string;
  backup: KeyBackup;
}

const database = 'lastmile-keys';
const store = 'keys';

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(`IndexedDB refused ${database}`));
  });

const open = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'keyId' });
  return settled(request);
};

const within = async <Value>(mode: IDBTransactionMode, run: (keys: IDBObjectStore) => IDBRequest<Value>): Promise<Value> => {
  const opened = await open();
  try {
    return await settled(run(opened.transaction(store, mode).objectStore(store)));
  } finally {
    opened.close();
  }
};

/** The sealed keys that this browser keeps for an organisation. Rejects where the browser keeps nothing. */
export const keptKeys = async (organisationId: string): Promise<KeptKey[]> => {
  const all = await within('readonly', (keys) => keys.getAll() as IDBRequest<KeptKey[]>);
  return all.filter((key) => key.organisationId === organisationId);
};
export const keepKey = (key: KeptKey): Promise<unknown> => within('readwrite', (keys) => keys.put(key));
export const dropKey = (keyId: string): Promise<unknown> => within('readwrite', (keys) => keys.delete(keyId));
