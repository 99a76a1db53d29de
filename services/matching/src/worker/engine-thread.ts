import { parentPort } from 'node:worker_threads';
import { loadDictionary } from '../engine/segment.js';
import { chinese } from '../engine/text/chinese.js';
import { loadDictionaries } from '../search/words/dictionaries.js';
import { answerCalls } from './calls.js';
import type { EngineDoor } from './engine-door.js';
import { createMarket } from './market.js';
import type { Market } from './market.js';
import { readModel } from './model-file.js';
import { readSnapshotFile, SnapshotUnreadable, writeSnapshotFile } from './snapshot-file.js';
import type { ThreadCalls } from './thread-engine.js';

if (!parentPort) throw new Error('this file is run as a thread');

/** Read while the service still connects, so that neither the first text nor the first question waits for it. */
const readDictionaries = (): void => {
  loadDictionary();
  chinese();
  loadDictionaries();
};

readDictionaries();
const model = readModel();
let market: Market = createMarket(model);

const restore: ThreadCalls['restore'] = async (path) => {
  try {
    const snapshot = readSnapshotFile(path, market.version);
    if (!snapshot) return { unusable: 'there is none yet' };
    market = createMarket(model, snapshot.parts);
    return { sequence: snapshot.sequence };
  } catch (error) {
    if (error instanceof SnapshotUnreadable) return { unusable: error.message };
    market = createMarket(model);
    return { unusable: error instanceof Error ? error.message : String(error) };
  }
};

const calls: ThreadCalls = {
  restore,
  clear: async () => {
    market = createMarket(model);
  },
  save: async (path, sequence) => writeSnapshotFile(path, { version: market.version, sequence }, market.parts()),
};

/** The door of whichever market is there when a call comes. */
const engineCalls = Object.fromEntries(
  (Object.keys(market.door) as (keyof EngineDoor)[]).map((name) => [
    name,
    (...args: unknown[]) => (market.door[name] as (...args: unknown[]) => unknown)(...args),
  ]),
);

answerCalls(parentPort, { ...engineCalls, ...calls });
