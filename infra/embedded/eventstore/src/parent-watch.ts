const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const everyMs = 1_000;

/** Calls back once when the process is gone: nobody is left to stop this one. */
export const watchParent = (pid: number, onGone: () => void): void => {
  const timer = setInterval(() => {
    if (exists(pid)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
};
