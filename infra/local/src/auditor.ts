import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { formatVerifierKey } from '@lastmile/receipt';
import type { Settings } from './config.js';
import { auditorSecrets, ledgerSecrets } from './secrets.js';

export const auditorDirOf = ({ dataDir, auditorDir }: Settings): string => auditorDir ?? join(dataDir, 'auditor');

const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The public key by which the log knows this machine's witness. */
export const witnessKeyOf = (settings: Settings): string => {
  const { AUDITOR_NAME: name, AUDITOR_KEY: seed } = auditorSecrets(auditorDirOf(settings));
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  return formatVerifierKey({ kind: 'cosignature', name, publicKey });
};

/** A record for each log: a platform that was made anew has a new one, a restored one has the old. */
const recordFile = (settings: Settings): string => {
  const { LEDGER_ORIGIN: origin } = ledgerSecrets(settings.dataDir);
  return join(auditorDirOf(settings), `${origin.slice(origin.lastIndexOf('/') + 1)}.db`);
};

export const auditorSettings = (settings: Settings, apiUrl: string): Record<string, string> => ({
  ...auditorSecrets(auditorDirOf(settings)),
  AUDITOR_DB: recordFile(settings),
  LEDGER_URL: `${apiUrl}/api/v1/ledger`,
});
