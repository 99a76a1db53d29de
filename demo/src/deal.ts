import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { registrationPayload } from '@lastmile/receipt';
import { ApiProblem, until } from './api.js';
import type { Api } from './api.js';
import type { Contract, Party } from './contract.js';
import { prepareSigning } from './before-signing.js';
import type { BeforeSigning } from './before-signing.js';
import { termsFor } from './terms.js';

export interface Match {
  id: string;
  revision: number;
  listingId: string;
  demandId: string;
  supply: { organisationId: string; title: string };
  demand: { organisationId: string; title: string };
  score: number;
  level: number;
  status: string;
  explanation: { words: { word: string; weight: number; counterpart?: string }[] };
  rendered: { zh: string[]; en: string[] };
}

export interface HistoryEntry {
  revision: number;
  type: string;
  at: string;
  organisationId: string;
  role: string;
}

interface Signatory extends Party {
  keyId: string;
  privateKey: KeyObject;
}

interface Result {
  id: string;
  revision: number;
}

const rawPublicKey = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

/** Makes a key pair here, registers the public half with the proof that it has the private one, which never leaves this process. */
const signatory = async (party: Party): Promise<Signatory> => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const path = `/organisations/${party.organisationId}/signing-keys`;
  const key = {
    algorithm: 'Ed25519',
    publicKey: rawPublicKey(publicKey),
    signatory: { id: 'demo-signatory', role: 'LEGAL_REPRESENTATIVE' },
  } as const;
  const text = registrationPayload({ ...key, organisationId: party.organisationId });
  const proof = sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64');
  const { keyId } = await party.api.post<{ keyId: string }>(path, { ...key, proof });
  return { ...party, keyId, privateKey };
};

const getContract = (party: Party, { id, revision }: Result): Promise<Contract> =>
  party.api.get(`/contracts/${id}?atRevision=${revision}`);

const propose = async (party: Party, contractId: string, terms: object): Promise<Contract> =>
  getContract(party, await party.api.post<Result>(`/contracts/${contractId}/terms`, terms));

const accept = async (party: Party, { id, terms }: Contract): Promise<Contract> =>
  getContract(party, await party.api.post<Result>(`/contracts/${id}/accept`, { version: terms?.version, hash: terms?.hash }));

const signAs = async (party: Signatory, { id, signingPayload = '' }: Contract): Promise<Contract> => {
  const signature = sign(null, Buffer.from(signingPayload, 'utf8'), party.privateKey).toString('base64');
  return getContract(party, await party.api.post<Result>(`/contracts/${id}/sign`, { keyId: party.keyId, signature }));
};

/** The draft follows the introduction within a moment; every other refusal is one. */
const unlessNotYet = (error: unknown): undefined => {
  if (!(error instanceof ApiProblem && error.problem.code === 'MATCH_NOT_INTRODUCED')) throw error;
};

/** Both sides say yes; the platform drafts the contract by itself. */
export const introduce = async (match: Match, supply: Party, demand: Party): Promise<Contract> => {
  await demand.api.post(`/matches/${match.id}/intent`, { note: '有意进一步洽谈' });
  await supply.api.post(`/matches/${match.id}/intent`, { note: '欢迎来校考察' });
  return until('the draft that follows the introduction', 30, async () => {
    const drafted = await supply.api.post<Result>('/contracts', { matchId: match.id }).catch(unlessNotYet);
    return drafted && getContract(supply, drafted);
  });
};

/** A patent number of this contract alone, so that the story can be told again and again. */
const patentOf = ({ id }: Contract): string => `ZL${createHash('sha256').update(id).digest('hex').slice(0, 12).toUpperCase()}`;

export interface Concluded {
  before: BeforeSigning;
  contract: Contract;
  history: HistoryEntry[];
}

/** An offer, a counter-offer, acceptance; what has to come before signing; two signatures. */
export const conclude = async (
  contract: Contract,
  { supply, demand, operator }: { supply: Party; demand: Party; operator: Api },
): Promise<Concluded> => {
  const [seller, buyer] = [await signatory(supply), await signatory(demand)];
  const { today } = await operator.get<{ today: string }>('/ops/calendar');
  const about = { today, ip: patentOf(contract) };
  await propose(seller, contract.id, termsFor(contract.title, 1_200_000, about));
  const counter = await propose(buyer, contract.id, termsFor(contract.title, 980_000, about));
  const agreed = await accept(seller, counter);
  const before = await prepareSigning(agreed, { seller, operator });
  await signAs(seller, agreed);
  const concluded = await signAs(buyer, agreed);
  const { entries } = await supply.api.get<{ entries: HistoryEntry[] }>(`/contracts/${contract.id}/history`);
  return { before, contract: concluded, history: entries };
};
