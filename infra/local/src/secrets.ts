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

/** What the contract service signs its log with, as its settings name it. */
export type LedgerSecrets = Record<'LEDGER_ORIGIN' | 'LEDGER_KEY' | 'LEDGER_SM2_KEY', string>;

/**
 * Reads name and private keys of this installation's contract log, or makes them; the file is readable by its owner only. The name is
 * of this installation alone, so that no receipt of another one passes for its own.
 */
export const ledgerSecrets = (dataDir: string): LedgerSecrets => {
  const file = join(dataDir, 'ledger-keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LedgerSecrets;
  const secrets: LedgerSecrets = {
    LEDGER_ORIGIN: `lastmile.localhost/contracts-${randomBytes(6).toString('hex')}`,
    LEDGER_KEY: randomBytes(32).toString('base64'),
    // below the order of the curve, as a key must be, whatever follows the first byte
    LEDGER_SM2_KEY: Buffer.concat([randomBytes(1).map((byte) => byte & 0x7f), randomBytes(31)]).toString('base64'),
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  return secrets;
};

/** The master key of attachments and of what is sealed about persons: made once, readable by its owner only. */
export const vaultSecrets = (dataDir: string): Record<'VAULT_KEYS' | 'VAULT_DIR', string> => {
  const file = join(dataDir, 'vault-keys.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const made = { VAULT_KEYS: `first:${randomBytes(32).toString('base64')}` };
    writeFileSync(file, JSON.stringify(made, undefined, 2), { mode: 0o600 });
  }
  const { VAULT_KEYS } = JSON.parse(readFileSync(file, 'utf8')) as { VAULT_KEYS: string };
  return { VAULT_KEYS, VAULT_DIR: join(dataDir, 'vault') };
};

/** The auditor's own name and key; whoever runs it elsewhere gives it one there. */
export type AuditorSecrets = Record<'AUDITOR_NAME' | 'AUDITOR_KEY', string>;

/** Reads the key of this installation's auditor, or makes it; kept in the auditor's own folder, readable by its owner only. */
export const auditorSecrets = (auditorDir: string): AuditorSecrets => {
  const file = join(auditorDir, 'auditor-key.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as AuditorSecrets;
  const secrets: AuditorSecrets = {
    AUDITOR_NAME: `witness.localhost/${randomBytes(6).toString('hex')}`,
    AUDITOR_KEY: randomBytes(32).toString('base64'),
  };
  mkdirSync(auditorDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  return secrets;
};

/** For a shell: `. .lastmile/demo.env` gives $LASTMILE_URL, $UNIVERSITY_KEY, $ENTERPRISE_KEY … */
export const writeDemoEnv = (dataDir: string, url: string, keys: DemoKeys): string => {
  const file = join(dataDir, 'demo.env');
  const lines = roles.map((role) => `${role.toUpperCase()}_KEY=${keys[role]}`);
  writeFileSync(file, `LASTMILE_URL=${url}\n${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
};
