export interface GrowingDelay {
  firstMs: number;
  mostMs: number;
  /** 0 ≤ random < 1 */
  random?: () => number;
}

/** Doubles with each attempt (from 1) up to the most; a random part of up to a quarter keeps many from trying at once. */
export const growingDelay = (attempt: number, { firstMs, mostMs, random = Math.random }: GrowingDelay): number => {
  const full = Math.min(mostMs, firstMs * 2 ** (Math.max(1, attempt) - 1));
  return Math.round(full * (1 - random() / 4));
};

/** The promise's result, or what `late` gives (or throws) when it takes longer. The promise itself goes on. */
export const within = async <T>(promise: Promise<T>, deadlineMs: number, late: () => T | Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<typeof expired>((resolve) => {
    timer = setTimeout(() => resolve(expired), deadlineMs);
  });
  try {
    const first = await Promise.race([promise, over]);
    return first === expired ? await late() : first;
  } finally {
    clearTimeout(timer);
  }
};

const expired = Symbol('expired');
