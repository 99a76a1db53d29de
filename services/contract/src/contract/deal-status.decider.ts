import { reject } from '@lastmile/protocol';
import type { Rejection } from '@lastmile/protocol';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import type { DealStatus } from '../lifecycle/life.decider.js';
import { isNoticeClosed, newestNotice } from '../pricing/pricing-state.decider.js';
import type { Deal, PartEvent, Started } from './contract.types.js';

type EventOf<Type extends PartEvent['type']> = Extract<PartEvent, { type: Type }>;
type StepTable = {
  readonly [Type in PartEvent['type']]?: string | ((event: EventOf<Type>, contract: Started) => string | undefined);
};

/** One decision of several open ones leaves the deal frozen. */
const decided = ({ outcome }: EventOf<'ObjectionDecided'>, { pricing }: Started): string => {
  if (outcome === 'UPHELD') return 'UpholdObjection';
  const notice = newestNotice(pricing);
  return notice.status !== 'NONE' && notice.openObjections.length > 1 ? 'DismissOneObjection' : 'DismissObjection';
};

/** Which step of `life.deal` an event takes; an event without a row moves nothing and may happen at any time. */
const steps: StepTable = {
  TermsProposed: 'ProposeTerms',
  TermsAgreed: 'AcceptTerms',
  ContractAbandoned: 'Abandon',
  DeclarationMade: 'Declare',
  ConsentRecorded: 'Declare',
  FirstRefusalOffered: 'Declare',
  FirstRefusalAnswered: 'Declare',
  EvidenceRecorded: 'Declare',
  ChecksPassed: 'PassChecks',
  ChecksReopened: (_, contract) => (isNoticeClosed(contract) ? 'ReopenAfterNotice' : 'ReopenChecks'),
  PricingModeChosen: 'ChoosePricing',
  SaleListed: 'RunSale',
  OfferPlaced: 'RunSale',
  SaleWon: 'RunSale',
  SaleFailed: 'RunSale',
  AuctionOpened: 'RunSale',
  DepositPaid: 'RunSale',
  BidPlaced: 'RunSale',
  HammerFell: 'RunSale',
  AuctionFailed: 'RunSale',
  NoticeOpened: 'OpenNotice',
  NoticeExtended: 'ExtendNotice',
  ObjectionRaised: 'RaiseObjection',
  ObjectionDecided: decided,
  NoticeClosed: 'CloseNotice',
  // the second signature comes with the conclusion, which is the step then
  ContractSigned: (_, { status }) => (status === 'SIGNING' ? undefined : 'SignContract'),
  ContractConcluded: 'SignContract',
  ContractTookEffect: 'TakeEffect',
  PerformanceStarted: 'StartPerformance',
  MilestoneAccepted: 'AcceptMilestone',
  ResultAccepted: 'AcceptResult',
  PerformanceCompleted: 'Complete',
  ContractAmended: 'AmendTerms',
  ContractTerminated: 'Terminate',
};

/** Contracts signed before there were checks: their events lead where they led then. */
const ledBefore: Readonly<Record<string, DealStatus>> = {
  TermsProposed: 'DRAFTED',
  TermsAgreed: 'AGREED',
  ContractSigned: 'SIGNING',
  ContractConcluded: 'CONCLUDED',
};

const stepOf = (event: PartEvent, contract: Started): string | undefined => {
  const row = steps[event.type] as string | ((event: PartEvent, contract: Started) => string | undefined) | undefined;
  return typeof row === 'function' ? row(event, contract) : row;
};

/** Where the deal stands after an event; one without a step leaves it where it is. */
export const dealStatusAfter = (contract: Started, event: PartEvent): DealStatus => {
  const step = stepOf(event, contract);
  if (step === undefined) return contract.status;
  const next = stepFrom(life.deal, contract.status, step) as DealStatus | undefined;
  return next ?? ledBefore[event.type] ?? contract.status;
};

const untilChecked = new Set<DealStatus>(['AGREED', 'NOTICE_OPEN', 'NOTICE_FROZEN', 'NOTICE_CLOSED']);

const refusalOf = (step: string, { status, pricing }: Started): Rejection => {
  const needsAgreement = step === 'SignContract' || step === 'PassChecks' || step === 'OpenNotice';
  if (needsAgreement && status === 'DRAFTED') return reject('TERMS_NOT_AGREED');
  if (step === 'SignContract' && untilChecked.has(status)) return reject('CHECKS_NOT_PASSED', { status, missing: [] });
  const notice = newestNotice(pricing);
  if (step === 'PassChecks' && status === 'NOTICE_OPEN' && notice.status !== 'NONE')
    return reject('NOTICE_STILL_RUNNING', { endsOn: notice.endsOn });
  if (step === 'PassChecks' && status === 'NOTICE_FROZEN') return reject('OBJECTION_OPEN');
  return reject('CONTRACT_NOT_OPEN', { status });
};

/** Throws when the life of a deal does not take this event's step where the deal stands. */
export const assertStep = (contract: Started, event: PartEvent): void => {
  const step = stepOf(event, contract);
  if (step !== undefined && stepFrom(life.deal, contract.status, step) === undefined) throw refusalOf(step, contract);
};

/** Whoever won a sale or an auction is the buyer from then on. */
export const dealAfter = (deal: Deal, event: PartEvent): Deal => {
  if (event.type !== 'SaleWon' && event.type !== 'HammerFell') return deal;
  const parties = deal.parties.map((party) => (party.side === 'DEMAND' ? { ...party, organisationId: event.bidderId } : party));
  return { ...deal, parties };
};
