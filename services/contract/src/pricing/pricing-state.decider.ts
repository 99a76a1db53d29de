import type { PricingFacts } from '../checks/pre-signing.decider.js';
import type { Started } from '../contract/contract.types.js';
import { isStateUnit } from '../dossier/declared.decider.js';
import type { Pricing, ShownNotice } from './pricing.types.js';
import type { Notice } from './public-notice.decider.js';

const noNotice: Notice = { status: 'NONE' };

/** The newest notice, whatever terms it showed. */
export const newestNotice = ({ agreed }: Pricing): Notice => (agreed.status === 'NONE' ? noNotice : agreed.notice);

const isOfPresentTerms = ({ pricing, negotiation }: Started): boolean =>
  negotiation.terms !== undefined && pricing.agreedFor === negotiation.terms.hash;

/** What the notice of the present terms showed; undefined: these terms were not shown. */
export const currentNotice = (contract: Started): ShownNotice | undefined =>
  isOfPresentTerms(contract) ? contract.pricing.shown : undefined;

/** The notice of the present terms has run its days and nobody's objection stands. */
export const isNoticeClosed = (contract: Started): boolean =>
  isOfPresentTerms(contract) && newestNotice(contract.pricing).status === 'CLOSED';

export interface Won {
  priceMinor: number;
  buyerId: string;
}

/** What a sale or an auction decided: the price that the terms must have, and the buyer. */
export const wonBy = ({ mode, sale, auction }: Pricing): Won | undefined => {
  if (mode === 'LISTED_SALE' && sale.status === 'WON') return { priceMinor: sale.priceMinor, buyerId: sale.bidderId };
  if (mode === 'AUCTION' && auction.status === 'WON') return { priceMinor: auction.hammerPriceMinor, buyerId: auction.bidderId };
  return undefined;
};

const isPriceDone = (contract: Started): boolean => {
  const { pricing, negotiation, deal } = contract;
  const won = wonBy(pricing);
  if (won)
    return (
      won.priceMinor === negotiation.terms?.content.priceMinor &&
      deal.parties.some(({ organisationId, side }) => side === 'DEMAND' && organisationId === won.buyerId)
    );
  return pricing.mode === 'AGREED_PRICE' && pricing.agreed.status === 'SETTLED' && isOfPresentTerms(contract);
};

/** What the check of the price looks at. */
export const pricingFactsOf = (contract: Started): PricingFacts => ({
  isStateUnit: isStateUnit(contract.dossier),
  mode: contract.pricing.mode,
  isDone: isPriceDone(contract),
  isNoticeClosed: isNoticeClosed(contract),
});
