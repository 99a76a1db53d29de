import { openKeyBackup, openKeyFile, registrationOf, rotationOf } from '@lastmile/receipt';
import type { PartySigner } from '@lastmile/receipt';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterKey, useRevokeKey, useRotateKey } from '../api/signing-keys.js';
import type { RevocationReason } from '../api/signing-keys.js';
import type { OwnKey } from '../keys/key-list.js';
import type { KeptKey } from '../keys/key-store.js';
import { Dialog } from '../parts/dialog.js';
import { ProblemNote } from '../parts/problem-note.js';
import { TextField } from '../parts/text-field.js';

const roles = ['LEGAL_REPRESENTATIVE', 'AGENT'] as const;
type Role = (typeof roles)[number];

/** Undefined when the passphrase does not open the key. */
const signerOf = async ({ backup }: KeptKey, passphrase: string): Promise<PartySigner | undefined> => {
  const file = await openKeyBackup(backup, passphrase);
  return file && openKeyFile(file);
};

interface RegisterProps {
  kept: KeptKey;
  organisationId: string;
  /** The key in whose place this one comes; its signatory stays. */
  replaced: OwnKey | undefined;
  onDone: () => void;
}
interface Typed {
  signatoryId: string;
  role: Role;
  passphrase: string;
  oldPassphrase: string;
}

/** Answers whether the passphrases were right. */
const useRegistration = ({ kept, organisationId, replaced, onDone }: RegisterProps) => {
  const register = useRegisterKey(organisationId);
  const rotate = useRotateKey(organisationId);
  return useMutation({
    mutationFn: async ({ signatoryId, role, passphrase, oldPassphrase }: Typed): Promise<boolean> => {
      const next = await signerOf(kept, passphrase);
      if (!next) return false;
      if (!replaced?.kept) {
        await register.mutateAsync(await registrationOf(next, { organisationId, signatory: { id: signatoryId.trim(), role } }));
        return true;
      }
      const old = await signerOf(replaced.kept, oldPassphrase);
      if (!old) return false;
      const signatory = replaced.registered?.signatory ?? { id: signatoryId.trim(), role };
      await rotate.mutateAsync({ keyId: replaced.keyId, body: await rotationOf({ old, next }, { organisationId, signatory }) });
      return true;
    },
    onSuccess: (isRight) => {
      if (isRight) onDone();
    },
  });
};

interface SignatoryProps {
  typed: Typed;
  onChange: (change: Partial<Typed>) => void;
}

const SignatoryFields = ({ typed, onChange }: SignatoryProps) => {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <TextField
        label={t('keys.signatoryId')}
        maxLength={64}
        value={typed.signatoryId}
        onChange={(signatoryId) => onChange({ signatoryId })}
      />
      <label className="label" htmlFor={id}>
        {t('keys.role')}
      </label>
      <select
        className="field-select"
        id={id}
        value={typed.role}
        onChange={({ target }) => onChange({ role: target.value as Role })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`keys.roles.${role}`)}
          </option>
        ))}
      </select>
    </>
  );
};

/** Registers a key of this browser, with the proof that it signs itself; or puts it in the place of another. */
export const RegisterKey = (props: RegisterProps) => {
  const { t } = useTranslation();
  const { replaced } = props;
  const [typed, setTyped] = useState<Typed>({ signatoryId: '', role: 'AGENT', passphrase: '', oldPassphrase: '' });
  const change = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const run = useRegistration(props);
  const needsSignatory = !replaced?.registered?.signatory;
  const isReady = typed.passphrase !== '' && (!needsSignatory || typed.signatoryId.trim() !== '');
  return (
    <form
      className="register"
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate(typed);
      }}
    >
      <p className="hint">{t('keys.registerHint')}</p>
      {needsSignatory && <SignatoryFields typed={typed} onChange={change} />}
      <TextField
        type="password"
        autoComplete="current-password"
        label={t('keys.ownPassphrase')}
        value={typed.passphrase}
        onChange={(passphrase) => change({ passphrase })}
      />
      {replaced && (
        <TextField
          type="password"
          autoComplete="current-password"
          label={t('keys.oldPassphrase', { keyId: replaced.keyId })}
          value={typed.oldPassphrase}
          onChange={(oldPassphrase) => change({ oldPassphrase })}
        />
      )}
      <div aria-live="polite">
        {run.data === false && <Alert className="note" type="error" showIcon title={t('keys.wrong')} />}
        {run.error && <ProblemNote error={run.error} />}
      </div>
      <Button className="form-end" type="primary" htmlType="submit" loading={run.isPending} disabled={!isReady}>
        {t('keys.register')}
      </Button>
    </form>
  );
};

const reasons: readonly RevocationReason[] = ['COMPROMISED', 'SUPERSEDED', 'LEFT', 'OTHER'];

const RevocationForm = ({ keyId, organisationId, onDone }: { keyId: string; organisationId: string; onDone: () => void }) => {
  const { t } = useTranslation();
  const id = useId();
  const [reason, setReason] = useState<RevocationReason>('COMPROMISED');
  const revoke = useRevokeKey(organisationId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        revoke.mutate({ keyId, reason }, { onSuccess: onDone });
      }}
    >
      <p>{t('keys.revokeHint')}</p>
      <label className="label" htmlFor={id}>
        {t('keys.reason')}
      </label>
      <select
        className="field-select"
        id={id}
        value={reason}
        onChange={({ target }) => setReason(target.value as RevocationReason)}
      >
        {reasons.map((one) => (
          <option key={one} value={one}>
            {t(`keys.reasons.${one}`)}
          </option>
        ))}
      </select>
      {revoke.error && <ProblemNote error={revoke.error} />}
      <div className="decision form-end">
        <Button danger htmlType="submit" loading={revoke.isPending}>
          {t('keys.revokeSure')}
        </Button>
      </div>
    </form>
  );
};

/** Ends a key for a reason. */
export const Revocation = ({ keyId, organisationId }: { keyId: string; organisationId: string }) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('keys.revoke')}</Button>
      {isOpen && (
        <Dialog title={t('keys.revoke')} onClose={() => setOpen(false)}>
          <RevocationForm keyId={keyId} organisationId={organisationId} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
};
