import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { vectorOf } from '../text/text-vector.js';
import { createHandModel } from './hand-model.js';
import { pairFeatures } from './pair-features.js';
import type { PairFeatures, TextModel } from './text-model.js';
import { createTrainedModel } from './trained-model.js';

const bytes = readFileSync(new URL('../../../model/text-model.bin', import.meta.url));
const models: Record<string, TextModel> = { hand: createHandModel(), trained: createTrainedModel(bytes) };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const group = fc.tuple(share, share, share);
const anyFeatures: fc.Arbitrary<PairFeatures> = fc.record({
  isAcross: fc.boolean(),
  title: group,
  whole: group,
  listingShare: share,
  demandShare: share,
  denseTitle: share,
  denseWhole: share,
});

const scoreOf = (model: TextModel, listing: string, demand: string): number =>
  model.textFit(pairFeatures(model, vectorOf({ title: listing, body: '' }), vectorOf({ title: demand, body: '' }))).score;

describe.each(Object.keys(models))('the %s model', (name) => {
  const model = models[name] ?? createHandModel();
  it('gives components within 0 and 1 whose parts add up to the score', () =>
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const { score, title, body, related, parts } = model.textFit(features);
        const { textWeights: weights } = model;
        expect(parts.title + parts.body + parts.related).toBeCloseTo(score, 9);
        expect(weights.title * title + weights.body * body + weights.related * related).toBeCloseTo(score, 9);
        for (const value of [score, title, body, related]) expect(value >= 0 && value <= 1).toBe(true);
      }),
    ));
  it('never scores lower for more in common', () =>
    fc.assert(
      fc.property(anyFeatures, share, fc.nat(8), (features, more, at) => {
        const raised = structuredClone(features);
        const raise = (value: number): number => Math.min(1, value + more);
        if (at < 3) raised.title = [...raised.title.with(at, raise(raised.title[at] ?? 0))] as [number, number, number];
        else if (at < 6)
          raised.whole = [...raised.whole.with(at - 3, raise(raised.whole[at - 3] ?? 0))] as [number, number, number];
        else if (at === 6) raised.listingShare = raise(raised.listingShare);
        else if (at === 7) raised.denseTitle = raise(raised.denseTitle);
        else raised.denseWhole = raise(raised.denseWhole);
        expect(model.textFit(raised).score).toBeGreaterThanOrEqual(model.textFit(features).score - 1e-12);
      }),
    ));
  it('reads every component higher for more of it, and none for unlike texts', () =>
    fc.assert(
      fc.property(fc.boolean(), (isAcross) => {
        const none: PairFeatures = {
          isAcross,
          title: [0, 0, 0],
          whole: [0, 0, 0],
          listingShare: 1,
          demandShare: 1,
          denseTitle: 0,
          denseWhole: 0,
        };
        const [unlike, alike, related] = [
          none,
          { ...none, title: [0.3, 0.3, 0.3] as const, whole: [0.2, 0.2, 0.2] as const },
          { ...none, denseTitle: 0.5, denseWhole: 0.5 },
        ].map((features) => model.textFit(features));
        expect([unlike?.title, unlike?.body]).toEqual([0, 0]);
        expect(unlike?.related).toBeCloseTo(model.unrelated(isAcross), 9);
        expect(alike?.title).toBeGreaterThan(0);
        expect(alike?.body).toBeGreaterThan(0);
        if (model.dimensions > 0) expect(related?.related).toBeGreaterThan(model.unrelated(isAcross));
      }),
    ));
  it('finds an offer in the other language', () => {
    const wanted = '回收废旧锂离子电池的设备';
    expect(scoreOf(model, 'Recycling equipment for spent lithium-ion batteries', wanted)).toBeGreaterThan(
      scoreOf(model, 'Sewing machine for leather shoes', wanted) + 0.2,
    );
  });
  it('holds no pair of two languages for strong that shares one rare word alone', () =>
    expect(scoreOf(model, 'PAO lubricants for offshore gearbox bearings', '基于PAO的儿童食品包装')).toBeLessThan(0.5));
  it('puts the same thing above a related one, and that above another', () => {
    const wanted = '氮化硅陶瓷基板的制备';
    const [same, related, other] = ['氮化硅陶瓷基板', '氧化铝陶瓷材料烧结', '果园采摘机器人'].map((title) =>
      scoreOf(model, title, wanted),
    );
    expect(same).toBeGreaterThan(related ?? 1);
    expect(related).toBeGreaterThan(other ?? 1);
  });
});

describe('a model file', () => {
  it('is at most 2 MB and says what it was made from', () => {
    expect(bytes.length).toBeLessThanOrEqual(2_000_000);
    expect(models['trained']?.version).toMatch(/^trained-\d{4}-\d\d-\d\d-[0-9a-f]{8}$/);
  });
  it('is refused when a byte is damaged, missing or of another kind', () => {
    const damaged = Uint8Array.from(bytes);
    damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] ?? 0) ^ 1;
    for (const wrong of [damaged, bytes.subarray(0, bytes.length - 5), new Uint8Array(40), new Uint8Array(3)])
      expect(() => createTrainedModel(wrong)).toThrow(TypeError);
  });
});
