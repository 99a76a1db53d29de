import { fromMinorUnits } from '@lastmile/protocol';
import type { ContractView } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import { wonBy } from './pricing-state.decider.js';
import type { Pricing } from './pricing.types.js';

type View = NonNullable<ContractView['pricing']>;

const noticeView = ({ agreedFor, agreed, shown }: Pricing): View['notice'] => {
  if (agreed.status === 'NONE' || agreed.notice.status === 'NONE' || !shown) return undefined;
  const { status, opensOn, endsOn, ruleVersion } = agreed.notice;
  return { status, opensOn, endsOn, ruleVersion, ...(agreedFor && { termsHash: agreedFor }), objections: shown.objections };
};

const statusOf = ({ mode, agreed, sale, auction }: Pricing): string => {
  if (mode === 'LISTED_SALE') return sale.status;
  return mode === 'AUCTION' ? auction.status : agreed.status;
};

/** How the price comes about, for the parties and those who oversee. */
export const pricingView = ({ pricing }: Started): View => {
  const won = wonBy(pricing);
  const notice = noticeView(pricing);
  return {
    ...(pricing.mode && { mode: pricing.mode, basis: pricing.basis }),
    status: statusOf(pricing),
    ...(won && { fixedPrice: fromMinorUnits(won.priceMinor) }),
    ...(notice && { notice }),
  };
};

/** What the lists of notices and sales go by. */
export const pricingDays = (pricing: Pricing): Record<'noticeEndsOn' | 'noticeDueOn' | 'saleClosesOn', string | undefined> => {
  const { agreed, sale, auction } = pricing;
  const notice = agreed.status === 'NONE' || agreed.notice.status === 'NONE' ? undefined : agreed.notice;
  const isShown = notice?.status === 'OPEN' || notice?.status === 'FROZEN';
  const closing = sale.status === 'LISTED' ? sale.endsOn : auction.status === 'OPEN' ? auction.lot.closesAt : undefined;
  return {
    noticeEndsOn: isShown ? notice.endsOn : undefined,
    noticeDueOn: notice?.status === 'OPEN' ? notice.endsOn : undefined,
    saleClosesOn: closing,
  };
};
