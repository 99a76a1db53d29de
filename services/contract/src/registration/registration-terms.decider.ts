import { endOf } from '../rules/days.decider.js';
import { draftRuleAt, ruleAt } from '../rules/rule-at.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import type { At } from '../checks/check.decider.js';

/** Until when an office has to decide. `WORKING` days are Monday to Friday: public holidays are not counted out, so it may be later. */
export interface RegistrationDue {
  readonly dueOn: IsoDate;
  readonly counting: 'CALENDAR' | 'WORKING';
  readonly days: number;
  readonly isExpertReview: boolean;
  /** True when public holidays could move the day. */
  readonly isWithoutHolidays: boolean;
  readonly ruleVersion: string;
}

export interface FilingFacts {
  readonly technologyValueMinor: number;
  readonly isDisputed: boolean;
  /** The office works by the draft measure of 2024, as its own settings say. */
  readonly isByDraft: boolean;
}

/** The last day for the office's decision, counted from the day on which a complete filing is accepted. */
export const registrationDue = (filing: FilingFacts, at: At): RegistrationDue => {
  const law = ruleAt('registration-limit', at.region, at.date);
  const rule = (filing.isByDraft ? draftRuleAt('registration-limit', at.region, at.date) : undefined) ?? law;
  const { expertReview } = rule.value;
  const isExpertReview =
    expertReview !== undefined && (filing.isDisputed || filing.technologyValueMinor >= expertReview.technologyValueFromMinor);
  const { days, counting } = isExpertReview ? expertReview : rule.value;
  return {
    dueOn: endOf(at.date, { days, counting }),
    counting,
    days,
    isExpertReview,
    isWithoutHolidays: counting === 'WORKING',
    ruleVersion: rule.version,
  };
};

/** Whether a number has the form that offices give (fourteen or sixteen digits). It is checked, never made. */
export const isRegistrationNumber = (number: string, at: At): { isValid: boolean; pattern: string; ruleVersion: string } => {
  const rule = ruleAt('contract-number', at.region, at.date);
  return { isValid: new RegExp(rule.value.pattern).test(number), pattern: rule.value.pattern, ruleVersion: rule.version };
};

/**
 * What one registration is known by: the hash of the terms and who the parties are, in whatever order they are given. Two filings with the
 * same key are the same contract (Beijing market regulation, Art. 22).
 */
export const registrationKey = (termsHash: string, partyIds: readonly string[]): string =>
  [termsHash.toLowerCase(), ...partyIds.map((id) => id.trim()).sort()].join('|');
