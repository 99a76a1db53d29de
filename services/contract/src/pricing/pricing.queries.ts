import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { InputOf, NoticeView, OutputOf, pricingMessages } from '@lastmile/protocol';
import type { Document } from '@lastmile/documents';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import type { ContractDetails } from '../projections/contract-details.projection.js';
import { chinaDayOf, daysBetween } from '../rules/days.decider.js';
import type { Service } from '../service.js';
import { lowestBid } from './auction.decider.js';
import { newestNotice } from './pricing-state.decider.js';

type Messages = typeof pricingMessages;
type Needs = Pick<Service, 'documents' | 'clock'>;

const sideOf = ({ contract }: ContractDetails, side: 'SUPPLY' | 'DEMAND'): string =>
  contract.deal.parties.find((party) => party.side === side)?.organisationId ?? '';

/** What everybody may see: neither who objected nor on what grounds, and nothing of the terms but name and price. */
const noticeView = (details: ContractDetails, today: string): NoticeView | undefined => {
  const { pricing } = details.contract;
  const notice = newestNotice(pricing);
  const { shown } = pricing;
  if (notice.status === 'NONE' || !shown) return undefined;
  const { NAME: name = '', PRICE: price = '', ...contents } = shown.contents;
  const { status, opensOn, endsOn, ruleVersion } = notice;
  const { places, isBuyerRelated, hasLeaders } = shown;
  return {
    ...{ id: details.id, status, name, price, contents, places, isBuyerRelated, hasLeaders, opensOn, endsOn, ruleVersion },
    sellerId: sideOf(details, 'SUPPLY'),
    ...(isBuyerRelated && { buyerId: sideOf(details, 'DEMAND') }),
    daysLeft: status === 'CLOSED' || status === 'UPHELD' ? 0 : Math.max(0, daysBetween(today, endsOn) + 1),
    objections: shown.objections.map(({ raisedBy: _, grounds: __, ...objection }) => objection),
  };
};

/** The notices that run, the nearest end first. */
export const listNotices = async (
  { documents, clock }: Needs,
  { limit, cursor }: InputOf<Messages['notices']>,
): Promise<OutputOf<Messages['notices']>> => {
  const page = await documents.collection(contractDetailsCollection).find({
    where: { noticeEndsOn: { from: '0000-01-01' } },
    sort: [{ path: 'noticeEndsOn', direction: 'asc' }],
    limit,
    cursor,
  });
  const today = chinaDayOf(clock());
  return { ...page, items: page.items.flatMap((details) => noticeView(details, today) ?? []) };
};

/** One notice, also one that is over. */
export const noticeById = async ({ documents, clock }: Needs, id: string): Promise<NoticeView> => {
  const details = await documents.collection(contractDetailsCollection).get(id);
  const view = details && noticeView(details, chinaDayOf(clock()));
  if (!view) throw reject('NOT_FOUND');
  return view;
};

type Sale = OutputOf<Messages['sales']>['items'][number];

const saleView = (details: ContractDetails & Document): Sale | undefined => {
  const { sale, auction } = details.contract.pricing;
  const about = { id: details.id, title: details.contract.deal.title, sellerId: sideOf(details, 'SUPPLY') };
  if (sale.status === 'LISTED') {
    const { basePriceMinor, endsOn, offers } = sale;
    return { ...about, mode: 'LISTED_SALE', atLeast: fromMinorUnits(basePriceMinor), closes: endsOn, offers: offers.length };
  }
  if (auction.status !== 'OPEN') return undefined;
  const { lot, depositors } = auction;
  const atLeast = fromMinorUnits(lowestBid(auction));
  const deposit = fromMinorUnits(lot.depositMinor);
  return { ...about, mode: 'AUCTION', atLeast, deposit, closes: lot.closesAt, offers: depositors.length };
};

/** The sales and auctions that take offers, the nearest end first. */
export const listSales = async (
  { documents }: Needs,
  { limit, cursor }: InputOf<Messages['sales']>,
): Promise<OutputOf<Messages['sales']>> => {
  const page = await documents.collection(contractDetailsCollection).find({
    where: { saleClosesOn: { from: '0000-01-01' } },
    sort: [{ path: 'saleClosesOn', direction: 'asc' }],
    limit,
    cursor,
  });
  return { ...page, items: page.items.flatMap((details) => saleView(details) ?? []) };
};
