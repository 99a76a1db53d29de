import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { chinaDayOf } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { AgreedPriceEvent, NoticeEvent } from './pricing.events.js';
import { noticeDecider } from './public-notice.decider.js';
import type { Notice, NoticeCommand } from './public-notice.decider.js';

/** `AGREED`: a price, perhaps under notice; `SETTLED`: it may go into a contract. */
export type AgreedPrice =
  { status: 'NONE' } | { status: 'AGREED' | 'SETTLED'; priceMinor: number; needsNotice: boolean; notice: Notice };

export type AgreedPriceCommand =
  /** `needsNotice`: the seller is a state-founded unit (Transfer law, Art. 18). `basis`: valuation or what else the price rests on. */
  | { type: 'AgreePrice'; priceMinor: number; basis: string; needsNotice: boolean; now: string }
  | { type: 'SettlePrice'; region: string; now: string }
  | NoticeCommand;

const noneYet: Notice = { status: 'NONE' };

/** Another price starts its notice anew; while one is shown, the price stands. */
const agree = (command: Extract<AgreedPriceCommand, { type: 'AgreePrice' }>, state: AgreedPrice): AgreedPriceEvent[] => {
  const notice = state.status === 'NONE' ? noneYet : state.notice;
  const isFree = state.status !== 'SETTLED' && (notice.status === 'NONE' || notice.status === 'UPHELD');
  if (!isFree) throw reject('PRICING_STEP_NOT_POSSIBLE', { status: state.status === 'SETTLED' ? 'SETTLED' : notice.status });
  const { priceMinor, basis, needsNotice, now } = command;
  return [{ type: 'PriceAgreed', priceMinor, basis, needsNotice, agreedAt: now }];
};

const settle = (command: Extract<AgreedPriceCommand, { type: 'SettlePrice' }>, state: AgreedPrice): AgreedPriceEvent[] => {
  if (state.status === 'NONE') throw reject('PRICING_STEP_NOT_POSSIBLE', { status: 'NONE' });
  if (state.status === 'SETTLED') return [];
  const { priceMinor, needsNotice, notice } = state;
  if (needsNotice && notice.status === 'FROZEN') throw reject('OBJECTION_OPEN');
  if (needsNotice && notice.status === 'OPEN') throw reject('NOTICE_STILL_RUNNING', { endsOn: notice.endsOn });
  if (needsNotice && notice.status !== 'CLOSED') throw reject('PRICING_STEP_NOT_POSSIBLE', { status: notice.status });
  const { version: ruleVersion } = ruleAt('pricing-modes', command.region, chinaDayOf(command.now));
  return [{ type: 'PriceSettled', mode: 'AGREED_PRICE', priceMinor, ruleVersion, settledAt: command.now }];
};

const decide = (command: AgreedPriceCommand, state: AgreedPrice): AgreedPriceEvent[] => {
  if (command.type === 'AgreePrice') return agree(command, state);
  if (command.type === 'SettlePrice') return settle(command, state);
  if (state.status !== 'AGREED') throw reject('PRICING_STEP_NOT_POSSIBLE', { status: state.status });
  return noticeDecider.decide(command, state.notice);
};

const withNotice = (state: AgreedPrice, event: NoticeEvent): AgreedPrice => {
  if (state.status === 'NONE') throw new Error(`${event.type} before PriceAgreed: the stream is not one of ours`);
  return { ...state, notice: noticeDecider.evolve(state.notice, event) };
};

const evolve = (state: AgreedPrice, event: AgreedPriceEvent): AgreedPrice => {
  if (event.type === 'PriceAgreed') {
    return { status: 'AGREED', priceMinor: event.priceMinor, needsNotice: event.needsNotice, notice: noneYet };
  }
  if (event.type !== 'PriceSettled') return withNotice(state, event);
  if (state.status === 'NONE') throw new Error('PriceSettled before PriceAgreed: the stream is not one of ours');
  return { ...state, status: 'SETTLED' };
};

/** A price by agreement: agreed, shown where the law asks for it, settled. */
export const agreedPriceDecider: Decider<AgreedPrice, AgreedPriceCommand, AgreedPriceEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
