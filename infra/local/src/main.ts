import { runAudit } from './audit.js';
import { readSettings } from './config.js';
import { runDemo } from './demo.js';
import { reset } from './reset.js';
import { runStart } from './start.js';
import { runTests } from './tests.js';

const commands: Record<string, (args: string[]) => Promise<number>> = {
  start: () => runStart(readSettings()),
  test: (args) => runTests(readSettings(), args),
  demo: (args) => runDemo(readSettings(), args),
  audit: (args) => runAudit(readSettings(), args),
  reset: () => reset(readSettings()),
};

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stderr.write(`Unknown command "${name}": one of ${Object.keys(commands).join(', ')}\n`);
  process.exit(2);
}
try {
  process.exitCode = await command(args);
} catch (error) {
  process.stderr.write(`\n✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
