/** What was asked for last, by name; of more than it may hold, what was not asked for longest goes. */
export interface Lately<Value> {
  of(name: string, make: () => Value): Value;
  forget(name: string): void;
}

export const createLately = <Value>(most: number): Lately<Value> => {
  const kept = new Map<string, Value>();
  return {
    of: (name, make) => {
      const known = kept.get(name);
      const value = known ?? make();
      if (known !== undefined) kept.delete(name);
      kept.set(name, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return value;
    },
    forget: (name) => void kept.delete(name),
  };
};
