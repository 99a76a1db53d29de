import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { registrationPayload } from '@lastmile/receipt';
import { ApiProblem, until } from './api.js';
import type { Api } from './api.js';

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

export interface HistoryEntry {
  revision: number;
  type: string;
  at: string;
  organisationId: string;
  role: string;
}

export interface Party {
  api: Api;
  organisationId: string;
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

const termsFor = (title: string, amount: string): object => ({
  kind: 'LICENCE',
  licenceMode: 'NON_EXCLUSIVE',
  projectName: title.slice(0, 300),
  scope: '普通许可,中国境内,用于被许可方自有产品',
  price: { amount, currency: 'CNY' },
  paymentPlan: '签订后支付 30%,验收后支付 70%',
  validFrom: '2027-01-01',
  validTo: '2031-12-31',
  acceptanceCriteria: '按需求所列指标验收',
  ownershipOfResults: '后续改进归完成改进的一方所有',
  confidentiality: '双方对未公开的技术资料保密五年',
});

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

/** An offer, a counter-offer, acceptance, two signatures. */
export const conclude = async (
  contract: Contract,
  supply: Party,
  demand: Party,
): Promise<{ contract: Contract; history: HistoryEntry[] }> => {
  const [seller, buyer] = [await signatory(supply), await signatory(demand)];
  await propose(seller, contract.id, termsFor(contract.title, '1200000.00'));
  const counter = await propose(buyer, contract.id, termsFor(contract.title, '980000.00'));
  const agreed = await accept(seller, counter);
  await signAs(seller, agreed);
  const concluded = await signAs(buyer, agreed);
  const { entries } = await supply.api.get<{ entries: HistoryEntry[] }>(`/contracts/${contract.id}/history`);
  return { contract: concluded, history: entries };
};
