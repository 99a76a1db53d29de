import type { Documents } from '@lastmile/documents';
import type { InputOf, OutputOf, matchingMessages } from '@lastmile/protocol';
import type { Engine } from '../engine/engine.js';
import { plainSubject } from '../engine/subject.js';
import { isValidAt } from '../indexing/indexed-entry.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { matchDetailsCollection } from './match-details.projection.js';

/** Ranks published listings or demands for a text that is kept nowhere. Who is behind an anonymous demand is left empty. */
export const preview = (
  { engine, now }: { engine: Engine<IndexedEntry>; now: string },
  { kind, title, text, limit }: InputOf<typeof matchingMessages.preview>,
): OutputOf<typeof matchingMessages.preview> => {
  const subject = plainSubject(title, text);
  const items = engine
    .rank(subject, { kind, limit, accepts: (entry) => isValidAt(entry, now) })
    .map(({ entry, score, level }) => ({
      id: entry.id,
      title: entry.title,
      organisationId: entry.isAnonymous ? '' : entry.organisationId,
      score,
      level,
      explanation: kind === 'LISTING' ? engine.explain(entry, subject) : engine.explain(subject, entry),
    }));
  return { items, indexed: engine.size(kind) };
};

/** How much is indexed, and how many matches the read model knows. */
export const indexStatus = async (
  engine: Engine<IndexedEntry>,
  documents: Documents,
): Promise<OutputOf<typeof matchingMessages.indexStatus>> => ({
  listings: engine.size('LISTING'),
  demands: engine.size('DEMAND'),
  matches: await documents.collection(matchDetailsCollection).count(),
});
