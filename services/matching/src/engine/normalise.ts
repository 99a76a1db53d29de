import { addFolded } from './text/folding.js';
import { createUnits, textOf } from './text/units.js';

const units = createUnits();

/**
 * Full-width forms, ligatures, case and traditional characters vanish; the length may change, so positions always refer to the
 * normalised text.
 */
export const normalise = (text: string): string => {
  units.size = 0;
  addFolded(units, text);
  return textOf(units, 0, units.size);
};
