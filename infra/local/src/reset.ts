import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { auditorDirOf } from './auditor.js';
import type { Settings } from './config.js';
import { endOrphans, isRunning, readRunRecord } from './run-record.js';

/** Removes everything the platform keeps on this machine. Refuses while it runs, and any folder that is not its own. */
export const reset = async (settings: Settings): Promise<number> => {
  const { dataDir } = settings;
  const record = readRunRecord(dataDir);
  if (record && isRunning(record))
    throw new Error(`The platform is running at ${record.apiUrl}; stop it first (Ctrl-C where it was started).`);
  if (record) await endOrphans(record);
  const looksOurs = !existsSync(dataDir) || readdirSync(dataDir).length === 0 || existsSync(join(dataDir, 'logs'));
  if (!looksOurs) throw new Error(`${dataDir} does not look like a data folder of this platform; nothing was removed.`);
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(auditorDirOf(settings), { recursive: true, force: true });
  process.stdout.write(`✓ removed ${dataDir}\n`);
  return 0;
};
