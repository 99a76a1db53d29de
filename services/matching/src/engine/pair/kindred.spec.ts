import { readFileSync } from 'node:fs';
import { createEngine } from '../engine.js';
import { createTrainedModel } from '../model/trained-model.js';
import { plainSubject } from '../subject.js';
import type { Subject } from '../subject.js';

const trained = createEngine(createTrainedModel(readFileSync(new URL('../../../model/text-model.bin', import.meta.url))));

const cells = plainSubject('动力锂电池安全性提升', '电芯热失控，需要隔膜与正极材料改进');
const electrolyte = plainSubject('高电压电解液添加剂', '含氟碳酸酯溶剂，抑制产气，提升循环寿命');
const additives = plainSubject('Electrolyte additives for lithium-ion cells', 'Fluorinated carbonate solvents suppress gassing');
const heatPump = plainSubject('利用余热的高温热泵机组', '回收印染废水的余热制取蒸汽，节省天然气');
const dyeing = plainSubject('针织厂染缸排水的热量白白流走', '想装换热器或别的设备，少烧燃气');
const pavement = plainSubject('沥青路面裂缝的无人机巡检', '图像识别，自动生成养护计划');

const pairsOf = (engine: Pick<typeof trained, 'explain'>, listing: Subject, demand: Subject): [string, string][] => {
  const { components } = engine.explain(listing, demand);
  const evidence = components.find(({ name }) => name === 'related')?.evidence ?? [];
  const { words = '', counterparts = '' } = evidence.find(({ code }) => code === 'MEANING_PAIRS')?.values ?? {};
  const others = String(counterparts).split(',');
  return String(words)
    .split(',')
    .filter(Boolean)
    .map((word, at) => [word, others[at] ?? '']);
};

describe('words of related meaning', () => {
  it('are named where two texts are related without the same words', () => {
    expect(pairsOf(trained, electrolyte, cells)).toContainEqual(['电解液', '正极']);
    expect(pairsOf(trained, heatPump, dyeing).map(([word]) => word)).toContain('余热');
  });
  it('are named across languages', () => {
    expect(pairsOf(trained, additives, cells)).toContainEqual(['lithium', '锂电池']);
  });
  it('stand each in its own text alone, three pairs at most, whatever was explained before', () => {
    for (const [listing, demand] of [
      [electrolyte, cells],
      [additives, cells],
      [heatPump, dyeing],
    ] as const) {
      const pairs = pairsOf(trained, listing, demand);
      expect(pairs.length).toBeGreaterThan(0);
      expect(pairs.length).toBeLessThanOrEqual(3);
      for (const [word, counterpart] of pairs) {
        expect(`${listing.title}\n${listing.body}`).toContain(word);
        expect(`${demand.title}\n${demand.body}`).not.toContain(word);
        expect(`${demand.title}\n${demand.body}`).toContain(counterpart);
        expect(`${listing.title}\n${listing.body}`).not.toContain(counterpart);
      }
      expect(pairsOf(trained, listing, demand)).toEqual(pairs);
    }
  });
  it('are not named for texts that are about different things, nor by a model that has no meanings', () => {
    expect(pairsOf(trained, pavement, cells)).toEqual([]);
    expect(pairsOf(createEngine(), electrolyte, cells)).toEqual([]);
  });
});
