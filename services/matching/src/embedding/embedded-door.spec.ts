import { createEngine } from '../engine/engine.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { localEngine } from '../worker/local-engine.js';
import { entryOf, noon } from '../../test/in-memory.js';
import { embeddedDoor } from './embedded-door.js';
import type { Embeddings } from './embeddings.js';
import { explainedByMeaning } from './meaning.js';

const title = '风电轴承感应淬火';
const demand = entryOf('DEMAND', 'd', { title });
const listing = (id: string, body: string): IndexedEntry =>
  entryOf('LISTING', id, { title, body, organisationId: `owner-${id}` });
const isNear = (text: string): boolean => text.includes('近') || !text.includes('远');

const setUp = async () => {
  const asked: string[] = [];
  let works = true;
  const embeddings: Embeddings = {
    model: 'compass',
    vectorsOf: async (texts) => {
      asked.push(...texts);
      return works ? texts.map((text) => Float32Array.of(1, isNear(text) ? 0.1 : 3)) : undefined;
    },
    check: { name: 'embeddings', check: async () => ({ status: 'up' }) },
    close: () => undefined,
  };
  const plain = localEngine(createEngine<IndexedEntry>());
  for (const one of [listing('a', '远'), listing('b', '近'), demand]) await plain.put(one);
  return { plain, door: embeddedDoor(plain, embeddings), asked, fail: () => (works = false) };
};
const options = { now: noon, limit: 5, minLevel: 3 };

describe('an engine with embeddings beside it', () => {
  it('orders by what they say too, and says what they gave', async () => {
    const { plain, door, asked } = await setUp();
    const before = await plain.consider(demand, options);
    const after = await door.consider(demand, options);
    expect(before.candidates.map((pair) => pair.listing.id)).toEqual(['a', 'b']);
    expect(after.candidates.map((pair) => pair.listing.id)).toEqual(['b', 'a']);
    expect(after.candidates.map(({ meaning }) => meaning)).toEqual([
      { model: 'compass', likeness: 1, weight: 0.3 },
      { model: 'compass', likeness: 0.4091, weight: 0.3 },
    ]);
    const [, [near]] = [before, after.candidates];
    expect(near?.score).toBeCloseTo(0.7 * (before.candidates[1]?.score ?? 0) + 0.3, 3);
    expect(asked.sort()).toEqual(
      [demand, listing('a', '远'), listing('b', '近')].map((one) => `${title}\n${one.body}`.trim()).sort(),
    );
  });

  it('explains what it gave, in parts that add up', async () => {
    const { door } = await setUp();
    const ids = { listingId: 'b', demandId: 'd' };
    const [rated] = await door.ratePairs([ids], noon);
    const [explanation] = await door.explain([ids], noon);
    const pair = await door.explainPair(ids, noon);
    if (!explanation) throw new Error('no explanation');
    expect(explanation.components.map(({ name }) => name)).not.toContain('embedding');
    const explained = explainedByMeaning(explanation, rated?.meaning);
    expect(pair).toEqual({ ...rated, explanation: explained });
    expect(explained.modelVersion).toBe(`${explanation.modelVersion}+compass`);
    expect(explained.components.at(-1)).toEqual({
      name: 'embedding',
      score: 1,
      weight: 0.3,
      evidence: [{ code: 'EMBEDDING_LIKENESS', values: { model: 'compass', likeness: 1 } }],
    });
    expect(explained.components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5);
    expect(explained.components.reduce((sum, { score, weight }) => sum + score * weight, 0)).toBeCloseTo(rated?.score ?? 0, 3);
  });

  it('is as without when they do not answer', async () => {
    const { plain, door, fail } = await setUp();
    fail();
    expect(await door.consider(demand, options)).toEqual(await plain.consider(demand, options));
    const ids = { listingId: 'b', demandId: 'd' };
    expect(await door.explainPair(ids, noon)).toEqual(await plain.explainPair(ids, noon));
    expect(await door.explainPair({ listingId: 'b', demandId: 'gone' }, noon)).toBeUndefined();
  });

  it('asks nothing about a classified record, a blocked pair or a draft', async () => {
    const { door, asked } = await setUp();
    await door.consider({ ...demand, classified: true }, options);
    await door.consider({ ...demand, excluded: ['owner-a', 'owner-b'] }, options);
    await door.preview({ kind: 'LISTING', title, text: '', limit: 3, now: noon });
    expect(asked).toEqual([]);
  });
});
