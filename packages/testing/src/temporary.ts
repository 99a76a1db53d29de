import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryDirectory {
  path: string;
  remove(): void;
}

/** A fresh directory under the system's temporary folder; the caller removes it. */
export const temporaryDirectory = (name = 'lastmile'): TemporaryDirectory => {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
