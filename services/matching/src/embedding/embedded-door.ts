import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { EngineDoor, PairIds, RatedPair } from '../worker/engine-door.js';
import { embeddingTextOf } from './embedding-text.js';
import type { Embeddings } from './embeddings.js';
import { explainedByMeaning, meaningOf, ratedByMeaning } from './meaning.js';

/** Texts that may be sent, by kind and id. */
type Texts = Map<string, string>;

const keysOf = ({ listing, demand }: Pick<RatedPair, 'listing' | 'demand'>): [string, string] => [
  `LISTING ${listing.id}`,
  `DEMAND ${demand.id}`,
];

/** Of the records of the pairs, as they are in the index: published, and never classified. */
const textsOf = async (engine: EngineDoor, pairs: readonly RatedPair[], own?: IndexedEntry): Promise<Texts> => {
  const texts: Texts = new Map();
  const read = async (kind: IndexedEntry['kind'], id: string): Promise<void> => {
    const entry = own?.kind === kind && own.id === id ? own : await engine.get(kind, id);
    const text = entry && embeddingTextOf(entry);
    if (text !== undefined) texts.set(`${kind} ${id}`, text);
  };
  const [listings, demands] = [new Set(pairs.map((pair) => pair.listing.id)), new Set(pairs.map((pair) => pair.demand.id))];
  await Promise.all([...[...listings].map((id) => read('LISTING', id)), ...[...demands].map((id) => read('DEMAND', id))]);
  return texts;
};

const inOrder = (a: RatedPair, b: RatedPair): number =>
  b.score - a.score || (a.listing.id + a.demand.id < b.listing.id + b.demand.id ? -1 : 1);

interface Asked {
  engine: EngineDoor;
  embeddings: Embeddings;
}

/** Each pair by what its texts mean too, in the order given; all as they were when the vectors are not to be had. */
const rated = async ({ engine, embeddings }: Asked, pairs: readonly RatedPair[], own?: IndexedEntry): Promise<RatedPair[]> => {
  // what a constraint keeps apart is proposed to nobody
  const free = pairs.filter(({ constraints }) => constraints.length === 0);
  if (free.length === 0) return [...pairs];
  const texts = [...(await textsOf(engine, free, own))];
  const vectors = await embeddings.vectorsOf(texts.map(([, text]) => text));
  if (!vectors) return [...pairs];
  const vectorFor = new Map(texts.map(([key], at) => [key, vectors[at]]));
  return pairs.map((pair) => {
    const [listing, demand] = keysOf(pair).map((key) => vectorFor.get(key));
    if (pair.constraints.length > 0 || !listing || !demand) return pair;
    return ratedByMeaning(pair, meaningOf(embeddings.model, listing, demand));
  });
};

/**
 * The engine with a server for sentence embeddings beside it: what it considers and rates is rated by the likeness of the two texts too.
 * Previews, searches and drafts are not asked about: their texts are not published.
 */
export const embeddedDoor = (engine: EngineDoor, embeddings: Embeddings): EngineDoor => {
  const asked = { engine, embeddings };
  return {
    ...engine,
    consider: async (entry, options) => {
      const found = await engine.consider(entry, options);
      if (entry.classified) return found;
      const candidates = await rated(asked, found.candidates, entry);
      return { ...found, candidates: candidates.filter(({ level }) => level >= options.minLevel).sort(inOrder) };
    },
    ratePairs: async (pairs: readonly PairIds[], now) => rated(asked, await engine.ratePairs(pairs, now)),
    explainPair: async (pair, now) => {
      const found = await engine.explainPair(pair, now);
      if (!found) return undefined;
      const { explanation, ...plain } = found;
      const [one = plain] = await rated(asked, [plain]);
      return { ...one, explanation: explainedByMeaning(explanation, one.meaning) };
    },
  };
};
