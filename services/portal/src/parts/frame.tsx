import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import type { Visitor } from '@lastmile/protocol';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../api/live.js';
import { useUnread } from '../api/queries.js';
import { useMe } from '../api/session.js';
import { mayOpen } from './access.js';
import { LanguageSwitch } from './language-switch.js';
import { PageLink } from './page-link.js';
import { SignIn } from './sign-in.js';

const Mark = () => (
  <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#fff" fillOpacity="0.14" />
    <path d="M7 22c6 0 5-12 11-12h7" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
    <circle cx="7" cy="22" r="2.6" fill="#f2b544" />
    <path d="m21 5 5 5-5 5" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);

const Unread = () => {
  const { t } = useTranslation();
  const { data } = useUnread(true);
  if (!data?.unread) return null;
  return (
    <>
      {' '}
      <span className="badge">{data.unread > 99 ? '99+' : data.unread}</span>
      <span className="sr-only">{t('inbox.unread')}</span>
    </>
  );
};

const links = [
  { to: '/', name: 'nav.market' },
  { to: '/matches', name: 'nav.matches' },
  { to: '/contracts', name: 'nav.contracts' },
  { to: '/inbox', name: 'nav.inbox' },
  { to: '/keys', name: 'nav.keys' },
] as const;

const Navigation = ({ visitor, path }: { visitor: Visitor; path: string }) => {
  const { t } = useTranslation();
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {links
        .filter(({ to }) => mayOpen(to, visitor))
        .map(({ to, name }) => {
          const isHere = to === '/' ? path === '/' : path.startsWith(to);
          return (
            <Link key={to} to={to} className="nav-link" aria-current={isHere ? 'page' : undefined}>
              {t(name)}
              {to === '/inbox' && <Unread />}
            </Link>
          );
        })}
      <a className="nav-link" href="/api/docs">
        {t('nav.docs')}
      </a>
    </nav>
  );
};

/** Whoever works with the keyboard, or listens, starts each page at its beginning. */
const useFocusOnPage = (path: string) => {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  return main;
};

/** Header, the page, footer. */
export const Frame = () => {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useFocusOnPage(path);
  useLiveUpdates(me?.organisationId);
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="header">
        <Link to="/" className="brand">
          <Mark />
          <span>{t('brand')}</span>
        </Link>
        <Navigation visitor={me?.role ?? 'anonymous'} path={path} />
        <div className="header-end">
          <LanguageSwitch />
          <SignIn />
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <footer className="footer">
        <nav className="footer-links" aria-label={t('links.label')}>
          <PageLink to="/verify">{t('links.verify')}</PageLink>
          <PageLink to="/notices">{t('links.notices')}</PageLink>
          <PageLink to="/rules">{t('links.rules')}</PageLink>
        </nav>
        {t('footer')}
      </footer>
    </div>
  );
};
