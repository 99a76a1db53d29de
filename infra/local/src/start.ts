import type { Settings } from './config.js';
import { AlreadyRunning, startPlatform } from './platform.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Resolves at the first wish to end: Ctrl-C, a plain kill, or a closed terminal. */
const untilAskedToStop = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });

export const runStart = async (settings: Settings): Promise<number> => {
  const since = Date.now();
  const asked = untilAskedToStop();
  try {
    const starting = startPlatform(settings, say);
    // Asked to stop while still starting: finish the start, then stop in order; nothing is left half-up.
    const platform = await starting;
    say(
      `✓ ready in ${((Date.now() - since) / 1000).toFixed(1)} s; data in ${settings.dataDir}, API keys of the demo organisations in ${platform.demoEnvFile}`,
    );
    say(
      `lastmile is running: portal ${platform.apiUrl}/  API ${platform.apiUrl}/api/v1  docs ${platform.apiUrl}/api/docs  (Ctrl-C stops)`,
    );
    await asked;
    say('\n· stopping');
    await platform.stop();
    say('✓ stopped');
    return 0;
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    say(`lastmile is already running: portal ${error.apiUrl}/  API ${error.apiUrl}/api/v1`);
    return 0;
  }
};
