import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');

interface Service {
  image?: string;
  build?: { dockerfile: string; args: { SERVICE: string } };
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown> | string[];
  ports?: string[];
  volumes?: string[];
  healthcheck?: unknown;
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as Compose;
const own = Object.entries(compose.services).filter(([, service]) => service.build);
const backing = Object.entries(compose.services).filter(([, service]) => service.image);

/** The variables that a service reads stand in its config.ts as the keys of one schema. */
const variablesOf = (name: string): string[] => {
  const source = readFileSync(join(root, 'services', name, 'src/config.ts'), 'utf8');
  const telemetry = readFileSync(join(root, 'packages/telemetry/src/register.ts'), 'utf8');
  const shared = readFileSync(join(root, 'packages/telemetry/src/settings.ts'), 'utf8');
  const inConfig = [...`${shared}\n${source}`.matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map(([, variable]) => variable);
  const inPreload = [
    ...telemetry.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z0-9_]+)|\benv(?:ironment)?\[['"]([A-Z][A-Z0-9_]+)['"]\]/g),
  ].map(([, a, b]) => a ?? b);
  return [...new Set([...inConfig, ...inPreload])].filter((variable): variable is string => variable !== undefined);
};

const hasComposeClient = (): boolean => spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;

const ports: Record<string, string> = { nats: '4222', eventstore: '2113', mongo: '27017', collector: '4318', gateway: '8080' };

describe('docker-compose.yml', () => {
  it('runs every service of the house and the engines that architecture names', () => {
    expect(own.map(([name]) => name).sort()).toEqual(['auditor', 'catalog', 'contract', 'gateway', 'matching', 'notification']);
    expect(backing.map(([name]) => name).sort()).toEqual(['collector', 'eventstore', 'jaeger', 'mongo', 'nats']);
  });

  it.each(own)('sets every variable that %s reads', (name, service) => {
    const variables = variablesOf(name);
    expect(variables.length).toBeGreaterThan(5);
    expect(variables.filter((variable) => !(variable in (service.environment ?? {})))).toEqual([]);
  });

  it.each(own)('gives %s nothing that it does not read', (name, service) => {
    expect(Object.keys(service.environment ?? {}).filter((variable) => !variablesOf(name).includes(variable))).toEqual([]);
  });

  it.each(own)('builds %s from a Dockerfile and a service that exist', (name, { build }) => {
    expect(existsSync(join(root, build?.dockerfile ?? 'missing'))).toBe(true);
    expect(build?.args.SERVICE).toBe(name);
    expect(existsSync(join(root, 'services', name, 'src/main.ts'))).toBe(true);
  });

  it('points every URL at a service of the file, on the port it listens to', () => {
    const urls = own.flatMap(([, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([variable, value]) => /_(URL|ENDPOINT)$/.test(variable) && variable !== 'PUBLIC_URL' && !value.startsWith('${'))
        .map(([, url]) => /^[a-z+]+:\/\/([a-z]+):(\d+)/.exec(url)?.slice(1)),
    );
    expect(urls.length).toBeGreaterThan(15);
    for (const url of urls) expect(ports[url?.[0] ?? '']).toBe(url?.[1]);
  });

  it.each(backing)('uses %s, pinned to a version', (name, { image }) => {
    const text =
      JSON.stringify(own.map(([, { environment }]) => environment)) +
      readFileSync(join(root, 'infra/otel/collector.yaml'), 'utf8');
    expect(text).toContain(`${name}:`);
    expect(image).toMatch(/:\d+(\.\d+)+/);
  });

  it('mounts only files and volumes that exist', () => {
    for (const mount of Object.values(compose.services).flatMap(({ volumes = [] }) => volumes)) {
      const [source = ''] = mount.split(':');
      expect(source.startsWith('./') ? existsSync(join(root, source)) : source in compose.volumes).toBe(true);
    }
  });

  it('keeps each service in a database of its own', () => {
    const databases = own.map(([, { environment }]) => environment?.DOCUMENTS_URL);
    expect(new Set(databases).size).toBe(own.length);
  });

  // only where the client has the compose plugin: elsewhere there is nothing to ask
  if (hasComposeClient()) {
    it('passes the client', () => {
      const check = (): Buffer =>
        execFileSync('docker', ['compose', '-f', join(root, 'docker-compose.yml'), 'config', '--quiet'], { stdio: 'pipe' });
      expect(check).not.toThrow();
    });
  }
});

describe('the dashboard', () => {
  it('asks only for metrics that the platform serves', () => {
    const declared = readFileSync(join(root, 'packages/telemetry/src/metrics.ts'), 'utf8');
    const asked = [...readFileSync(join(root, 'infra/grafana/platform.json'), 'utf8').matchAll(/\blastmile_[a-z_]+/g)].map(
      ([name]) => name.replace(/_(bucket|count|sum)$/, ''),
    );
    expect(asked.length).toBeGreaterThan(5);
    for (const name of asked) expect(declared).toContain(`'${name}'`);
  });
});
