import type { Documents } from '@lastmile/documents';
import type { Logger } from '@lastmile/telemetry';
import type { OutputOf, matchingMessages } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import type { Service } from '../service.js';
import { fromDocument, indexedCollection } from './indexed-entry.js';
import type { IndexedDocument } from './indexed-entry.js';

type Drift = OutputOf<typeof matchingMessages.indexDrift>;
type Checked = Pick<Service, 'documents' | 'engine' | 'clock'>;

const PAGE = 500;
/** More ids than these are not told; the counts say how it stands. */
const MOST_TOLD = 1_000;

/** Revision of every record of a kind, by id. */
type Revisions = Map<string, number>;

const indexedRevisions = async ({ engine }: Checked, kind: Kind): Promise<Revisions> => {
  const revisions: Revisions = new Map();
  for (let from: number | undefined = 0; from !== undefined;) {
    const page: Awaited<ReturnType<typeof engine.listed>> = await engine.listed(kind, from, PAGE);
    for (const { id, revision } of page.items) revisions.set(id, revision);
    from = page.next;
  }
  return revisions;
};

const storedRevisions = async (documents: Documents): Promise<Record<Kind, Revisions>> => {
  const found: Record<Kind, Revisions> = { LISTING: new Map(), DEMAND: new Map() };
  for await (const page of documents.collection(indexedCollection).pages({ where: { isGone: false }, limit: PAGE }))
    for (const { kind, recordId, revision } of page) found[kind].set(recordId, revision);
  return found;
};

export interface Differences {
  /** Published, but not in the index. */
  missing: string[];
  /** In the index, but not published. */
  surplus: string[];
  /** In the index with an older text. */
  outdated: string[];
}

/** Ids in their order. */
export const differencesOf = (stored: Revisions, indexed: Revisions): Differences => {
  const missing = [...stored.keys()].filter((id) => !indexed.has(id));
  const surplus = [...indexed.keys()].filter((id) => !stored.has(id));
  const outdated = [...stored].filter(([id, revision]) => indexed.has(id) && indexed.get(id) !== revision).map(([id]) => id);
  return { missing: missing.sort(), surplus: surplus.sort(), outdated: outdated.sort() };
};

/** What differs may have changed while the two sides were read: it counts when it still differs. */
const stillDiffers = async (
  { documents, engine }: Checked,
  kind: Kind,
  id: string,
): Promise<IndexedDocument | 'surplus' | undefined> => {
  const document = await documents.collection(indexedCollection).get(`${kind}-${id}`);
  const indexed = await engine.get(kind, id);
  if (!document || document.isGone) return indexed ? 'surplus' : undefined;
  return document.revision === indexed?.revision ? undefined : document;
};

const lasting = async (checked: Checked, kind: Kind, found: Differences): Promise<Differences> => {
  const keep = async (ids: readonly string[]): Promise<string[]> => {
    const kept: string[] = [];
    for (const id of ids) if ((await stillDiffers(checked, kind, id)) !== undefined) kept.push(id);
    return kept;
  };
  return { missing: await keep(found.missing), surplus: await keep(found.surplus), outdated: await keep(found.outdated) };
};

/** Compares the index with the documents, record by record. */
export const checkDrift = async (checked: Checked): Promise<Drift> => {
  const stored = await storedRevisions(checked.documents);
  const of = async (kind: Kind): Promise<Differences> =>
    lasting(checked, kind, differencesOf(stored[kind], await indexedRevisions(checked, kind)));
  const [listings, demands] = [await of('LISTING'), await of('DEMAND')];
  const both = (part: keyof Differences): string[] =>
    [...listings[part].map((id) => `LISTING-${id}`), ...demands[part].map((id) => `DEMAND-${id}`)].slice(0, MOST_TOLD);
  return {
    checkedAt: checked.clock(),
    listings: stored.LISTING.size,
    demands: stored.DEMAND.size,
    missing: both('missing'),
    surplus: both('surplus'),
    outdated: both('outdated'),
  };
};

const partsOf = (name: string): [Kind, string] => {
  const at = name.indexOf('-');
  return [name.slice(0, at) as Kind, name.slice(at + 1)];
};

/** Puts right what a check found; answers how much that was. Nothing should ever be: it is told loudly. */
export const healDrift = async (checked: Checked, logger: Logger): Promise<number> => {
  const { missing, surplus, outdated } = await checkDrift(checked);
  const names = [...missing, ...surplus, ...outdated];
  if (names.length > 0) logger.error({ missing, surplus, outdated }, 'the index differed from its documents, and is mended');
  for (const name of names) {
    const [kind, id] = partsOf(name);
    const now = await stillDiffers(checked, kind, id);
    if (now === 'surplus') await checked.engine.remove(kind, id);
    const entry = now === undefined || now === 'surplus' ? undefined : fromDocument(now);
    if (entry) await checked.engine.put(entry);
  }
  return names.length;
};
