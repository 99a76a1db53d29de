import type { Documents } from '@lastmile/documents';
import { resetDurable } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import type { EngineDoor } from '../worker/engine-door.js';
import { fromDocument, indexedCollection } from './indexed-entry.js';
import type { IndexedDocument } from './indexed-entry.js';

/** Small pages: reading one must not hold up the process for long. */
const PAGE = 200;
const MARK = 'matching-index';

type Index = Pick<EngineDoor, 'put' | 'remove'>;

/** The newest change that the documents hold; -1 when they hold none. */
export const lastSequence = async (documents: Documents): Promise<number> => {
  const newest = await documents
    .collection(indexedCollection)
    .find({ sort: [{ path: 'sequence', direction: 'desc' }], limit: 1 });
  return newest.items[0]?.sequence ?? -1;
};

/** The index does what it is told in the order in which it is told; nothing waits for an answer but the next page. */
const tell = (index: Index, documents: readonly IndexedDocument[]): Promise<unknown> =>
  Promise.all(
    documents.map((document) => {
      const entry = fromDocument(document);
      return entry ? index.put(entry) : index.remove(document.kind, document.recordId);
    }),
  );

/** Tells the index every change after `since`; -1 for all. Answers how many there were. A page is read while the one before is taken in. */
export const loadIndex = async (documents: Documents, index: Index, since = -1): Promise<number> => {
  let changes = 0;
  const pages = documents
    .collection(indexedCollection)
    .pages({ where: { sequence: { above: since } }, sort: [{ path: 'sequence', direction: 'asc' }], limit: PAGE });
  let told: Promise<unknown> = Promise.resolve();
  for await (const page of pages) {
    await told;
    told = tell(index, page);
    // awaited a page later: until then a failure is nobody's
    told.catch(() => undefined);
    changes += page.length;
  }
  await told;
  return changes;
};

/**
 * The broker remembers what was consumed, the documents remember what was indexed. When the documents are gone the durable begins again at
 * the first fact; what was proposed already is not proposed twice.
 */
export const rereadWhenForgotten = async (
  documents: Documents,
  bus: Bus,
  { service, durable, last }: { service: string; durable: string; last: number },
): Promise<boolean> => {
  const isRemembered = last >= 0 && (await documents.checkpoint(MARK)) !== undefined;
  if (isRemembered) return false;
  const isKnown = await resetDurable(bus, service, durable);
  await documents.apply([], { name: MARK, position: 0 });
  return isKnown;
};
