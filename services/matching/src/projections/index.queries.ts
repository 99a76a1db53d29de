import type { Documents } from '@lastmile/documents';
import type { InputOf, OutputOf, matchingMessages } from '@lastmile/protocol';
import { renderExplanation } from '../engine/pair/render.js';
import type { EngineDoor } from '../worker/engine-door.js';
import { matchDetailsCollection } from './match-details.projection.js';

/** Ranks published listings or demands for a text that is kept nowhere. Who is behind an anonymous demand is left empty. */
export const preview = async (
  { engine, now }: { engine: EngineDoor; now: string },
  input: InputOf<typeof matchingMessages.preview>,
): Promise<OutputOf<typeof matchingMessages.preview>> => {
  const [found, indexed] = await Promise.all([engine.preview({ ...input, now }), engine.size(input.kind)]);
  const items = found.map(({ isAnonymous, organisationId, ...one }) => ({
    ...one,
    organisationId: isAnonymous ? '' : organisationId,
    rendered: renderExplanation(one.explanation, one.score, one.level),
  }));
  return { items, indexed };
};

/** How much is indexed, and how many matches the read model knows. */
export const indexStatus = async (
  engine: EngineDoor,
  documents: Documents,
): Promise<OutputOf<typeof matchingMessages.indexStatus>> => {
  const [listings, demands, matches] = await Promise.all([
    engine.size('LISTING'),
    engine.size('DEMAND'),
    documents.collection(matchDetailsCollection).count(),
  ]);
  return { listings, demands, matches };
};
