import type { PricingMode } from '@lastmile/protocol';
import type { z } from 'zod';
import type { AgreedPrice } from './agreed-price.decider.js';
import type { Auction } from './auction.decider.js';
import type { ListedSale } from './listed-sale.decider.js';
import type { AgreedPriceEvent, AuctionEvent, ListedSaleEvent, pricingModeChosen } from './pricing.events.js';

export interface ShownObjection {
  id: string;
  raisedBy: string;
  grounds: string;
  raisedAt: string;
  outcome?: 'DISMISSED' | 'UPHELD';
  reasons?: string;
  decidedAt?: string;
}

/** What the public page of the newest notice shows. */
export interface ShownNotice {
  contents: Record<string, string>;
  places: string[];
  isBuyerRelated: boolean;
  hasLeaders: boolean;
  objections: ShownObjection[];
}

/** How the price comes about. `agreedFor`: the terms whose price was agreed and shown; other terms begin anew. */
export interface Pricing {
  mode?: PricingMode;
  basis?: string;
  agreedFor?: string;
  agreed: AgreedPrice;
  sale: ListedSale;
  auction: Auction;
  shown?: ShownNotice;
}

interface Asked {
  organisationId: string;
  now: string;
}
export type SaleCommand =
  | ({ type: 'ListForSale'; basePriceMinor: number; basis: string; endsOn: string } & Asked)
  | ({ type: 'PlaceOffer'; offerId: string; priceMinor: number; isSmallBusiness: boolean } & Asked)
  | ({ type: 'CloseSale' } & Asked)
  | ({
      type: 'OpenAuction';
      startPriceMinor: number;
      stepMinor: number;
      reserveMinor: number;
      depositMinor: number;
      closesAt: string;
      basis: string;
    } & Asked)
  | ({ type: 'RecordDeposit'; bidderId: string } & Asked)
  | ({ type: 'PlaceBid'; amountMinor: number } & Asked)
  | ({ type: 'CloseAuction' } & Asked);
export type PriceNoticeCommand =
  | ({
      type: 'OpenNotice';
      days?: number;
      contents: Readonly<Record<string, string>>;
      places: readonly ('UNIT' | 'TECHNOLOGY_MARKET')[];
    } & Asked)
  | ({ type: 'ExtendNotice'; endsOn: string } & Asked)
  | ({ type: 'RaiseObjection'; objectionId: string; grounds: string } & Asked)
  | ({ type: 'DecideObjection'; objectionId: string; outcome: 'DISMISSED' | 'UPHELD'; reasons: string } & Asked)
  | ({ type: 'CloseNotice' } & Asked);
export type PricingCommand =
  ({ type: 'ChoosePricing'; mode: PricingMode; basis: string } & Asked) | SaleCommand | PriceNoticeCommand;

export type PricingEvent =
  ({ type: 'PricingModeChosen' } & z.infer<typeof pricingModeChosen>) | AgreedPriceEvent | ListedSaleEvent | AuctionEvent;
