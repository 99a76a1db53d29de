import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useSignOut } from '../api/session.js';

/** Fetched when somebody wants in. */
const SignInDialog = lazy(() => import('./sign-in-dialog.js'));

export const SignInButton = ({ className }: { className: string }) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={className} onClick={() => setOpen(true)}>
        {t('signIn.button')}
      </button>
      {isOpen && (
        <Suspense>
          <SignInDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};

/** The organisation that is signed in, or the way in. */
export const SignIn = () => {
  const { t, i18n } = useTranslation();
  const { data: me } = useMe();
  const signOut = useSignOut();
  if (!me) return <SignInButton className="light-button" />;
  const name = (i18n.language === 'en' ? me.name?.en : me.name?.zh) ?? me.organisationId;
  return (
    <>
      <span className="who" title={name}>
        {name}
      </span>
      <button type="button" className="quiet-button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('signIn.out')}
      </button>
    </>
  );
};
