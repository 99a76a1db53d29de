import type { Documents } from '@lastmile/documents';
import { eventStreamOf } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import type { Engine } from '../engine/engine.js';
import type { IndexedEntry } from './indexed-entry.js';
import { fromDocument, indexedCollection } from './indexed-entry.js';

const PAGE = 1_000;
const MARK = 'matching-index';

/** Fills the engine from the documents; answers how many entries there were. */
export const loadIndex = async (documents: Documents, engine: Engine<IndexedEntry>): Promise<number> => {
  let loaded = 0;
  let cursor: string | undefined;
  do {
    const page = await documents
      .collection(indexedCollection)
      .find({ sort: [{ path: 'id', direction: 'asc' }], limit: PAGE, cursor });
    for (const document of page.items) engine.put(fromDocument(document));
    loaded += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return loaded;
};

/**
 * The broker remembers what was consumed, the documents remember what was indexed. When the documents are gone the consumer is removed, so
 * that it begins again at the first fact; what was proposed already is not proposed twice.
 */
export const rereadWhenForgotten = async (
  documents: Documents,
  { manager }: Bus,
  { consumer, loaded }: { consumer: string; loaded: number },
): Promise<boolean> => {
  const isRemembered = loaded > 0 && (await documents.checkpoint(MARK)) !== undefined;
  if (isRemembered) return false;
  const { name } = eventStreamOf('catalog');
  const isThere = await manager.consumers.info(name, consumer).then(
    () => true,
    () => false,
  );
  if (isThere) await manager.consumers.delete(name, consumer);
  await documents.apply([], { name: MARK, position: 0 });
  return isThere;
};
