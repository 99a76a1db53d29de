/** Municipalities are province and city in one: Beijing, Tianjin, Shanghai, Chongqing. */
const municipalities: ReadonlySet<string> = new Set(['11', '12', '31', '50']);

/** The digits of a GB/T 2260 code that say something: 440000 is all of province 44, 440300 all of city 4403. */
const significant = (code: string): string => code.replace(/(?:00){1,2}$/, '');

/** Whether the two have a place in common: one is the other or lies in it. */
export const overlaps = (a: string, b: string): boolean => {
  const [one, other] = [significant(a), significant(b)];
  return one.startsWith(other) || other.startsWith(one);
};

export type Nearness = 'district' | 'city' | 'province';

/** The smallest division that both are known to be in; undefined when they are in different provinces. */
export const nearnessOf = (a: string, b: string): Nearness | undefined => {
  const [one, other] = [significant(a), significant(b)];
  if (one.slice(0, 2) !== other.slice(0, 2)) return undefined;
  if (one === other && one.length === 6) return 'district';
  const isSameCity = one.length >= 4 && one.slice(0, 4) === other.slice(0, 4);
  return isSameCity || municipalities.has(one.slice(0, 2)) ? 'city' : 'province';
};
