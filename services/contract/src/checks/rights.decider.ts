import type { DealKind, LicenceMode } from '@lastmile/protocol';
import { addDays } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { resultOf } from './check.decider.js';
import type { At, CheckResult } from './check.decider.js';
import type { Missing } from './finding.decider.js';

/** Somebody who comes first on equal terms: the completer (847), the commissioner (859), a co-developer (860). */
export interface RefusalHolder {
  readonly id: string;
  readonly right: 'COMPLETER' | 'COMMISSIONER' | 'CO_DEVELOPER';
  /** The day on which the terms were offered to it. */
  readonly offeredOn?: IsoDate;
  readonly answer?: 'DECLINED' | 'ACCEPTED';
  /** The buyer is this holder, so nothing needs to be offered. */
  readonly isBuyer?: boolean;
}

/** The last day to answer an offer of first refusal. */
export const refusalDeadline = (offeredOn: IsoDate, at: At): IsoDate =>
  addDays(offeredOn, ruleAt('first-refusal', at.region, at.date).value.daysToAnswer);

const refusalFinding = (holder: RefusalHolder, at: At): Missing[] => {
  const about = holder.id;
  if (holder.isBuyer || holder.answer === 'DECLINED') return [];
  if (holder.answer === 'ACCEPTED') return [{ what: 'FIRST_REFUSAL_USED', suppliedBy: 'NOBODY', about }];
  if (holder.offeredOn === undefined) return [{ what: 'OFFER_NOT_MADE', suppliedBy: 'SELLER', about }];
  const until = refusalDeadline(holder.offeredOn, at);
  return at.date <= until ? [{ what: 'OFFER_NOT_ANSWERED', suppliedBy: 'RIGHT_HOLDER', about, until }] : [];
};

/** First refusal when the right itself passes; silence until the end of the last day lets it lapse. Other kinds pass. */
export const checkFirstRefusal = (kind: DealKind, holders: readonly RefusalHolder[], at: At): CheckResult =>
  resultOf(
    'first-refusal',
    ruleAt('first-refusal', at.region, at.date),
    kind === 'ASSIGNMENT' ? holders.flatMap((holder) => refusalFinding(holder, at)) : [],
  );

export interface CoOwner {
  readonly id: string;
  /** A reference to the written consent; none: not given. */
  readonly consentRef?: string;
}

const needsEveryOwner = (kind: DealKind, mode: LicenceMode): boolean =>
  kind === 'ASSIGNMENT' || kind === 'EQUITY_CONTRIBUTION' || (kind === 'LICENCE' && mode !== 'NON_EXCLUSIVE');

/** Consents of the co-owners besides the seller (Transfer law, Art. 40; SPC interpretation, Art. 20). A non-exclusive licence needs none. */
export const checkCoOwners = (deal: { kind: DealKind; mode: LicenceMode }, coOwners: readonly CoOwner[], at: At): CheckResult => {
  const silent = needsEveryOwner(deal.kind, deal.mode) ? coOwners.filter(({ consentRef }) => !consentRef) : [];
  return resultOf(
    'co-owner-consent',
    ruleAt('co-owner-consent', at.region, at.date),
    silent.map(({ id }): Missing => ({ what: 'CONSENT_MISSING', suppliedBy: 'CO_OWNER', about: id })),
  );
};

export interface Patent {
  readonly number: string;
  readonly status: 'GRANTED' | 'PENDING' | 'LAPSED' | 'REVOKED';
  /** Last day of its term. */
  readonly validTo?: IsoDate;
  /** Last day for which the annual fee is paid. */
  readonly feePaidTo?: IsoDate;
}

const patentFindings = (patent: Patent, date: IsoDate, termTo: IsoDate | undefined): Missing[] => {
  const { number: about, status, validTo, feePaidTo } = patent;
  const found = (what: Missing['what']): Missing => ({ what, suppliedBy: 'SELLER', about });
  if (status === 'LAPSED' || status === 'REVOKED') return [found('PATENT_NOT_IN_FORCE')];
  if (status === 'PENDING') return [found('PATENT_NOT_GRANTED')];
  if (validTo === undefined) return [found('PATENT_DATES_MISSING')];
  if (validTo < date) return [found('PATENT_NOT_IN_FORCE')];
  return [
    ...(feePaidTo !== undefined && feePaidTo < date ? [found('PATENT_FEE_UNPAID')] : []),
    ...(validTo < (termTo ?? '9999') ? [found('PATENT_ENDS_BEFORE_TERM')] : []),
  ];
};

/** Whether the patents are in force on the day, and as long as the contract (Civil Code, Art. 865). `termTo` left out: no end agreed. */
export const checkPatents = (patents: readonly Patent[], termTo: IsoDate | undefined, at: At): CheckResult =>
  resultOf(
    'patent-validity',
    ruleAt('patent-in-force', at.region, at.date),
    patents.flatMap((patent) => patentFindings(patent, at.date, termTo)),
  );
