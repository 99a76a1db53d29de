import { existsSync, readFileSync } from 'node:fs';
import { createHandModel } from '../engine/model/hand-model.js';
import type { TextModel } from '../engine/model/text-model.js';
import { createTrainedModel } from '../engine/model/trained-model.js';

/** From the sources as from what was built. */
const file = new URL('../../model/text-model.bin', import.meta.url);

/** The trained model when its file is there, else the one by hand. A damaged file is a fault, never a silent change of all scores. */
export const readModel = (): TextModel => (existsSync(file) ? createTrainedModel(readFileSync(file)) : createHandModel());
