import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useSignOut } from '../api/queries.js';

const SignedIn = ({ name }: { name: string }) => {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <>
      <span className="who" title={name}>
        {name}
      </span>
      <button type="button" className="quiet-button" onClick={() => signOut.mutate(undefined)}>
        {t('signIn.out')}
      </button>
    </>
  );
};

/** Fetched when somebody wants in. */
const SignInDialog = lazy(() => import('./sign-in-dialog.js'));

/** The organisation that is signed in, or the way in. */
export const SignIn = () => {
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { data: me } = useMe();
  if (me) return <SignedIn name={(i18n.language === 'en' ? me.name?.en : me.name?.zh) ?? me.organisationId} />;
  return (
    <>
      <button type="button" className="light-button" onClick={() => setOpen(true)}>
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
