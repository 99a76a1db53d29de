const width = 28;

/** A bar on a terminal, a line every tenth elsewhere; always on standard error, so that `--json` stays clean. */
export const progressBar = (label: string, total: number): ((done: number) => void) => {
  let lastTenth = -1;
  return (done) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const filled = Math.round(share * width);
    const line = `${label} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${line}${done >= total ? '\n' : ''}`);
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth === lastTenth) return;
    lastTenth = tenth;
    process.stderr.write(`${line}\n`);
  };
};
