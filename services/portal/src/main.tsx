import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/client.js';
import { startLanguages } from './i18n/index.js';
import { Look } from './parts/look.js';
import { router } from './router.js';
import './style.css';
import './pages.css';
import './deal.css';

/** A refusal is an answer; only what never arrived is asked again. */
const retry = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500);

// The platform may run on this machine: being off-line is found out by asking, not by the browser's opinion.
const networkMode = 'always';
const queries = new QueryClient({
  defaultOptions: { queries: { retry, networkMode, staleTime: 5_000 }, mutations: { networkMode } },
});

await startLanguages();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
);
