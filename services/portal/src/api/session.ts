import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { Role } from '@lastmile/protocol';
import { Problem, get, post } from './client.js';
import { recall, remember } from './remembered.js';

export interface Me {
  organisationId: string;
  role: Role;
  name?: { zh: string; en: string };
}

/** The cookie cannot be seen from here; a visitor who never signed in is not asked about. */
const mark = 'signed-in';

const whoAmI = async (): Promise<Me | null> => {
  if (recall(mark) === null) return null;
  try {
    return await get<Me>('/auth/me');
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    remember(mark, null);
    return null;
  }
};

/** Null for whoever has not signed in. */
export const useMe = (): UseQueryResult<Me | null> => useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000 });

export const useSignIn = (): UseMutationResult<unknown, Error, string> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (apiKey: string) => {
      await post('/auth/sign-in', { apiKey });
      remember(mark, 'yes');
    },
    onSuccess: () => cache.resetQueries(),
  });
};

/** Begins anew: nothing that was read for one organisation is left for the next. */
export const useSignOut = (): UseMutationResult<unknown, Error, void> =>
  useMutation({
    mutationFn: async () => {
      await post('/auth/sign-out');
      remember(mark, null);
      window.location.reload();
    },
  });
