import type { Service } from '../service.js';
import type { IndexedEntry } from './indexed-entry.js';
import { goneDocument, indexedCollection, indexedId, toDocument } from './indexed-entry.js';

type Keeping = Pick<Service, 'documents' | 'engine' | 'sequences'>;

/** A change has a number while it is under way, so that a snapshot knows up to which change it holds all. */
const numbered = async <T>({ sequences }: Keeping, change: (sequence: number) => Promise<T>): Promise<T> => {
  const sequence = sequences.begin();
  try {
    return await change(sequence);
  } finally {
    sequences.end(sequence);
  }
};

/** Takes an entry into documents and engine; false when a newer fact about the record is known. The same fact again changes nothing. */
export const keepEntry = (keeping: Keeping, entry: IndexedEntry): Promise<boolean> =>
  numbered(keeping, async (sequence) => {
    const collection = keeping.documents.collection(indexedCollection);
    const isNewer = await collection.replace(toDocument(entry, sequence));
    const known = isNewer ? undefined : await collection.get(indexedId(entry.kind, entry.id));
    if (!isNewer && (known?.isGone !== false || known.revision !== entry.revision)) return false;
    await keeping.engine.put(entry);
    return true;
  });

/** Takes a record out of documents and engine; false when a newer text is known, which is offered all the same. */
export const dropEntry = (keeping: Keeping, gone: Pick<IndexedEntry, 'kind' | 'id' | 'revision'>): Promise<boolean> =>
  numbered(keeping, async (sequence) => {
    const collection = keeping.documents.collection(indexedCollection);
    await collection.replace(goneDocument(gone, sequence));
    const known = await keeping.engine.get(gone.kind, gone.id);
    if (known && known.revision < gone.revision) await keeping.engine.remove(gone.kind, gone.id);
    return (await collection.get(indexedId(gone.kind, gone.id)))?.isGone !== false;
  });
