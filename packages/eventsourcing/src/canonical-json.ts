const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** One text for equal values, whatever the order of their keys; keys that are undefined count as absent. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sorted) ?? 'undefined';
