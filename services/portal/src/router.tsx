import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { MarketPage } from './pages/market-page.js';
import { Frame } from './parts/frame.js';

const root = createRootRoute({ component: Frame, notFoundComponent: MarketPage });

/** The first page comes at once, the others when they are asked for. */
const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: MarketPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/matches',
    component: lazyRouteComponent(() => import('./pages/matches-page.js'), 'MatchesPage'),
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
    component: lazyRouteComponent(() => import('./pages/inbox-page.js'), 'InboxPage'),
  }),
];

export const router = createRouter({ routeTree: root.addChildren(routes) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
