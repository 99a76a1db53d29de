/**
 * Repeats `probe` until it returns without throwing, or fails with its last error when `timeoutMs` is over.
 * The only way a test waits for something that happens elsewhere.
 * @example const contract = await eventually(() => api.get('/contracts/1'));
 */
export const eventually = async <T>(probe: () => T | Promise<T>, timeoutMs = 15_000, everyMs = 25): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
};
