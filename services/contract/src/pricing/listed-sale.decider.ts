import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { chinaDayOf } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import type { ListedSaleEvent } from './pricing.events.js';

export interface Offer {
  offerId: string;
  bidderId: string;
  priceMinor: number;
  isSmallBusiness: boolean;
}
export type ListedSale =
  | { status: 'NONE' }
  | { status: 'LISTED'; basePriceMinor: number; endsOn: IsoDate; offers: readonly Offer[] }
  | { status: 'WON'; offerId: string; bidderId: string; priceMinor: number }
  | { status: 'FAILED' };

export type ListedSaleCommand =
  | { type: 'ListForSale'; basePriceMinor: number; basis: string; endsOn: IsoDate; region: string; now: string }
  | ({ type: 'PlaceOffer'; now: string } & Offer)
  | { type: 'CloseSale'; now: string };

const stepNotPossible = (state: ListedSale) => reject('PRICING_STEP_NOT_POSSIBLE', { status: state.status });

const list = (command: Extract<ListedSaleCommand, { type: 'ListForSale' }>, state: ListedSale): ListedSaleEvent[] => {
  if (state.status !== 'NONE' && state.status !== 'FAILED') throw stepNotPossible(state);
  const { basePriceMinor, basis, endsOn, region, now } = command;
  if (basis.trim() === '') throw reject('PRICE_BASIS_MISSING');
  if (endsOn < chinaDayOf(now)) throw reject('VALIDITY_IN_THE_PAST', { validUntil: endsOn, today: chinaDayOf(now) });
  const { version: ruleVersion } = ruleAt('pricing-modes', region, chinaDayOf(now));
  return [{ type: 'SaleListed', basePriceMinor, basis, endsOn, ruleVersion, listedAt: now }];
};

const place = (command: Extract<ListedSaleCommand, { type: 'PlaceOffer' }>, state: ListedSale): ListedSaleEvent[] => {
  const { offerId, bidderId, priceMinor, isSmallBusiness, now } = command;
  if (state.status !== 'LISTED' || chinaDayOf(now) > state.endsOn) throw stepNotPossible(state);
  if (state.offers.some((offer) => offer.offerId === offerId)) return [];
  if (priceMinor < state.basePriceMinor) throw reject('BID_TOO_LOW', { atLeast: fromMinorUnits(state.basePriceMinor).amount });
  return [{ type: 'OfferPlaced', offerId, bidderId, priceMinor, isSmallBusiness, placedAt: now }];
};

/** The highest price; among equals a small business first (Beijing regulation, Art. 23), then the earlier offer. */
export const bestOffer = (offers: readonly Offer[]): { offer: Offer; tieBreak?: 'SMALL_BUSINESS' | 'EARLIER' } | undefined => {
  const highest = Math.max(...offers.map(({ priceMinor }) => priceMinor));
  const [first, ...others] = offers.filter(({ priceMinor }) => priceMinor === highest);
  if (!first) return undefined;
  const small = [first, ...others].find(({ isSmallBusiness }) => isSmallBusiness);
  const isDecidedBySize = small !== undefined && others.length > 0 && [first, ...others].some((one) => !one.isSmallBusiness);
  if (isDecidedBySize) return { offer: small, tieBreak: 'SMALL_BUSINESS' };
  return others.length > 0 ? { offer: first, tieBreak: 'EARLIER' } : { offer: first };
};

const close = (now: string, state: ListedSale): ListedSaleEvent[] => {
  if (state.status === 'WON' || state.status === 'FAILED') return [];
  if (state.status !== 'LISTED') throw stepNotPossible(state);
  if (chinaDayOf(now) <= state.endsOn) throw stepNotPossible(state);
  const best = bestOffer(state.offers);
  if (!best) return [{ type: 'SaleFailed', failedAt: now }];
  const { offerId, bidderId, priceMinor } = best.offer;
  const tie = best.tieBreak ? { tieBreak: best.tieBreak } : {};
  return [{ type: 'SaleWon', offerId, bidderId, priceMinor, ...tie, wonAt: now }];
};

const decide = (command: ListedSaleCommand, state: ListedSale): ListedSaleEvent[] => {
  switch (command.type) {
    case 'ListForSale':
      return list(command, state);
    case 'PlaceOffer':
      return place(command, state);
    case 'CloseSale':
      return close(command.now, state);
  }
};

const evolve = (state: ListedSale, event: ListedSaleEvent): ListedSale => {
  switch (event.type) {
    case 'SaleListed':
      return { status: 'LISTED', basePriceMinor: event.basePriceMinor, endsOn: event.endsOn, offers: [] };
    case 'OfferPlaced': {
      if (state.status !== 'LISTED') throw new Error('OfferPlaced before SaleListed: the stream is not one of ours');
      const { offerId, bidderId, priceMinor, isSmallBusiness } = event;
      return { ...state, offers: [...state.offers, { offerId, bidderId, priceMinor, isSmallBusiness }] };
    }
    case 'SaleWon':
      return { status: 'WON', offerId: event.offerId, bidderId: event.bidderId, priceMinor: event.priceMinor };
    case 'SaleFailed':
      return { status: 'FAILED' };
  }
};

/** A sale by listing: a base price with its basis, offers to the end of a day, won or failed; a failed one may be listed again. */
export const listedSaleDecider: Decider<ListedSale, ListedSaleCommand, ListedSaleEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
