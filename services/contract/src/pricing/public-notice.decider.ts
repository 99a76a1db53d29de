import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { addDays, chinaDayOf, daysBetween } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { RuleInForce } from '../rules/rule-at.decider.js';
import type { IsoDate, NoticeContent } from '../rules/rule.decider.js';
import type { NoticeEvent } from './pricing.events.js';

interface Running {
  opensOn: IsoDate;
  /** Last day; the notice may be closed from the day after. */
  endsOn: IsoDate;
  ruleVersion: string;
  openObjections: readonly string[];
  decided: readonly string[];
}

/** `FROZEN`: an objection waits for its decision. `UPHELD`: an objection won; only a new notice leads on. */
export type Notice = { status: 'NONE' } | ({ status: 'OPEN' | 'FROZEN' | 'UPHELD' | 'CLOSED' } & Running);

type NoticeRuleId = 'price-notice' | 'reward-notice';

export interface OpenNotice {
  type: 'OpenNotice';
  rule: NoticeRuleId;
  /** GB/T 2260 code of the unit that shows it. */
  region: string;
  /** As long as the rule asks when left out; only longer otherwise. */
  days?: number;
  contents: Readonly<Partial<Record<NoticeContent, string>>>;
  places: readonly ('UNIT' | 'TECHNOLOGY_MARKET')[];
  isBuyerRelated: boolean;
  hasLeaders: boolean;
  now: string;
}
export type NoticeCommand =
  | OpenNotice
  | { type: 'ExtendNotice'; endsOn: IsoDate; now: string }
  | { type: 'RaiseObjection'; objectionId: string; raisedBy: string; grounds: string; now: string }
  | {
      type: 'DecideObjection';
      objectionId: string;
      outcome: 'DISMISSED' | 'UPHELD';
      reasons: string;
      decidedBy: string;
      now: string;
    }
  | { type: 'CloseNotice'; now: string };

/** The outcome of objections is shown once there is one; the mark of a related buyer only where there is such a buyer. */
const isAsked = (content: NoticeContent, { isBuyerRelated }: OpenNotice): boolean =>
  content !== 'OBJECTION_OUTCOME' && (content !== 'RELATED_BUYER' || isBuyerRelated);

/** What the rule asks to be shown and where, and the notice lacks. */
export const missingInNotice = (notice: OpenNotice, rule: RuleInForce<NoticeRuleId>): string[] => [
  ...rule.value.contents.filter((content) => isAsked(content, notice) && !notice.contents[content]?.trim()),
  ...rule.value.places.filter((place) => !notice.places.includes(place)),
];

const running = (notice: Notice): Running => {
  if (notice.status !== 'OPEN' && notice.status !== 'FROZEN')
    throw reject('PRICING_STEP_NOT_POSSIBLE', { status: notice.status });
  return notice;
};

const open = (command: OpenNotice, notice: Notice): NoticeEvent[] => {
  if (notice.status !== 'NONE' && notice.status !== 'UPHELD')
    throw reject('PRICING_STEP_NOT_POSSIBLE', { status: notice.status });
  const opensOn = chinaDayOf(command.now);
  const rule: RuleInForce<NoticeRuleId> = ruleAt(command.rule, command.region, opensOn);
  const { daysAtLeast } = rule.value;
  const days = command.days ?? daysAtLeast;
  if (!(days >= daysAtLeast)) throw reject('NOTICE_TOO_SHORT', { daysAtLeast });
  const missing = missingInNotice(command, rule);
  if (missing.length > 0) throw reject('NOTICE_INCOMPLETE', { missing });
  const { places, isBuyerRelated, hasLeaders, now } = command;
  const contents = Object.fromEntries(Object.entries(command.contents).filter(([, text]) => text.trim() !== ''));
  const span = { opensOn, endsOn: addDays(opensOn, days), days };
  const shown = { contents, places: [...places], isBuyerRelated, hasLeaders };
  return [{ type: 'NoticeOpened', ...shown, ...span, ruleVersion: rule.version, openedAt: now }];
};

const extend = (command: Extract<NoticeCommand, { type: 'ExtendNotice' }>, notice: Notice): NoticeEvent[] => {
  const { opensOn, endsOn } = running(notice);
  if (command.endsOn < endsOn) throw reject('NOTICE_TOO_SHORT', { daysAtLeast: daysBetween(opensOn, endsOn) });
  return command.endsOn === endsOn ? [] : [{ type: 'NoticeExtended', endsOn: command.endsOn, extendedAt: command.now }];
};

const raise = (command: Extract<NoticeCommand, { type: 'RaiseObjection' }>, notice: Notice): NoticeEvent[] => {
  const { openObjections, decided } = running(notice);
  const { objectionId, raisedBy, grounds, now } = command;
  if ([...openObjections, ...decided].includes(objectionId)) return [];
  if (grounds.trim() === '') throw reject('REASONS_MISSING');
  return [{ type: 'ObjectionRaised', objectionId, raisedBy, grounds, raisedAt: now }];
};

const decideObjection = (command: Extract<NoticeCommand, { type: 'DecideObjection' }>, notice: Notice): NoticeEvent[] => {
  const { openObjections } = running(notice);
  const { objectionId, outcome, reasons, decidedBy, now } = command;
  if (!openObjections.includes(objectionId)) throw reject('OBJECTION_NOT_FOUND', { objectionId });
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  return [{ type: 'ObjectionDecided', objectionId, outcome, reasons, decidedBy, decidedAt: now }];
};

const close = (now: string, notice: Notice): NoticeEvent[] => {
  if (notice.status === 'CLOSED') return [];
  const { endsOn, openObjections } = running(notice);
  if (openObjections.length > 0) throw reject('OBJECTION_OPEN', { objections: [...openObjections] });
  if (chinaDayOf(now) <= endsOn) throw reject('NOTICE_STILL_RUNNING', { endsOn });
  return [{ type: 'NoticeClosed', closedAt: now }];
};

const decide = (command: NoticeCommand, notice: Notice): NoticeEvent[] => {
  switch (command.type) {
    case 'OpenNotice':
      return open(command, notice);
    case 'ExtendNotice':
      return extend(command, notice);
    case 'RaiseObjection':
      return raise(command, notice);
    case 'DecideObjection':
      return decideObjection(command, notice);
    case 'CloseNotice':
      return close(command.now, notice);
  }
};

const afterDecision = (
  notice: Exclude<Notice, { status: 'NONE' }>,
  event: Extract<NoticeEvent, { type: 'ObjectionDecided' }>,
): Notice => {
  const openObjections = notice.openObjections.filter((id) => id !== event.objectionId);
  const status = event.outcome === 'UPHELD' ? 'UPHELD' : openObjections.length > 0 ? 'FROZEN' : 'OPEN';
  return { ...notice, status, openObjections, decided: [...notice.decided, event.objectionId] };
};

const evolve = (notice: Notice, event: NoticeEvent): Notice => {
  if (event.type === 'NoticeOpened') {
    const { opensOn, endsOn, ruleVersion } = event;
    return { status: 'OPEN', opensOn, endsOn, ruleVersion, openObjections: [], decided: [] };
  }
  if (notice.status === 'NONE') throw new Error(`${event.type} before NoticeOpened: the stream is not one of ours`);
  switch (event.type) {
    case 'NoticeExtended':
      return { ...notice, endsOn: event.endsOn };
    case 'ObjectionRaised':
      return { ...notice, status: 'FROZEN', openObjections: [...notice.openObjections, event.objectionId] };
    case 'ObjectionDecided':
      return afterDecision(notice, event);
    case 'NoticeClosed':
      return { ...notice, status: 'CLOSED' };
  }
};

/**
 * A public notice of a price or of rewards. Its length comes from the rule in force at the unit's place on the day (in China) it opens
 * and can only grow; an objection freezes the deal until it is decided with reasons; it closes on the day after its last one.
 */
export const noticeDecider: Decider<Notice, NoticeCommand, NoticeEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
