// Before the tests: what is derived from dictionaries is derived from the present sources once, not by every suite.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export default () => {
  const script = join(import.meta.dirname, '../build/dictionaries.js');
  const { status } = spawnSync(process.execPath, [script, 'src'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the dictionaries could not be derived');
};
