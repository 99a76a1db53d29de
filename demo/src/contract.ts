import type { Api } from './api.js';

export interface Contract {
  id: string;
  revision: number;
  status: string;
  title: string;
  terms?: { version: number; hash: string; content: object };
  signingPayload?: string;
  signatures: { organisationId: string; keyId: string }[];
  concludedAt?: string;
}

export interface Party {
  api: Api;
  organisationId: string;
}
