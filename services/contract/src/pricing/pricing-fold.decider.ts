import { agreedPriceDecider } from './agreed-price.decider.js';
import { auctionDecider } from './auction.decider.js';
import { listedSaleDecider } from './listed-sale.decider.js';
import type { AgreedPriceEvent } from './pricing.events.js';
import type { Pricing, PricingEvent, ShownNotice } from './pricing.types.js';

const shownAfter = (shown: ShownNotice | undefined, event: AgreedPriceEvent): ShownNotice | undefined => {
  if (event.type === 'NoticeOpened') {
    const { contents, places, isBuyerRelated, hasLeaders } = event;
    return { contents, places, isBuyerRelated, hasLeaders, objections: [] };
  }
  if (!shown) return undefined;
  if (event.type === 'ObjectionRaised') {
    const { objectionId: id, raisedBy, grounds, raisedAt } = event;
    return { ...shown, objections: [...shown.objections, { id, raisedBy, grounds, raisedAt }] };
  }
  if (event.type === 'ObjectionDecided') {
    const { objectionId, outcome, reasons, decidedAt } = event;
    const objections = shown.objections.map((one) => (one.id === objectionId ? { ...one, outcome, reasons, decidedAt } : one));
    return { ...shown, objections };
  }
  return shown;
};

const agreedAfter = (slice: Pricing, event: AgreedPriceEvent): Pricing => ({
  ...slice,
  agreed: agreedPriceDecider.evolve(slice.agreed, event),
  ...(event.type === 'PriceAgreed'
    ? { agreedFor: event.termsHash, shown: undefined }
    : { shown: shownAfter(slice.shown, event) }),
});

export const evolvePricing = (slice: Pricing, event: PricingEvent): Pricing => {
  switch (event.type) {
    case 'PricingModeChosen':
      return { ...slice, mode: event.mode, basis: event.basis };
    case 'SaleListed':
    case 'OfferPlaced':
    case 'SaleWon':
    case 'SaleFailed':
      return { ...slice, sale: listedSaleDecider.evolve(slice.sale, event) };
    case 'AuctionOpened':
    case 'DepositPaid':
    case 'BidPlaced':
    case 'HammerFell':
    case 'AuctionFailed':
      return { ...slice, auction: auctionDecider.evolve(slice.auction, event) };
    default:
      return agreedAfter(slice, event);
  }
};
