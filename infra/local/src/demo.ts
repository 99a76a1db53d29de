import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Settings } from './config.js';
import { startPlatform } from './platform.js';
import { isRunning, readRunRecord } from './run-record.js';
import { demoKeys } from './secrets.js';

const runStory = (settings: Settings, args: string[], apiUrl: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(settings.root, 'demo/dist/main.js'), ...args], {
      stdio: 'inherit',
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: {
        ...process.env,
        NODE_OPTIONS: undefined,
        LASTMILE_URL: apiUrl,
        LASTMILE_KEYS: JSON.stringify(demoKeys(settings.dataDir)),
      },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

/** Tells the story against the running platform; starts one for the purpose when none runs. */
export const runDemo = async (settings: Settings, args: string[]): Promise<number> => {
  const record = readRunRecord(settings.dataDir);
  if (record && isRunning(record)) return runStory(settings, args, record.apiUrl);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  say('· no platform is running: starting one for this story');
  const platform = await startPlatform(settings, say);
  try {
    return await runStory(settings, args, platform.apiUrl);
  } finally {
    await platform.stop();
  }
};
