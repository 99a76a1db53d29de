import { generateKeyFile, openKeyBackup, openKeyFile, parseKeyBackup, sealKeyFile } from '@lastmile/receipt';
import type { KeyBackup, KeyFile } from '@lastmile/receipt';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepKey } from '../keys/key-store.js';
import { download } from '../parts/download.js';
import { TextFile } from '../parts/file-drop.js';
import { ProblemNote } from '../parts/problem-note.js';
import { TextField } from '../parts/text-field.js';

export const downloadBackup = (backup: KeyBackup): void =>
  download(`lastmile-key-${backup.keyId}.json`, JSON.stringify(backup, undefined, 2));

const keep = (organisationId: string, backup: KeyBackup): Promise<unknown> =>
  keepKey({ keyId: backup.keyId, organisationId, createdAt: new Date().toISOString(), backup });

interface FormProps {
  organisationId: string;
  onKept: () => void;
}
type Algorithm = KeyFile['algorithm'];
const algorithms: readonly Algorithm[] = ['Ed25519', 'SM2'];
const shortestPassphrase = 12;

const create = async (organisationId: string, algorithm: Algorithm, passphrase: string): Promise<KeyBackup> => {
  const backup = await sealKeyFile(generateKeyFile(algorithm), passphrase);
  await keep(organisationId, backup);
  downloadBackup(backup);
  return backup;
};

interface AlgorithmChoiceProps {
  algorithm: Algorithm;
  onChoose: (algorithm: Algorithm) => void;
}

const AlgorithmChoice = ({ algorithm, onChoose }: AlgorithmChoiceProps) => {
  const { t } = useTranslation();
  return (
    <fieldset className="kinds">
      <legend className="label">{t('keys.algorithm')}</legend>
      {algorithms.map((name) => (
        <label key={name}>
          <input type="radio" name="algorithm" checked={algorithm === name} onChange={() => onChoose(name)} />
          {t(`keys.algorithms.${name}`)}
        </label>
      ))}
    </fieldset>
  );
};

/** Makes a key, keeps it sealed in this browser and hands out its backup. */
export const CreateKey = ({ organisationId, onKept }: FormProps) => {
  const { t } = useTranslation();
  const [algorithm, setAlgorithm] = useState<Algorithm>('Ed25519');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const made = useMutation({ mutationFn: () => create(organisationId, algorithm, passphrase), onSuccess: onKept });
  const isShort = passphrase.length < shortestPassphrase;
  const differs = repeated !== '' && repeated !== passphrase;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isShort && repeated === passphrase) made.mutate();
      }}
    >
      <AlgorithmChoice algorithm={algorithm} onChoose={setAlgorithm} />
      <TextField
        type="password"
        autoComplete="new-password"
        label={t('keys.passphrase', { least: shortestPassphrase })}
        hint={t('keys.passphraseHint')}
        value={passphrase}
        onChange={setPassphrase}
      />
      <TextField
        type="password"
        autoComplete="new-password"
        label={t('keys.repeat')}
        value={repeated}
        aria-invalid={differs}
        onChange={setRepeated}
      />
      <div aria-live="polite">
        {passphrase !== '' && isShort && <p className="warning">{t('keys.tooShort', { least: shortestPassphrase })}</p>}
        {differs && <p className="warning">{t('keys.differs')}</p>}
        {made.data && <Alert className="note" type="success" showIcon title={t('keys.created', { keyId: made.data.keyId })} />}
        {made.error && <ProblemNote error={made.error} />}
      </div>
      <Button
        className="form-end"
        type="primary"
        htmlType="submit"
        loading={made.isPending}
        disabled={isShort || repeated !== passphrase}
      >
        {t('keys.create')}
      </Button>
    </form>
  );
};

type Restored = 'restoreBad' | 'restoreWrong' | 'broken' | { keyId: string };

const restore = async (organisationId: string, text: string, passphrase: string): Promise<Restored> => {
  const backup = parseKeyBackup(text);
  if (!backup) return 'restoreBad';
  const file = await openKeyBackup(backup, passphrase);
  if (!file) return 'restoreWrong';
  const isWhole = await openKeyFile(file).then(
    ({ keyId }) => keyId === backup.keyId,
    () => false,
  );
  if (!isWhole) return 'broken';
  await keep(organisationId, backup);
  return { keyId: backup.keyId };
};

const RestoreOutcome = ({ outcome }: { outcome: Restored }) => {
  const { t } = useTranslation();
  if (typeof outcome === 'string') return <Alert className="note" type="error" showIcon title={t(`keys.${outcome}`)} />;
  return <Alert className="note" type="success" showIcon title={t('keys.restored', outcome)} />;
};

/** Brings a key back from its backup, into this browser alone. */
export const RestoreKey = ({ organisationId, onKept }: FormProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const restored = useMutation({ mutationFn: () => restore(organisationId, text, passphrase), onSuccess: onKept });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        restored.mutate();
      }}
    >
      <p className="drop-line">
        <TextFile id="backup-file" label={t('keys.restoreFile')} onRead={(file) => setText(file.text)} />
      </p>
      <TextField
        type="password"
        autoComplete="current-password"
        label={t('keys.restorePassphrase')}
        value={passphrase}
        onChange={setPassphrase}
      />
      <div aria-live="polite">
        {restored.data && <RestoreOutcome outcome={restored.data} />}
        {restored.error && <ProblemNote error={restored.error} />}
      </div>
      <Button className="form-end" htmlType="submit" loading={restored.isPending} disabled={text === '' || passphrase === ''}>
        {t('keys.restore')}
      </Button>
    </form>
  );
};
