import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/queries.js';
import { LanguageSwitch } from './language-switch.js';
import { SignIn } from './sign-in.js';

const Mark = () => (
  <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#fff" fillOpacity="0.14" />
    <path d="M7 22c6 0 5-12 11-12h7" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
    <circle cx="7" cy="22" r="2.6" fill="#f2b544" />
    <path d="m21 5 5 5-5 5" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);

const links = [
  { to: '/', name: 'nav.market', isPublic: true },
  { to: '/matches', name: 'nav.matches', isPublic: false },
  { to: '/contracts', name: 'nav.contracts', isPublic: false },
  { to: '/inbox', name: 'nav.inbox', isPublic: false },
] as const;

/** Header, the page, footer. */
export const Frame = () => {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div className="frame">
      <header className="header">
        <Link to="/" className="brand">
          <Mark />
          <span>{t('brand')}</span>
        </Link>
        <nav className="nav" aria-label={t('brand')}>
          {links
            .filter(({ isPublic }) => isPublic || me)
            .map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                className={(to === '/' ? path === '/' : path.startsWith(to)) ? 'nav-link is-here' : 'nav-link'}
              >
                {t(name)}
              </Link>
            ))}
          <a className="nav-link" href="/api/docs">
            {t('nav.docs')}
          </a>
        </nav>
        <div className="header-end">
          <LanguageSwitch />
          <SignIn />
        </div>
      </header>
      <main className="main">
        <Outlet />
      </main>
      <footer className="footer">{t('footer')}</footer>
    </div>
  );
};
