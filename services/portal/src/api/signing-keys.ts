import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { OutputOf, contractMessages } from '@lastmile/protocol';
import type { KeyRegistration, KeyRotation } from '@lastmile/receipt';
import { keptKeys } from '../keys/key-store.js';
import type { KeptKey } from '../keys/key-store.js';
import { post } from './client.js';
import { settled, useCommand } from './commands.js';
import { useOne } from './queries.js';

type Keys = OutputOf<typeof contractMessages.listKeys>;
export type SigningKey = Keys['items'][number];

/** The keys that an organisation has registered. */
export const useSigningKeys = (organisationId: string): UseQueryResult<Keys> =>
  useOne<Keys>(`/organisations/${organisationId}/signing-keys`);

/** The sealed keys in this browser. */
export const useKeptKeys = (organisationId: string): UseQueryResult<KeptKey[]> =>
  useQuery({
    queryKey: ['changing', 'kept-keys', organisationId],
    queryFn: () => keptKeys(organisationId),
    retry: false,
  });

export const useRegisterKey = (organisationId: string) =>
  useCommand((body: KeyRegistration) => post(`/organisations/${organisationId}/signing-keys`, body));
export const useRotateKey = (organisationId: string) =>
  useCommand(({ keyId, body }: { keyId: string; body: KeyRotation }) =>
    post(`/organisations/${organisationId}/signing-keys/${keyId}/rotate`, body),
  );
export type RevocationReason = NonNullable<SigningKey['revokedFor']>;
export const useRevokeKey = (organisationId: string) =>
  useCommand(({ keyId, reason }: { keyId: string; reason: RevocationReason }) =>
    post(`/organisations/${organisationId}/signing-keys/${keyId}/revoke`, { reason }),
  );

type Policy = OutputOf<typeof contractMessages.getSigningPolicy>;
/** Who signs for an organisation, and how many of them. */
export const useSigningPolicy = (organisationId: string): UseQueryResult<Policy> =>
  useOne<Policy>(`/organisations/${organisationId}/signing-policy`);

export interface SignatureToSend {
  id: string;
  keyId: string;
  signature: string;
}
export const useSign = () =>
  useCommand(({ id, ...body }: SignatureToSend) => settled('contracts', `/contracts/${id}/sign`, body));
