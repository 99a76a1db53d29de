import { deserialize, serialize } from 'node:v8';
import { createEngine, engineOver } from '../engine/engine.js';
import type { Engine } from '../engine/engine.js';
import { readSnapshot } from '../engine/index/snapshot-reader.js';
import { FORMAT, writeSnapshot } from '../engine/index/snapshot-writer.js';
import type { TextModel } from '../engine/model/text-model.js';
import { engineVersion } from '../engine/pair/explanation.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { createAssessor } from '../quality/assessor.js';
import type { Assessor } from '../quality/assessor.js';
import { searcherOver } from '../search/index-view.js';
import type { Searcher } from '../search/searcher.js';
import { codeVersion } from './code-version.js';
import type { EngineDoor } from './engine-door.js';
import { localEngine } from './local-engine.js';
import type { Parts } from './snapshot-file.js';

/** The engine with everything that is kept in step with it. */
export interface Market {
  door: EngineDoor;
  /** A snapshot is read by the same version alone. */
  version: string;
  /** For a snapshot. Standing searches are no part: they are held anew at every start. */
  parts(): Parts;
}

type StoredDuplicates = ReturnType<Assessor['dump']>;
type StoredWords = ReturnType<Searcher['dump']>;

const partOf = (parts: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array => {
  const part = parts.get(name);
  if (!part) throw new Error(`the snapshot has no part ${name}`);
  return part;
};

interface Kept {
  engine: Engine<IndexedEntry>;
  assessor: Assessor;
  searcher: Searcher;
}

const empty = (model: TextModel): Kept => {
  const engine = createEngine<IndexedEntry>(model);
  return { engine, assessor: createAssessor(engine.get), searcher: searcherOver(engine.index) };
};

const from = (model: TextModel, parts: ReadonlyMap<string, Uint8Array>): Kept => {
  const engine = engineOver(readSnapshot<IndexedEntry>(model, [partOf(parts, 'index')]));
  const assessor = createAssessor(engine.get, deserialize(partOf(parts, 'duplicates')) as StoredDuplicates);
  const searcher = searcherOver(engine.index);
  searcher.restore(deserialize(partOf(parts, 'words')) as StoredWords);
  return { engine, assessor, searcher };
};

/** An empty market, or the one that the parts of a snapshot of the same version make. */
export const createMarket = (model: TextModel, parts?: ReadonlyMap<string, Uint8Array>): Market => {
  const { engine, assessor, searcher } = parts ? from(model, parts) : empty(model);
  return {
    door: localEngine(engine, assessor, searcher),
    version: [FORMAT, engineVersion, model.version, codeVersion(), `v8-${process.versions.v8}`].join(' '),
    parts: () => ({
      index: writeSnapshot(engine.index),
      duplicates: [serialize(assessor.dump())],
      words: [serialize(searcher.dump())],
    }),
  };
};
