import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.js';
import type { Me } from '../api/session.js';
import { Nothing } from './nothing.js';
import { ProblemNote } from './problem-note.js';
import { SignInButton } from './sign-in.js';
import { Waiting } from './waiting.js';

/** Pages about the own organisation. */
export const SignedInOnly = ({ children }: { children: (me: Me) => ReactNode }) => {
  const { t } = useTranslation();
  const me = useMe();
  if (me.isPending) return <Waiting />;
  if (me.isError) return <ProblemNote error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data) return children(me.data);
  return (
    <Nothing text={t('error.needSignIn')}>
      <SignInButton className="brand-button" />
    </Nothing>
  );
};
