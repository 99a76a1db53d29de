import { reject } from '@lastmile/protocol';
import type { DealStatus } from '../lifecycle/life.decider.js';
import type { Started } from './contract.types.js';

/**
 * The life of a contract as data: from each status, where each command may lead; a missing entry means the status does not take the
 * command. The deciders consult it, the README prints it, and a spec checks that every status can be reached.
 */
export const lifecycle = {
  DRAFTED: { ProposeTerms: 'DRAFTED', AcceptTerms: 'AGREED' },
  AGREED: { ProposeTerms: 'DRAFTED', SignContract: 'SIGNING' },
  SIGNING: { SignContract: 'CONCLUDED' },
  CONCLUDED: {},
} as const satisfies Record<string, Partial<Record<'ProposeTerms' | 'AcceptTerms' | 'SignContract', string>>>;

export const mayMeet = (status: DealStatus, command: 'ProposeTerms' | 'AcceptTerms' | 'SignContract'): boolean => {
  const row: Readonly<Record<string, Readonly<Record<string, string>>>> = lifecycle;
  return row[status]?.[command] !== undefined;
};

/** Only the two parties negotiate, sign and perform. */
export const assertParty = (contract: Started, organisationId: string): void => {
  if (!contract.deal.parties.some((party) => party.organisationId === organisationId)) throw reject('NOT_A_PARTY');
};
