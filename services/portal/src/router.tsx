import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { MarketPage } from './pages/market-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { Frame } from './parts/frame.js';
import { ProblemNote } from './parts/problem-note.js';
import { readSearch } from './search/market-search.js';

/** A page that could not be fetched, or that broke. */
const Broken = ({ error }: ErrorComponentProps) => <ProblemNote error={error} onRetry={() => window.location.reload()} />;

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });

const someOf =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): Partial<Record<Name, string>> =>
    Object.fromEntries(names.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : []))) as Partial<
      Record<Name, string>
    >;

/** The first page comes at once, the others when they are asked for. */
const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: MarketPage, validateSearch: readSearch }),
  createRoute({
    getParentRoute: () => root,
    path: '/matches',
    validateSearch: someOf('status'),
    component: lazyRouteComponent(() => import('./pages/matches-page.js'), 'MatchesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/matches/$id',
    component: lazyRouteComponent(() => import('./pages/matches-page.js'), 'MatchPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/contracts',
    component: lazyRouteComponent(() => import('./pages/contracts-page.js'), 'ContractsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/contracts/$id',
    component: lazyRouteComponent(() => import('./pages/contract-page.js'), 'ContractPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/inbox',
    validateSearch: someOf('show'),
    component: lazyRouteComponent(() => import('./pages/inbox-page.js'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/searches',
    component: lazyRouteComponent(() => import('./pages/searches-page.js'), 'SearchesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/quality',
    component: lazyRouteComponent(() => import('./pages/quality-page.js'), 'QualityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records',
    component: lazyRouteComponent(() => import('./pages/records-page.js'), 'RecordsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/verify',
    validateSearch: someOf('index', 'termsHash'),
    component: lazyRouteComponent(() => import('./pages/verify-page.js'), 'VerifyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules',
    validateSearch: someOf('place', 'at'),
    component: lazyRouteComponent(() => import('./pages/rules-page.js'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    component: lazyRouteComponent(() => import('./pages/notices-page.js'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/keys',
    component: lazyRouteComponent(() => import('./pages/keys-page.js'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/listings/$id',
    component: lazyRouteComponent(() => import('./pages/record-page.js'), 'ListingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/demands/$id',
    component: lazyRouteComponent(() => import('./pages/record-page.js'), 'DemandPage'),
  }),
];

/** Everything in the address is a text, as it is written: a region's digits are no number. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultErrorComponent: Broken,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search as Record<string, string | undefined>).filter((entry) => entry[1] !== undefined);
    return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][]).toString()}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
