import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.js';
import type { Me } from '../api/session.js';
import { mayOpen } from './access.js';
import type { PageAddress } from './access.js';
import { Nothing } from './nothing.js';
import { ProblemNote } from './problem-note.js';
import { SignInButton } from './sign-in.js';
import { Waiting } from './waiting.js';

interface SignedInOnlyProps {
  page: PageAddress;
  children: (me: Me) => ReactNode;
}

/** Pages about the own organisation, for roles that have a use for them. */
export const SignedInOnly = ({ page, children }: SignedInOnlyProps) => {
  const { t } = useTranslation();
  const me = useMe();
  if (me.isPending) return <Waiting />;
  if (me.isError) return <ProblemNote error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data && mayOpen(page, me.data.role)) return children(me.data);
  if (me.data)
    return (
      <Nothing text={t('error.notForRole')}>
        <Link to="/">{t('notFound.back')}</Link>
      </Nothing>
    );
  return (
    <Nothing text={t('error.needSignIn')}>
      <SignInButton className="brand-button" />
    </Nothing>
  );
};
