import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { chinaDayOf } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { AuctionEvent } from './pricing.events.js';

interface Bid {
  bidderId: string;
  amountMinor: number;
}
interface Lot {
  startPriceMinor: number;
  stepMinor: number;
  reserveMinor: number;
  depositMinor: number;
  closesAt: string;
}
export type Auction =
  | { status: 'NONE' }
  | { status: 'OPEN'; lot: Lot; depositors: readonly string[]; highest?: Bid }
  | { status: 'WON'; bidderId: string; hammerPriceMinor: number }
  | { status: 'FAILED' };

export type AuctionCommand =
  | ({ type: 'OpenAuction'; basis: string; region: string; now: string } & Lot)
  | { type: 'PayDeposit'; bidderId: string; now: string }
  | { type: 'PlaceBid'; bidderId: string; amountMinor: number; now: string }
  | { type: 'CloseAuction'; now: string };

const stepNotPossible = (state: Auction) => reject('PRICING_STEP_NOT_POSSIBLE', { status: state.status });

const open = (command: Extract<AuctionCommand, { type: 'OpenAuction' }>, state: Auction): AuctionEvent[] => {
  if (state.status !== 'NONE' && state.status !== 'FAILED') throw stepNotPossible(state);
  const { basis, region, now, type: _, ...lot } = command;
  if (basis.trim() === '') throw reject('PRICE_BASIS_MISSING');
  if (lot.closesAt <= now) throw reject('VALIDITY_IN_THE_PAST', { validUntil: lot.closesAt, today: now });
  const { version: ruleVersion } = ruleAt('pricing-modes', region, chinaDayOf(now));
  return [{ type: 'AuctionOpened', ...lot, basis, ruleVersion, openedAt: now }];
};

const live = (state: Auction, now: string): Extract<Auction, { status: 'OPEN' }> => {
  if (state.status !== 'OPEN' || now >= state.lot.closesAt) throw stepNotPossible(state);
  return state;
};

const payDeposit = (command: Extract<AuctionCommand, { type: 'PayDeposit' }>, state: Auction): AuctionEvent[] => {
  const { bidderId, now } = command;
  return live(state, now).depositors.includes(bidderId) ? [] : [{ type: 'DepositPaid', bidderId, paidAt: now }];
};

/** The lowest bid that is taken now: the start, then a step above the highest (fen). */
export const lowestBid = ({ lot, highest }: Extract<Auction, { status: 'OPEN' }>): number =>
  highest ? highest.amountMinor + lot.stepMinor : lot.startPriceMinor;

const bid = (command: Extract<AuctionCommand, { type: 'PlaceBid' }>, state: Auction): AuctionEvent[] => {
  const { bidderId, amountMinor, now } = command;
  const auction = live(state, now);
  if (auction.lot.depositMinor > 0 && !auction.depositors.includes(bidderId)) throw reject('DEPOSIT_MISSING', { bidderId });
  const atLeastMinor = lowestBid(auction);
  if (amountMinor < atLeastMinor) throw reject('BID_TOO_LOW', { atLeast: fromMinorUnits(atLeastMinor).amount });
  return [{ type: 'BidPlaced', bidderId, amountMinor, placedAt: now }];
};

const close = (now: string, state: Auction): AuctionEvent[] => {
  if (state.status === 'WON' || state.status === 'FAILED') return [];
  if (state.status !== 'OPEN') throw stepNotPossible(state);
  const { lot, highest, depositors } = state;
  if (now < lot.closesAt) throw stepNotPossible(state);
  if (!highest) return [{ type: 'AuctionFailed', reason: 'NO_BIDS', depositsToReturn: [...depositors], failedAt: now }];
  if (highest.amountMinor < lot.reserveMinor) {
    return [{ type: 'AuctionFailed', reason: 'RESERVE_NOT_MET', depositsToReturn: [...depositors], failedAt: now }];
  }
  const { bidderId, amountMinor: hammerPriceMinor } = highest;
  const depositsToReturn = depositors.filter((one) => one !== bidderId);
  return [{ type: 'HammerFell', bidderId, hammerPriceMinor, depositsToReturn, fellAt: now }];
};

const decide = (command: AuctionCommand, state: Auction): AuctionEvent[] => {
  switch (command.type) {
    case 'OpenAuction':
      return open(command, state);
    case 'PayDeposit':
      return payDeposit(command, state);
    case 'PlaceBid':
      return bid(command, state);
    case 'CloseAuction':
      return close(command.now, state);
  }
};

const opened = (state: Auction, event: AuctionEvent): Extract<Auction, { status: 'OPEN' }> => {
  if (state.status === 'OPEN') return state;
  throw new Error(`${event.type} before AuctionOpened: the stream is not one of ours`);
};

const evolve = (state: Auction, event: AuctionEvent): Auction => {
  switch (event.type) {
    case 'AuctionOpened': {
      const { startPriceMinor, stepMinor, reserveMinor, depositMinor, closesAt } = event;
      return { status: 'OPEN', lot: { startPriceMinor, stepMinor, reserveMinor, depositMinor, closesAt }, depositors: [] };
    }
    case 'DepositPaid': {
      const auction = opened(state, event);
      return { ...auction, depositors: [...auction.depositors, event.bidderId] };
    }
    case 'BidPlaced':
      return { ...opened(state, event), highest: { bidderId: event.bidderId, amountMinor: event.amountMinor } };
    case 'HammerFell':
      return { status: 'WON', bidderId: event.bidderId, hammerPriceMinor: event.hammerPriceMinor };
    case 'AuctionFailed':
      return { status: 'FAILED' };
  }
};

/** An ascending auction: deposit, start price, step, reserve; the hammer falls at the closing time or it fails. Amounts in fen. */
export const auctionDecider: Decider<Auction, AuctionCommand, AuctionEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
