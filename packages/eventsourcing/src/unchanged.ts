import assert from 'node:assert/strict';

/** A deep copy that keeps prototypes; test runners give each test file its own, which `structuredClone` does not know. */
const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [copyOf(key), copyOf(item)]));
  if (value instanceof Set) return new Set([...value].map(copyOf));
  if (value instanceof Date) return new Date(value);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) copy[key] = copyOf(item);
  return copy;
};

/** Runs a pure function and fails when it changed anything that it was given, also when it throws. */
export const unchanged = <Result>(what: string, given: readonly unknown[], run: () => Result): Result => {
  const before = copyOf(given);
  try {
    return run();
  } finally {
    assert.deepStrictEqual(given, before, `${what} changed what it was given`);
  }
};
