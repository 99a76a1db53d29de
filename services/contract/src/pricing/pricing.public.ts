import { publicMessage } from '@lastmile/eventsourcing';
import type { PublicMessage } from '@lastmile/eventsourcing';
import { pricingEvents } from '@lastmile/protocol';
import type { ContractEvent, Deal, Started } from '../contract/contract.types.js';
import { newestNotice } from './pricing-state.decider.js';

type Fact = Deal & { contractId: string; revision: number };

/** What others need to know of notices and sales; undefined for every other event. */
export const pricingPublic = (event: ContractEvent, fact: Fact, { pricing }: Started): PublicMessage | undefined => {
  const notice = newestNotice(pricing);
  const span =
    notice.status === 'NONE'
      ? { opensOn: '', endsOn: '', ruleVersion: '' }
      : { opensOn: notice.opensOn, endsOn: notice.endsOn, ruleVersion: notice.ruleVersion };
  switch (event.type) {
    case 'NoticeOpened':
      return publicMessage(pricingEvents.noticeOpened, { ...fact, ...span });
    case 'NoticeClosed':
      return publicMessage(pricingEvents.noticeClosed, { ...fact, ...span });
    case 'ObjectionRaised':
      return publicMessage(pricingEvents.objectionRaised, { ...fact, objectionId: event.objectionId });
    case 'ObjectionDecided':
      return publicMessage(pricingEvents.objectionDecided, { ...fact, objectionId: event.objectionId, outcome: event.outcome });
    case 'SaleWon':
      return publicMessage(pricingEvents.saleWon, { ...fact, mode: 'LISTED_SALE', winnerId: event.bidderId });
    case 'HammerFell':
      return publicMessage(pricingEvents.saleWon, { ...fact, mode: 'AUCTION', winnerId: event.bidderId });
    default:
      return undefined;
  }
};
