/** Runs what it is given, never more than so many at once, in the order given. */
export type Bounded = <T>(run: () => Promise<T>) => Promise<T>;

export const bounded = (limit: number): Bounded => {
  let free = limit;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async (run) => {
    await enter();
    try {
      return await run();
    } finally {
      leave();
    }
  };
};
