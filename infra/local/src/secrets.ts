import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One API key for each seeded organisation; made at the first start, never in the repository. */
export type DemoKeys = Record<'university' | 'enterprise' | 'broker' | 'registrar' | 'regulator' | 'operator', string>;

const roles = ['university', 'enterprise', 'broker', 'registrar', 'regulator', 'operator'] as const;

const newKey = (): string => `lm_${randomBytes(24).toString('base64url')}`;

/** Reads the keys of this installation, or makes them; the file is readable by its owner only. */
export const demoKeys = (dataDir: string): DemoKeys => {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { demoKeys: DemoKeys }).demoKeys;
  const keys = Object.fromEntries(roles.map((role) => [role, newKey()])) as DemoKeys;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify({ demoKeys: keys }, undefined, 2), { mode: 0o600 });
  return keys;
};

/** For a shell: `. .lastmile/demo.env` gives $LASTMILE_URL, $UNIVERSITY_KEY, $ENTERPRISE_KEY … */
export const writeDemoEnv = (dataDir: string, url: string, keys: DemoKeys): string => {
  const file = join(dataDir, 'demo.env');
  const lines = roles.map((role) => `${role.toUpperCase()}_KEY=${keys[role]}`);
  writeFileSync(file, `LASTMILE_URL=${url}\n${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
};
