import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { auditorSettings } from './auditor.js';
import type { Settings } from './config.js';
import { pickPorts } from './ports.js';
import { eventStoreSpec, serviceNames, serviceSpec } from './process-specs.js';
import type { ServiceName, SpecInput } from './process-specs.js';
import { isRunning, readRunRecord } from './run-record.js';
import { ledgerSecrets } from './secrets.js';
import { SupervisedProcess } from './supervised-process.js';
import type { ProcessSpec } from './supervised-process.js';

/** One thing that is not as it has to be, as the programs of the services tell it. */
interface Difference {
  service: string;
  kind: string;
  [detail: string]: unknown;
}
interface Summary {
  audited: string;
  [counted: string]: unknown;
}
type Line = Difference | Summary;

const isDifference = (line: Line): line is Difference => !('audited' in line);

/** Another's exit code than 0 and 1: it could not look. */
class NotAudited extends Error {}

const linesOf = (spec: ProcessSpec, program: string): Promise<Line[]> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, ...spec.env, LOG_LEVEL: 'silent' };
    const child = spawn(spec.command, [program], { cwd: spec.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0 && code !== 1) reject(new NotAudited(`${spec.name}: ${complaint.trim() || `ended with ${code}`}`));
      else if (code === 1 && out === '') reject(new NotAudited(`${spec.name}: ${complaint.trim()}`));
      else resolve(out.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Line] : [])));
    });
  });

/** The bytes of the file that no event goes through: its pages and indexes. */
const damageOf = (file: string): Difference[] => {
  if (!existsSync(file))
    return [{ service: 'eventstore', kind: 'FILE_MISSING', where: file, what: 'the file of the event store is not there' }];
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    const [row] = database.prepare('PRAGMA integrity_check(1)').all();
    database.close();
    const found = String(row?.integrity_check);
    return found === 'ok' ? [] : [{ service: 'eventstore', kind: 'FILE_DAMAGED', where: file, what: found }];
  } catch (error) {
    return [
      { service: 'eventstore', kind: 'FILE_DAMAGED', where: file, what: error instanceof Error ? error.message : String(error) },
    ];
  }
};

const inputOf = (settings: Settings, eventStoreUrl: string): SpecInput => {
  const names: ServiceName[] = [...serviceNames, 'gateway', 'auditor'];
  const httpPorts = Object.fromEntries(names.map((name) => [name, 0])) as Record<ServiceName, number>;
  return {
    root: settings.root,
    dataDir: settings.dataDir,
    runId: process.env.LASTMILE_RUN ?? 'audit',
    logLevel: 'silent',
    addresses: { natsUrl: 'nats://127.0.0.1:1', eventStoreUrl, httpPorts, documents: settings.mongoUrl ?? 'sqlite' },
  };
};

const look = async (settings: Settings, eventStoreUrl: string): Promise<Line[]> => {
  const input = inputOf(settings, eventStoreUrl);
  const { LEDGER_ORIGIN, ...keys } = ledgerSecrets(settings.dataDir);
  const own = { ...auditorSettings(settings, 'http://127.0.0.1:1'), LEDGER_ORIGIN, ...keys };
  const auditor = await linesOf(serviceSpec(input, 'auditor', own), 'dist/audit.js');
  const services = [];
  for (const name of serviceNames) {
    const extra = name === 'contract' ? ledgerSecrets(settings.dataDir) : {};
    services.push(...(await linesOf(serviceSpec(input, name, extra), 'dist/audit.js')));
  }
  return [...(settings.eventStoreUrl ? [] : damageOf(join(settings.dataDir, 'eventstore.db'))), ...auditor, ...services];
};

/** With the event store of the running platform, or with one of its own for as long as it takes. */
const withStore = async <T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> => {
  const record = readRunRecord(settings.dataDir);
  if (settings.eventStoreUrl) return work(settings.eventStoreUrl);
  if (record && isRunning(record)) return work(record.eventStoreUrl);
  const [port = 0, healthPort = 0] = await pickPorts([0, 0]);
  const store = new SupervisedProcess(
    { ...eventStoreSpec(inputOf(settings, ''), { port, healthPort }), readyTimeoutMs: 20_000 },
    () => undefined,
  );
  try {
    await store.start();
    return await work(`esdb://127.0.0.1:${port}?tls=false`);
  } finally {
    await store.stop();
  }
};

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const inWords = ({ service, kind, ...details }: Difference): string => {
  const rows = Object.entries(details).map(([name, value]) => `    ${name}: ${shown(value)}`);
  return [`${kind} (${service})`, ...rows].join('\n');
};

const countsIn = (summaries: readonly Summary[]): string =>
  summaries
    .map(({ audited, differences: _, ...counts }) => {
      const counted = Object.entries(counts).map(([what, count]) => `${String(count)} ${what}`);
      return `${audited}: ${counted.join(', ')}`;
    })
    .join('; ');

/**
 * Everything that is kept against what it has to be: every event against the auditor's record, the log against itself and the store, every
 * document against its events. Prints the first difference; exit code 0: none, 1: some, 2: it could not look.
 */
export const runAudit = async (settings: Settings, args: readonly string[]): Promise<number> => {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (!existsSync(settings.dataDir))
    throw new Error(`there is nothing to audit in ${settings.dataDir}: npm start makes a platform`);
  try {
    const lines = await withStore(settings, (url) => look(settings, url));
    const differences = lines.filter(isDifference);
    const summaries = lines.filter((line): line is Summary => !isDifference(line));
    if (args.includes('--json')) lines.forEach((line) => say(JSON.stringify(line)));
    else if (differences[0]) say(`✗ first difference of ${differences.length}: ${inWords(differences[0])}`);
    else say(`✓ no difference (${countsIn(summaries)})`);
    return differences.length > 0 ? 1 : 0;
  } catch (error) {
    process.stderr.write(`✗ could not be audited: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};
