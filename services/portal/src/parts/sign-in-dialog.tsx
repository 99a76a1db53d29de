import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '../api/session.js';
import { Dialog } from './dialog.js';
import { ProblemNote } from './problem-note.js';

const KeyForm = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const signIn = useSignIn();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate(key.trim(), { onSuccess: onDone });
      }}
    >
      <p className="hint" id="api-key-hint">
        {t('signIn.hint')}
      </p>
      <label className="label" htmlFor="api-key">
        {t('signIn.key')}
      </label>
      <input
        className="field"
        type="password"
        id="api-key"
        aria-describedby="api-key-hint"
        autoComplete="current-password"
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      {signIn.error && <ProblemNote error={signIn.error} />}
      <Button block className="form-end" type="primary" htmlType="submit" loading={signIn.isPending} disabled={key.trim() === ''}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
};

const SignInDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t('signIn.title')} onClose={onClose}>
      <KeyForm onDone={onClose} />
    </Dialog>
  );
};

export default SignInDialog;
