import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineEvents } from '@lastmile/eventsourcing';
import { spec } from '@lastmile/eventsourcing/testing';
import { isRejection } from '@lastmile/protocol';
import fc from 'fast-check';
import { addDays } from '../rules/days.decider.js';
import { agreedPriceDecider } from './agreed-price.decider.js';
import type { AgreedPriceCommand } from './agreed-price.decider.js';
import { auctionDecider, lowestBid } from './auction.decider.js';
import type { AuctionCommand } from './auction.decider.js';
import { bestOffer, listedSaleDecider } from './listed-sale.decider.js';
import type { ListedSaleCommand, Offer } from './listed-sale.decider.js';
import { agreedPriceCodec, auctionCodec, listedSaleCodec, pricingModeChosen } from './pricing.events.js';
import type { AgreedPriceEvent, AuctionEvent, ListedSaleEvent, NoticeEvent } from './pricing.events.js';
import { noticeDecider } from './public-notice.decider.js';
import type { Notice, NoticeCommand, OpenNotice } from './public-notice.decider.js';

const now = '2026-03-02T02:00:00.000Z';
const at = (day: string): string => `${day}T02:00:00.000Z`;

const openNotice: OpenNotice = {
  type: 'OpenNotice',
  rule: 'price-notice',
  region: '110108',
  contents: { NAME: '移动智能动作监测骨科康复指导仪', PRICE: '1200000.00' },
  places: ['UNIT'],
  isBuyerRelated: false,
  hasLeaders: false,
  now,
};
const opened: NoticeEvent = {
  type: 'NoticeOpened',
  contents: { NAME: '移动智能动作监测骨科康复指导仪', PRICE: '1200000.00' },
  places: ['UNIT'],
  isBuyerRelated: false,
  hasLeaders: false,
  opensOn: '2026-03-02',
  endsOn: '2026-03-17',
  days: 15,
  ruleVersion: 'national/price-notice/2016-02-26',
  openedAt: now,
};
const objection = { objectionId: 'o-1', raisedBy: 'p-1', grounds: '价格偏低' };
const raised: NoticeEvent = { type: 'ObjectionRaised', ...objection, raisedAt: at('2026-03-05') };
const decided = (outcome: 'DISMISSED' | 'UPHELD'): NoticeEvent => ({
  type: 'ObjectionDecided',
  objectionId: 'o-1',
  outcome,
  reasons: '估值报告支持该价格',
  decidedBy: 'u-1',
  decidedAt: at('2026-03-10'),
});
const decideObjection = (outcome: 'DISMISSED' | 'UPHELD', reasons = '估值报告支持该价格'): NoticeCommand => ({
  type: 'DecideObjection',
  objectionId: 'o-1',
  outcome,
  reasons,
  decidedBy: 'u-1',
  now: at('2026-03-10'),
});
const closeOn = (day: string): NoticeCommand => ({ type: 'CloseNotice', now: at(day) });

/** A refusal changes nothing. */
const attempted = (command: NoticeCommand, notice: Notice): NoticeEvent[] => {
  try {
    return noticeDecider.decide(command, notice);
  } catch (error) {
    if (isRejection(error)) return [];
    throw error;
  }
};

describe('a public notice', () => {
  it('runs as long as the rule asks, from the day in China it opens', () => {
    spec(noticeDecider).given([]).when(openNotice).then([opened]);
    spec(noticeDecider)
      .given([])
      .when({ ...openNotice, now: '2026-03-01T17:00:00.000Z' })
      .then([{ ...opened, openedAt: '2026-03-01T17:00:00.000Z' }]);
  });
  it('may be longer, never shorter', () => {
    spec(noticeDecider)
      .given([])
      .when({ ...openNotice, days: 20 })
      .then([{ ...opened, days: 20, endsOn: '2026-03-22' }]);
    spec(noticeDecider)
      .given([])
      .when({ ...openNotice, days: 14 })
      .thenRejects('NOTICE_TOO_SHORT');
    spec(noticeDecider)
      .given([])
      .when({ ...openNotice, days: Number.NaN })
      .thenRejects('NOTICE_TOO_SHORT');
    spec(noticeDecider).given([opened]).when({ type: 'ExtendNotice', endsOn: '2026-03-16', now }).thenRejects('NOTICE_TOO_SHORT');
    spec(noticeDecider)
      .given([opened])
      .when({ type: 'ExtendNotice', endsOn: '2026-03-30', now })
      .then([{ type: 'NoticeExtended', endsOn: '2026-03-30', extendedAt: now }]);
    spec(noticeDecider).given([opened]).when({ type: 'ExtendNotice', endsOn: '2026-03-17', now }).thenNothing();
  });
  it('shows what Zhejiang asks for, in the unit and in the market, and marks a related buyer', () => {
    const zhejiang: OpenNotice = { ...openNotice, region: '330100', isBuyerRelated: true };
    spec(noticeDecider).given([]).when(zhejiang).thenRejects('NOTICE_INCOMPLETE');
    const contents = { ...openNotice.contents, ABSTRACT: '摘要', TRANSFER_MODE: '转让', OBJECTION_PROCEDURE: '向科研处书面提出' };
    const full: OpenNotice = { ...zhejiang, contents, places: ['UNIT', 'TECHNOLOGY_MARKET'] };
    spec(noticeDecider).given([]).when(full).thenRejects('NOTICE_INCOMPLETE');
    const marked = { ...contents, RELATED_BUYER: '受让方为完成人参股企业' };
    spec(noticeDecider)
      .given([])
      .when({ ...full, contents: marked })
      .then([
        {
          ...opened,
          contents: marked,
          places: ['UNIT', 'TECHNOLOGY_MARKET'],
          isBuyerRelated: true,
          ruleVersion: 'zhejiang/price-notice/2017-10-01',
        },
      ]);
  });
  it('is closed on the day after its last one', () => {
    spec(noticeDecider).given([opened]).when(closeOn('2026-03-17')).thenRejects('NOTICE_STILL_RUNNING');
    spec(noticeDecider)
      .given([opened])
      .when({ type: 'CloseNotice', now: '2026-03-17T15:59:59.000Z' })
      .thenRejects('NOTICE_STILL_RUNNING');
    spec(noticeDecider)
      .given([opened])
      .when(closeOn('2026-03-18'))
      .then([{ type: 'NoticeClosed', closedAt: at('2026-03-18') }]);
    spec(noticeDecider)
      .given([opened, { type: 'NoticeClosed', closedAt: at('2026-03-18') }])
      .when(closeOn('2026-03-19'))
      .thenNothing();
  });
  it('freezes with an objection until it is decided with reasons', () => {
    const raise: NoticeCommand = { type: 'RaiseObjection', ...objection, now: at('2026-03-05') };
    spec(noticeDecider).given([opened]).when(raise).then([raised]);
    spec(noticeDecider).given([opened, raised]).when(raise).thenNothing();
    spec(noticeDecider)
      .given([opened])
      .when({ ...raise, grounds: ' ' })
      .thenRejects('REASONS_MISSING');
    spec(noticeDecider).given([opened, raised]).when(closeOn('2026-03-18')).thenRejects('OBJECTION_OPEN');
    spec(noticeDecider).given([opened, raised]).when(decideObjection('DISMISSED', ' ')).thenRejects('REASONS_MISSING');
    spec(noticeDecider).given([opened]).when(decideObjection('DISMISSED')).thenRejects('OBJECTION_NOT_FOUND');
    spec(noticeDecider)
      .given([opened, raised])
      .when(decideObjection('DISMISSED'))
      .then([decided('DISMISSED')]);
    spec(noticeDecider)
      .given([opened, raised, decided('DISMISSED')])
      .when(closeOn('2026-03-18'))
      .then([{ type: 'NoticeClosed', closedAt: at('2026-03-18') }]);
  });
  it('ends when an objection is upheld; another notice may follow', () => {
    const lost = [opened, raised, decided('UPHELD')];
    spec(noticeDecider).given(lost).when(closeOn('2026-03-18')).thenRejects('PRICING_STEP_NOT_POSSIBLE');
    spec(noticeDecider)
      .given(lost)
      .when({ ...openNotice, now: at('2026-04-01') })
      .then([{ ...opened, opensOn: '2026-04-01', endsOn: '2026-04-16', openedAt: at('2026-04-01') }]);
  });
  it('never closes before its days are over or with an objection open, whatever is commanded', () => {
    const command = fc.oneof(
      fc
        .integer({ min: 0, max: 40 })
        .map((day): NoticeCommand => ({ type: 'ExtendNotice', endsOn: addDays('2026-03-02', day), now })),
      fc
        .constantFrom('a', 'b')
        .map((objectionId): NoticeCommand => ({ type: 'RaiseObjection', objectionId, raisedBy: 'p', grounds: 'g', now })),
      fc
        .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('DISMISSED', 'UPHELD'))
        .map(([objectionId, outcome]): NoticeCommand => ({
          type: 'DecideObjection',
          objectionId,
          outcome,
          reasons: 'r',
          decidedBy: 'u',
          now,
        })),
      fc.integer({ min: 0, max: 40 }).map((day): NoticeCommand => closeOn(addDays('2026-03-02', day))),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let notice = noticeDecider.evolve(noticeDecider.initialState(), opened);
        for (const one of commands) {
          for (const event of attempted(one, notice)) {
            if (event.type === 'NoticeClosed' && notice.status !== 'NONE') {
              expect(notice.openObjections).toEqual([]);
              expect(event.closedAt.slice(0, 10) > notice.endsOn).toBe(true);
              expect(notice.endsOn >= '2026-03-17').toBe(true);
            }
            notice = noticeDecider.evolve(notice, event);
          }
        }
      }),
    );
  });
});

const agree: AgreedPriceCommand = { type: 'AgreePrice', priceMinor: 120_000_000, basis: '评估报告', needsNotice: true, now };
const agreed: AgreedPriceEvent = {
  type: 'PriceAgreed',
  priceMinor: 120_000_000,
  basis: '评估报告',
  needsNotice: true,
  agreedAt: now,
};
const settle: AgreedPriceCommand = { type: 'SettlePrice', region: '110108', now: at('2026-03-18') };
const settled: AgreedPriceEvent = {
  type: 'PriceSettled',
  mode: 'AGREED_PRICE',
  priceMinor: 120_000_000,
  ruleVersion: 'national/pricing-modes/2015-10-01',
  settledAt: at('2026-03-18'),
};
const closed: NoticeEvent = { type: 'NoticeClosed', closedAt: at('2026-03-18') };

describe('a price by agreement', () => {
  it('of a state-founded unit is settled after its notice', () => {
    spec(agreedPriceDecider).given([]).when(agree).then([agreed]);
    spec(agreedPriceDecider).given([agreed]).when(settle).thenRejects('PRICING_STEP_NOT_POSSIBLE');
    spec(agreedPriceDecider).given([agreed]).when(openNotice).then([opened]);
    spec(agreedPriceDecider).given([agreed, opened]).when(settle).thenRejects('NOTICE_STILL_RUNNING');
    spec(agreedPriceDecider).given([agreed, opened, raised]).when(settle).thenRejects('OBJECTION_OPEN');
    spec(agreedPriceDecider).given([agreed, opened, closed]).when(settle).then([settled]);
    spec(agreedPriceDecider).given([agreed, opened, closed, settled]).when(settle).thenNothing();
  });
  it('of anybody else needs none', () =>
    spec(agreedPriceDecider)
      .given([{ ...agreed, needsNotice: false }])
      .when(settle)
      .then([settled]));
  it('stands while it is shown, and may change after an objection was upheld', () => {
    spec(agreedPriceDecider).given([agreed, opened]).when(agree).thenRejects('PRICING_STEP_NOT_POSSIBLE');
    spec(agreedPriceDecider)
      .given([agreed, opened, raised, decided('UPHELD')])
      .when(agree)
      .then([agreed]);
    spec(agreedPriceDecider).given([]).when(openNotice).thenRejects('PRICING_STEP_NOT_POSSIBLE');
  });
});

const listForSale: ListedSaleCommand = {
  type: 'ListForSale',
  basePriceMinor: 100,
  basis: '评估报告',
  endsOn: '2026-03-31',
  region: '110000',
  now,
};
const listed: ListedSaleEvent = {
  type: 'SaleListed',
  basePriceMinor: 100,
  basis: '评估报告',
  endsOn: '2026-03-31',
  ruleVersion: 'national/pricing-modes/2015-10-01',
  listedAt: now,
};
const offer = (offerId: string, priceMinor: number, isSmallBusiness = false): Offer => ({
  offerId,
  bidderId: `b-${offerId}`,
  priceMinor,
  isSmallBusiness,
});
const placed = (one: Offer): ListedSaleEvent => ({ type: 'OfferPlaced', ...one, placedAt: now });
const closeSale: ListedSaleCommand = { type: 'CloseSale', now: at('2026-04-01') };

describe('a listed sale', () => {
  it('states the basis of its base price', () => {
    spec(listedSaleDecider).given([]).when(listForSale).then([listed]);
    spec(listedSaleDecider)
      .given([])
      .when({ ...listForSale, basis: ' ' })
      .thenRejects('PRICE_BASIS_MISSING');
    spec(listedSaleDecider)
      .given([])
      .when({ ...listForSale, endsOn: '2026-03-01' })
      .thenRejects('VALIDITY_IN_THE_PAST');
  });
  it('takes offers from the base price up to its last day', () => {
    spec(listedSaleDecider)
      .given([listed])
      .when({ type: 'PlaceOffer', ...offer('1', 99), now })
      .thenRejects('BID_TOO_LOW');
    spec(listedSaleDecider)
      .given([listed])
      .when({ type: 'PlaceOffer', ...offer('1', 100), now })
      .then([placed(offer('1', 100))]);
    spec(listedSaleDecider)
      .given([listed])
      .when({ type: 'PlaceOffer', ...offer('1', 100), now: at('2026-04-01') })
      .thenRejects('PRICING_STEP_NOT_POSSIBLE');
  });
  it('is won by the highest offer, and fails without one', () => {
    spec(listedSaleDecider)
      .given([listed])
      .when({ ...closeSale, now: at('2026-03-31') })
      .thenRejects('PRICING_STEP_NOT_POSSIBLE');
    spec(listedSaleDecider)
      .given([listed])
      .when(closeSale)
      .then([{ type: 'SaleFailed', failedAt: at('2026-04-01') }]);
    spec(listedSaleDecider)
      .given([listed, placed(offer('1', 100)), placed(offer('2', 120))])
      .when(closeSale)
      .then([{ type: 'SaleWon', offerId: '2', bidderId: 'b-2', priceMinor: 120, wonAt: at('2026-04-01') }]);
  });
  it('prefers a small business among equal prices, then the earlier', () => {
    expect(bestOffer([offer('1', 9), offer('2', 9, true)])).toEqual({ offer: offer('2', 9, true), tieBreak: 'SMALL_BUSINESS' });
    expect(bestOffer([offer('1', 9), offer('2', 9)])).toEqual({ offer: offer('1', 9), tieBreak: 'EARLIER' });
    expect(bestOffer([offer('1', 9, true), offer('2', 9, true)])?.tieBreak).toBe('EARLIER');
    expect(bestOffer([offer('1', 9), offer('2', 8, true)])).toEqual({ offer: offer('1', 9) });
    expect(bestOffer([])).toBeUndefined();
  });
  it('may be listed again after it failed', () =>
    spec(listedSaleDecider)
      .given([listed, { type: 'SaleFailed', failedAt: now }])
      .when(listForSale)
      .then([listed]));
});

const openAuction: AuctionCommand = {
  type: 'OpenAuction',
  startPriceMinor: 1_000,
  stepMinor: 100,
  reserveMinor: 1_500,
  depositMinor: 50,
  closesAt: at('2026-03-20'),
  basis: '评估报告',
  region: '110000',
  now,
};
const auctionOpened: AuctionEvent = {
  type: 'AuctionOpened',
  startPriceMinor: 1_000,
  stepMinor: 100,
  reserveMinor: 1_500,
  depositMinor: 50,
  closesAt: at('2026-03-20'),
  basis: '评估报告',
  ruleVersion: 'national/pricing-modes/2015-10-01',
  openedAt: now,
};
const paid = (bidderId: string): AuctionEvent => ({ type: 'DepositPaid', bidderId, paidAt: now });
const bid = (bidderId: string, amountMinor: number): AuctionEvent => ({
  type: 'BidPlaced',
  bidderId,
  amountMinor,
  placedAt: now,
});
const placeBid = (bidderId: string, amountMinor: number): AuctionCommand => ({ type: 'PlaceBid', bidderId, amountMinor, now });
const closeAuction: AuctionCommand = { type: 'CloseAuction', now: at('2026-03-20') };

describe('an auction', () => {
  it('opens with the basis of its price, and takes bids from those who paid the deposit', () => {
    spec(auctionDecider).given([]).when(openAuction).then([auctionOpened]);
    spec(auctionDecider)
      .given([])
      .when({ ...openAuction, basis: '' })
      .thenRejects('PRICE_BASIS_MISSING');
    spec(auctionDecider).given([auctionOpened]).when(placeBid('a', 1_000)).thenRejects('DEPOSIT_MISSING');
    spec(auctionDecider)
      .given([auctionOpened, paid('a')])
      .when(placeBid('a', 1_000))
      .then([bid('a', 1_000)]);
    spec(auctionDecider)
      .given([auctionOpened, paid('a')])
      .when(placeBid('a', 999))
      .thenRejects('BID_TOO_LOW');
  });
  it('rises by its step', () => {
    const given = [auctionOpened, paid('a'), paid('b'), bid('a', 1_000)];
    spec(auctionDecider).given(given).when(placeBid('b', 1_099)).thenRejects('BID_TOO_LOW');
    spec(auctionDecider)
      .given(given)
      .when(placeBid('b', 1_100))
      .then([bid('b', 1_100)]);
  });
  it('is struck to the highest at the reserve or above, and returns the other deposits', () =>
    spec(auctionDecider)
      .given([auctionOpened, paid('a'), paid('b'), bid('a', 1_000), bid('b', 1_500)])
      .when(closeAuction)
      .then([{ type: 'HammerFell', bidderId: 'b', hammerPriceMinor: 1_500, depositsToReturn: ['a'], fellAt: at('2026-03-20') }]));
  it('fails without bids or below the reserve, and not before its time', () => {
    spec(auctionDecider)
      .given([auctionOpened, paid('a')])
      .when({ ...closeAuction, now })
      .thenRejects('PRICING_STEP_NOT_POSSIBLE');
    spec(auctionDecider)
      .given([auctionOpened, paid('a')])
      .when(closeAuction)
      .then([{ type: 'AuctionFailed', reason: 'NO_BIDS', depositsToReturn: ['a'], failedAt: at('2026-03-20') }]);
    spec(auctionDecider)
      .given([auctionOpened, paid('a'), bid('a', 1_499)])
      .when(closeAuction)
      .then([{ type: 'AuctionFailed', reason: 'RESERVE_NOT_MET', depositsToReturn: ['a'], failedAt: at('2026-03-20') }]);
    spec(auctionDecider)
      .given([auctionOpened, paid('a')])
      .when({ ...placeBid('a', 2_000), now: at('2026-03-20') })
      .thenRejects('PRICING_STEP_NOT_POSSIBLE');
  });
  it('has strictly rising bids, whatever is bid', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 3_000 }))), (bids) => {
        let state = [auctionOpened, paid('a'), paid('b')].reduce(auctionDecider.evolve, auctionDecider.initialState());
        for (const [who, amount] of bids) {
          if (state.status !== 'OPEN') throw new Error('closed');
          const least = lowestBid(state);
          if (amount < least) expect(() => auctionDecider.decide(placeBid(who, amount), state)).toThrow('BID_TOO_LOW');
          else state = auctionDecider.decide(placeBid(who, amount), state).reduce(auctionDecider.evolve, state);
        }
      }),
    ));
});

const choice = { 'PricingModeChosen.v1': { event: 'PricingModeChosen', schema: pricingModeChosen } } as const;

describe('stored pricing events', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const fixtures = readdirSync(folder).map((file) => file.replace('.json', ''));
  const codecs = [agreedPriceCodec, listedSaleCodec, auctionCodec, defineEvents(choice)];
  it('have a fixture for each version', () =>
    expect(fixtures.sort()).toEqual(codecs.flatMap(({ storedNames }) => storedNames).sort()));
  it.each(fixtures)('%s decodes and encodes back', (type) => {
    const data = JSON.parse(readFileSync(join(folder, `${type}.json`), 'utf8')) as Record<string, never>;
    const codec = codecs.find(({ storedNames }) => storedNames.includes(type));
    const event = codec?.decode({ type, data });
    expect(event && (codec as unknown as { encode(event: unknown): unknown }).encode(event)).toEqual({ type, data });
  });
});
