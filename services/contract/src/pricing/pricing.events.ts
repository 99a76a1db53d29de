import { defineEvents } from '@lastmile/eventsourcing';
import { pricingModes, sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();
const day = z.iso.date();
const fen = z.number().int().min(0);

const noticeOpened = z.object({
  /** What is shown, by what the rule asks for: NAME, PRICE, … */
  contents: z.record(z.string(), z.string()),
  places: z.array(z.string()),
  isBuyerRelated: z.boolean(),
  hasLeaders: z.boolean(),
  opensOn: day,
  /** Last day of the notice. */
  endsOn: day,
  days: z.number().int().min(1),
  ruleVersion: z.string(),
  openedAt: instant,
});
const noticeExtended = z.object({ endsOn: day, extendedAt: instant });
const objectionRaised = z.object({ objectionId: z.string(), raisedBy: z.string(), grounds: z.string(), raisedAt: instant });
const objectionDecided = z.object({
  objectionId: z.string(),
  outcome: z.enum(['DISMISSED', 'UPHELD']),
  reasons: z.string(),
  decidedBy: z.string(),
  decidedAt: instant,
});
const noticeClosed = z.object({ closedAt: instant });

export type NoticeEvent =
  | ({ type: 'NoticeOpened' } & z.infer<typeof noticeOpened>)
  | ({ type: 'NoticeExtended' } & z.infer<typeof noticeExtended>)
  | ({ type: 'ObjectionRaised' } & z.infer<typeof objectionRaised>)
  | ({ type: 'ObjectionDecided' } & z.infer<typeof objectionDecided>)
  | ({ type: 'NoticeClosed' } & z.infer<typeof noticeClosed>);

/** Stored names and shapes; spread into the codec of the stream that holds the notice. */
export const noticeDefinitions = {
  'NoticeOpened.v1': { event: 'NoticeOpened', schema: noticeOpened },
  'NoticeExtended.v1': { event: 'NoticeExtended', schema: noticeExtended },
  'ObjectionRaised.v1': { event: 'ObjectionRaised', schema: objectionRaised },
  'ObjectionDecided.v1': { event: 'ObjectionDecided', schema: objectionDecided },
  'NoticeClosed.v1': { event: 'NoticeClosed', schema: noticeClosed },
} as const;

const priceAgreed = z.object({
  priceMinor: fen,
  basis: z.string(),
  needsNotice: z.boolean(),
  /** The terms whose price it is. */
  termsHash: sha256Schema.optional(),
  agreedAt: instant,
});
const priceSettled = z.object({ mode: z.literal('AGREED_PRICE'), priceMinor: fen, ruleVersion: z.string(), settledAt: instant });

export type AgreedPriceEvent =
  | NoticeEvent
  | ({ type: 'PriceAgreed' } & z.infer<typeof priceAgreed>)
  | ({ type: 'PriceSettled' } & z.infer<typeof priceSettled>);

export const agreedPriceDefinitions = {
  ...noticeDefinitions,
  'PriceAgreed.v1': { event: 'PriceAgreed', schema: priceAgreed },
  'PriceSettled.v1': { event: 'PriceSettled', schema: priceSettled },
} as const;
export const agreedPriceCodec = defineEvents<AgreedPriceEvent>(agreedPriceDefinitions);

const saleListed = z.object({ basePriceMinor: fen, basis: z.string(), endsOn: day, ruleVersion: z.string(), listedAt: instant });
const offerPlaced = z.object({
  offerId: z.string(),
  bidderId: z.string(),
  priceMinor: fen,
  isSmallBusiness: z.boolean(),
  placedAt: instant,
});
const saleWon = z.object({
  offerId: z.string(),
  bidderId: z.string(),
  priceMinor: fen,
  /** Why this one among equal prices; left out when there was no tie. */
  tieBreak: z.enum(['SMALL_BUSINESS', 'EARLIER']).optional(),
  wonAt: instant,
});
const saleFailed = z.object({ failedAt: instant });

export type ListedSaleEvent =
  | ({ type: 'SaleListed' } & z.infer<typeof saleListed>)
  | ({ type: 'OfferPlaced' } & z.infer<typeof offerPlaced>)
  | ({ type: 'SaleWon' } & z.infer<typeof saleWon>)
  | ({ type: 'SaleFailed' } & z.infer<typeof saleFailed>);

export const listedSaleDefinitions = {
  'SaleListed.v1': { event: 'SaleListed', schema: saleListed },
  'OfferPlaced.v1': { event: 'OfferPlaced', schema: offerPlaced },
  'SaleWon.v1': { event: 'SaleWon', schema: saleWon },
  'SaleFailed.v1': { event: 'SaleFailed', schema: saleFailed },
} as const;
export const listedSaleCodec = defineEvents<ListedSaleEvent>(listedSaleDefinitions);

const auctionOpened = z.object({
  startPriceMinor: fen,
  stepMinor: fen.min(1),
  reserveMinor: fen,
  depositMinor: fen,
  basis: z.string(),
  closesAt: instant,
  ruleVersion: z.string(),
  openedAt: instant,
});
const depositPaid = z.object({ bidderId: z.string(), paidAt: instant });
const bidPlaced = z.object({ bidderId: z.string(), amountMinor: fen, placedAt: instant });
const hammerFell = z.object({
  bidderId: z.string(),
  hammerPriceMinor: fen,
  depositsToReturn: z.array(z.string()),
  fellAt: instant,
});
const auctionFailed = z.object({
  reason: z.enum(['NO_BIDS', 'RESERVE_NOT_MET']),
  depositsToReturn: z.array(z.string()),
  failedAt: instant,
});

export type AuctionEvent =
  | ({ type: 'AuctionOpened' } & z.infer<typeof auctionOpened>)
  | ({ type: 'DepositPaid' } & z.infer<typeof depositPaid>)
  | ({ type: 'BidPlaced' } & z.infer<typeof bidPlaced>)
  | ({ type: 'HammerFell' } & z.infer<typeof hammerFell>)
  | ({ type: 'AuctionFailed' } & z.infer<typeof auctionFailed>);

export const auctionDefinitions = {
  'AuctionOpened.v1': { event: 'AuctionOpened', schema: auctionOpened },
  'DepositPaid.v1': { event: 'DepositPaid', schema: depositPaid },
  'BidPlaced.v1': { event: 'BidPlaced', schema: bidPlaced },
  'HammerFell.v1': { event: 'HammerFell', schema: hammerFell },
  'AuctionFailed.v1': { event: 'AuctionFailed', schema: auctionFailed },
} as const;
export const auctionCodec = defineEvents<AuctionEvent>(auctionDefinitions);

export const pricingModeChosen = z.object({
  mode: z.enum(pricingModes),
  basis: z.string(),
  chosenBy: z.string(),
  chosenAt: instant,
});

/** Every stored name of the part: the choice of the mode, then what the three modes write. */
export const pricingDefinitions = {
  'PricingModeChosen.v1': { event: 'PricingModeChosen', schema: pricingModeChosen },
  ...agreedPriceDefinitions,
  ...listedSaleDefinitions,
  ...auctionDefinitions,
} as const;
