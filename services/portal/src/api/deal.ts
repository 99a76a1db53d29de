import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { NoticeView, OutputOf, dossierMessages } from '@lastmile/protocol';
import { downloadBlob } from '../parts/download.js';
import { get, getFile, post } from './client.js';
import { useCommand } from './commands.js';
import { useOne, usePages } from './queries.js';
import type { PagesResult } from './queries.js';

export interface ActionToRun {
  route: string;
  params: Readonly<Record<string, string>>;
  body: unknown;
}

/** The address of a route, without its method and the API's own prefix. */
export const addressOfRoute = (route: string, params: Readonly<Record<string, string>>): string =>
  route.replace(/^\w+ \/api\/v1/, '').replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/** Takes a step and waits until the contract's page has seen it. */
export const useDealAction = () =>
  useCommand(async ({ route, params, body }: ActionToRun) => {
    const { revision } = await post<{ revision?: number }>(addressOfRoute(route, params), body);
    const { id } = params;
    if (id !== undefined && revision !== undefined) await get(`/contracts/${id}?atRevision=${revision}`);
  });

/** Hands a file of the API out; a refusal is said on the page, not put into a file. */
export const useFile = (path: string, name: string): UseMutationResult<void, Error, void> =>
  useMutation({ mutationFn: async () => downloadBlob(name, await getFile(path)) });

export type Checks = OutputOf<typeof dossierMessages.checks>;
export type Check = Checks['checks'][number];

/** The checklist as it stands today. */
export const useChecks = (id: string): UseQueryResult<Checks> => useOne<Checks>(`/contracts/${id}/checks`);
export const useNotices = (): PagesResult<NoticeView> => usePages<NoticeView>('/notices');
