import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface ScenarioResult {
  title: string;
  /** Absent when the scenario passed. */
  problem?: string;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The titles of all scenarios. */
export const scenarioTitles = async (): Promise<string[]> => {
  const module = (await import(script('scenarios.js'))) as { scenarios: Record<string, unknown> };
  return Object.keys(module.scenarios);
};

/**
 * Runs all scenarios with one of the clients against a server. In a process of its own: the two clients share one global
 * name space and break each other.
 */
export const runScenarios = async (client: 'kurrent' | 'db-client', url: string): Promise<Map<string, ScenarioResult>> => {
  const environment = { ...process.env, NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, [script('run-scenarios.js'), client, url], { env: environment });
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ScenarioResult);
  return new Map(results.map((result) => [result.title, result]));
};
