const HAN = /^\p{Script=Han}+$/u;
const LETTER = /\p{L}/u;
const NUMBER_WITH_UNIT = /^[\d.]+[a-zµμ%°]{0,4}\d?$/;

/** Symbols of units and the like, as they are written. */
const symbols: ReadonlySet<string> = new Set(
  (
    'kg mg km cm mm nm um μm ml mL kw kW mw MW kwh kWh kv kV mv mV ma mA pa Pa kpa kPa mpa MPa gpa GPa hz Hz khz kHz mhz MHz ghz GHz ' +
    'min sec ppm ppb db dB rpm wt vol mol hrc HRC hv HV tex dtex nmol kj kJ mj MJ cal kcal lm lx'
  ).split(' '),
);

/** Whether a reader knows it as a word: no single characters, no bare numbers, no unit symbols. */
export const isReadable = (word: string): boolean => {
  if (word.length < 2 || !LETTER.test(word)) return false;
  if (HAN.test(word)) return true;
  return !NUMBER_WITH_UNIT.test(word) && !symbols.has(word);
};
