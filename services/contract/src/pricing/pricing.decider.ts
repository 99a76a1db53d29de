import { fromMinorUnits, reject } from '@lastmile/protocol';
import { assertSide } from '../contract/contract-rules.decider.js';
import type { Part, Started } from '../contract/contract.types.js';
import { marksOf, regionOf } from '../dossier/declared.decider.js';
import { agreedPriceDecider } from './agreed-price.decider.js';
import type { AgreedPrice } from './agreed-price.decider.js';
import { auctionDecider } from './auction.decider.js';
import { listedSaleDecider } from './listed-sale.decider.js';
import { newestNotice, wonBy } from './pricing-state.decider.js';
import type { AgreedPriceEvent } from './pricing.events.js';
import type { PriceNoticeCommand, Pricing, PricingCommand, PricingEvent, SaleCommand } from './pricing.types.js';
import { evolvePricing } from './pricing-fold.decider.js';

type Of<Type extends PricingCommand['type']> = Extract<PricingCommand, { type: Type }>;

/** While a price is shown or sold, and once it was won, its mode stands. */
const isModeFree = (pricing: Pricing): boolean => {
  const notice = newestNotice(pricing).status;
  const isRunning =
    notice === 'OPEN' || notice === 'FROZEN' || pricing.sale.status === 'LISTED' || pricing.auction.status === 'OPEN';
  return !isRunning && wonBy(pricing) === undefined;
};

const choose = ({ mode, basis, organisationId, now }: Of<'ChoosePricing'>, { pricing }: Started): PricingEvent[] => {
  if (pricing.mode === mode && pricing.basis === basis) return [];
  if (!isModeFree(pricing)) throw reject('PRICING_STEP_NOT_POSSIBLE', { status: pricing.mode ?? 'NONE' });
  return [{ type: 'PricingModeChosen', mode, basis, chosenBy: organisationId, chosenAt: now }];
};

const assertMode = ({ mode }: Pricing, wanted: Pricing['mode']): void => {
  if (mode !== wanted) throw reject('PRICING_STEP_NOT_POSSIBLE', { status: mode ?? 'NONE' });
};

/** Whoever sells does not bid. */
const assertOther = (contract: Started, organisationId: string): void => {
  if (contract.deal.parties.some((party) => party.organisationId === organisationId && party.side === 'SUPPLY'))
    throw reject('NOT_YOUR_STEP', { by: 'BUYER' });
};

const sell = (command: SaleCommand, contract: Started): PricingEvent[] => {
  const { pricing, dossier } = contract;
  const { organisationId, now } = command;
  const region = regionOf(dossier);
  const isBid = command.type === 'PlaceOffer' || command.type === 'PlaceBid';
  if (isBid) assertOther(contract, organisationId);
  else assertSide(contract, organisationId, 'SUPPLY');
  const isSale = command.type === 'ListForSale' || command.type === 'PlaceOffer' || command.type === 'CloseSale';
  assertMode(pricing, isSale ? 'LISTED_SALE' : 'AUCTION');
  switch (command.type) {
    case 'ListForSale':
      return listedSaleDecider.decide({ ...command, region }, pricing.sale);
    case 'PlaceOffer':
      return listedSaleDecider.decide({ ...command, bidderId: organisationId }, pricing.sale);
    case 'CloseSale':
      return listedSaleDecider.decide({ type: 'CloseSale', now }, pricing.sale);
    case 'OpenAuction': {
      const { organisationId: _, ...lot } = command;
      return auctionDecider.decide({ ...lot, region }, pricing.auction);
    }
    case 'RecordDeposit':
      return auctionDecider.decide({ type: 'PayDeposit', bidderId: command.bidderId, now }, pricing.auction);
    case 'PlaceBid':
      return auctionDecider.decide(
        { type: 'PlaceBid', bidderId: organisationId, amountMinor: command.amountMinor, now },
        pricing.auction,
      );
    case 'CloseAuction':
      return auctionDecider.decide({ type: 'CloseAuction', now }, pricing.auction);
  }
};

/** The marks follow from what was declared, the name and the price from the terms: a notice cannot say otherwise. */
const openNotice = (command: Of<'OpenNotice'>, contract: Started): PricingEvent[] => {
  const { terms } = contract.negotiation;
  const { pricing, dossier } = contract;
  if (!terms || contract.status === 'DRAFTED') throw reject('TERMS_NOT_AGREED');
  assertMode(pricing, 'AGREED_PRICE');
  const { priceMinor, projectName } = terms.content;
  const { now } = command;
  const before: AgreedPrice = pricing.agreedFor === terms.hash ? pricing.agreed : agreedPriceDecider.initialState();
  const agreed = agreedPriceDecider
    .decide({ type: 'AgreePrice', priceMinor, basis: pricing.basis ?? '', needsNotice: true, now }, before)
    .map((event): AgreedPriceEvent => (event.type === 'PriceAgreed' ? { ...event, termsHash: terms.hash } : event));
  const marks = marksOf(dossier);
  const contents = {
    ...(marks.isBuyerRelated && { RELATED_BUYER: '是' }),
    ...command.contents,
    NAME: projectName,
    PRICE: fromMinorUnits(priceMinor).amount,
  };
  const { days, places } = command;
  const opened = agreedPriceDecider.decide(
    { type: 'OpenNotice', rule: 'price-notice', region: regionOf(dossier), days, contents, places, ...marks, now },
    agreed.reduce(agreedPriceDecider.evolve, before),
  );
  return [...agreed, ...opened];
};

/** With the last day over and no objection open the price is settled too. */
const closeNotice = (now: string, { pricing, dossier }: Started): PricingEvent[] => {
  const closed = agreedPriceDecider.decide({ type: 'CloseNotice', now }, pricing.agreed);
  if (closed.length === 0) return [];
  const after = closed.reduce(agreedPriceDecider.evolve, pricing.agreed);
  return [...closed, ...agreedPriceDecider.decide({ type: 'SettlePrice', region: regionOf(dossier), now }, after)];
};

const notify = (command: PriceNoticeCommand, contract: Started): PricingEvent[] => {
  const { organisationId, now } = command;
  const { agreed } = contract.pricing;
  if (command.type === 'RaiseObjection') return agreedPriceDecider.decide({ ...command, raisedBy: organisationId }, agreed);
  // the platform closes what is over by itself
  if (!(command.type === 'CloseNotice' && organisationId === 'platform')) assertSide(contract, organisationId, 'SUPPLY');
  switch (command.type) {
    case 'OpenNotice':
      return openNotice(command, contract);
    case 'ExtendNotice':
      return agreedPriceDecider.decide({ type: 'ExtendNotice', endsOn: command.endsOn, now }, agreed);
    case 'DecideObjection':
      return agreedPriceDecider.decide({ ...command, decidedBy: organisationId }, agreed);
    case 'CloseNotice':
      return contract.pricing.agreed.status === 'SETTLED' ? [] : closeNotice(now, contract);
  }
};

const decide = (command: PricingCommand, contract: Started): PricingEvent[] => {
  switch (command.type) {
    case 'ChoosePricing':
      assertSide(contract, command.organisationId, 'SUPPLY');
      return choose(command, contract);
    case 'OpenNotice':
    case 'ExtendNotice':
    case 'RaiseObjection':
    case 'DecideObjection':
    case 'CloseNotice':
      return notify(command, contract);
    default:
      return sell(command, contract);
  }
};

/** How the price comes about: agreed and shown, or by a sale or an auction. */
export const pricing: Part<Pricing, PricingCommand, PricingEvent> = {
  initial: {
    agreed: agreedPriceDecider.initialState(),
    sale: listedSaleDecider.initialState(),
    auction: auctionDecider.initialState(),
  },
  commands: {
    ChoosePricing: true,
    ListForSale: true,
    PlaceOffer: true,
    CloseSale: true,
    OpenAuction: true,
    RecordDeposit: true,
    PlaceBid: true,
    CloseAuction: true,
    OpenNotice: true,
    ExtendNotice: true,
    RaiseObjection: true,
    DecideObjection: true,
    CloseNotice: true,
  },
  events: {
    PricingModeChosen: true,
    PriceAgreed: true,
    PriceSettled: true,
    NoticeOpened: true,
    NoticeExtended: true,
    ObjectionRaised: true,
    ObjectionDecided: true,
    NoticeClosed: true,
    SaleListed: true,
    OfferPlaced: true,
    SaleWon: true,
    SaleFailed: true,
    AuctionOpened: true,
    DepositPaid: true,
    BidPlaced: true,
    HammerFell: true,
    AuctionFailed: true,
  },
  decide,
  evolve: evolvePricing,
};
