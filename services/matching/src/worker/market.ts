import { createEngine } from '../engine/engine.js';
import { engineVersion } from '../engine/pair/explanation.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { EngineDoor } from './engine-door.js';
import { localEngine } from './local-engine.js';
import type { Parts } from './snapshot-file.js';

/** The engine with everything that is kept in step with it. */
export interface Market {
  door: EngineDoor;
  /** Of the parts: a snapshot is read by the same version alone. */
  version: string;
  parts(): Parts;
}

/** `parts` of a snapshot of the same version. */
export const createMarket = (_parts?: ReadonlyMap<string, Uint8Array>): Market => ({
  door: localEngine(createEngine<IndexedEntry>()),
  version: engineVersion,
  parts: () => ({}),
});
