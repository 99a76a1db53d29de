import { reject } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import type { StoredTerms } from '../negotiation/stored-terms.events.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';

export interface TermsInForce {
  readonly version: number;
  readonly hash: string;
  readonly content: StoredTerms;
}

/** What binds the parties: the terms of the last amendment that both signed, else those of the conclusion. */
export const termsInForce = ({ amendment, negotiation, signing }: Started): TermsInForce => {
  if (signing.concludedAt === undefined) throw reject('CONTRACT_NOT_CONCLUDED');
  const terms = amendment.inForce ?? negotiation.terms;
  if (!terms) throw new Error('a contract was concluded without terms');
  return terms;
};

/** The day (in China) on which the contract was concluded. */
export const concludedOn = ({ signing }: Started): IsoDate => {
  if (signing.concludedAt === undefined) throw reject('CONTRACT_NOT_CONCLUDED');
  return chinaDayOf(signing.concludedAt);
};

/** The first day on which a concluded contract is in effect: at once where it says so, else from its `validFrom` on, never earlier. */
export const effectiveOn = (contract: Started): IsoDate => {
  const { takesEffect, validFrom } = termsInForce(contract).content;
  const concluded = concludedOn(contract);
  return takesEffect === 'AT_CONCLUSION' || validFrom < concluded ? concluded : validFrom;
};

const inEffect: readonly string[] = ['EFFECTIVE', 'PERFORMING', 'ACCEPTED', 'COMPLETED'];

/** Whether the contract is in effect on a day; a terminated one is not. */
export const isInEffect = (contract: Started, today: IsoDate): boolean =>
  inEffect.includes(contract.status) || (contract.status === 'CONCLUDED' && effectiveOn(contract) <= today);
