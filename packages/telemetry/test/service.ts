import { fileURLToPath } from 'node:url';
import { startServerProcess } from '@lastmile/testing';
import type { ServerProcess } from '@lastmile/testing';

export const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}.mjs`, import.meta.url));

export const registered = ['--import', '@lastmile/telemetry/register'];

export interface Service extends ServerProcess {
  url: string;
}

/** Starts the Fastify program under the register door with just these settings of telemetry. */
export const startService = async (env: Record<string, string | undefined>): Promise<Service> => {
  const process = await startServerProcess({
    command: globalThis.process.execPath,
    args: [...registered, program('server')],
    ready: /listening (\d+)/,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { NODE_OPTIONS: '', OTEL_EXPORTER_OTLP_ENDPOINT: undefined, TRACES_DIR: undefined, ...env },
  });
  return { ...process, url: `http://127.0.0.1:${process.ready[1]}` };
};

/** Value of the first sample whose line begins like this; undefined when there is none. */
export const sample = (text: string, ...parts: string[]): number | undefined => {
  const line = text
    .split('\n')
    .find((candidate) => !candidate.startsWith('#') && parts.every((part) => candidate.includes(part)));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
};
