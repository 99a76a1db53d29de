import { reject } from '@lastmile/protocol';
import type { Started } from './contract.types.js';

/** Only the two parties negotiate, sign and perform. */
export const assertParty = (contract: Started, organisationId: string): void => {
  if (!contract.deal.parties.some((party) => party.organisationId === organisationId)) throw reject('NOT_A_PARTY');
};

/** A step of one side: SUPPLY sells, DEMAND buys. A stranger is told that it is no party. */
export const assertSide = (contract: Started, organisationId: string, side: 'SUPPLY' | 'DEMAND'): void => {
  assertParty(contract, organisationId);
  const isOfSide = contract.deal.parties.some((party) => party.organisationId === organisationId && party.side === side);
  if (!isOfSide) throw reject('NOT_YOUR_STEP', { by: side === 'SUPPLY' ? 'SELLER' : 'BUYER' });
};
