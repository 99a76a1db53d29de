import type { LicenceMode } from '@lastmile/protocol';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { resultOf } from './check.decider.js';
import type { At, CheckResult } from './check.decider.js';
import type { Missing } from './finding.decider.js';

/**
 * What a licence covers. No fields or no territories: unlimited; no date: open on that side (no term agreed is unlimited, SPC
 * interpretation, Art. 28). `000000` is the whole country; a region holds its districts.
 */
export interface LicenceScope {
  readonly ip: readonly string[];
  readonly fields?: readonly string[];
  readonly territories?: readonly string[];
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export interface Licence extends LicenceScope {
  readonly id: string;
  readonly licenseeId: string;
  readonly mode: LicenceMode;
}

const same = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();
const meet = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((item) => other.some((its) => same(item) === same(its)));

const isUnlimited = (items: readonly string[] | undefined): boolean => items === undefined || items.length === 0;

const prefixOf = (region: string): string => region.replace(/(00)+$/, '');
const regionsMeet = (one: string, other: string): boolean => {
  const [short, long] = [prefixOf(one), prefixOf(other)].sort((a, b) => a.length - b.length) as [string, string];
  return long.startsWith(short);
};

const territoriesMeet = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  isUnlimited(one) || isUnlimited(other) || (one ?? []).some((region) => (other ?? []).some((its) => regionsMeet(region, its)));

const fieldsMeet = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  isUnlimited(one) || isUnlimited(other) || meet(one ?? [], other ?? []);

const termsMeet = (one: LicenceScope, other: LicenceScope): boolean =>
  (one.from ?? '0000') <= (other.to ?? '9999') && (other.from ?? '0000') <= (one.to ?? '9999');

/** Whether two scopes share IP, field, territory and a day. Symmetric; widening a scope never ends an overlap. */
export const scopesOverlap = (one: LicenceScope, other: LicenceScope): boolean =>
  meet(one.ip, other.ip) &&
  fieldsMeet(one.fields, other.fields) &&
  territoriesMeet(one.territories, other.territories) &&
  termsMeet(one, other);

const isRestricted = ({ mode }: Licence): boolean => mode !== 'NON_EXCLUSIVE';

/** Two licences of different licensees that overlap and of which one leaves no room for another. */
export const licencesConflict = (one: Licence, other: Licence): boolean =>
  one.licenseeId !== other.licenseeId && (isRestricted(one) || isRestricted(other)) && scopesOverlap(one, other);

/**
 * A new licence against those that live (SPC interpretation, Art. 25). `isUsedByLicensor`: the licensor exploits it now, which an
 * exclusive licence ends.
 */
export const checkLicenceOverlap = (
  fresh: Licence,
  given: { live: readonly Licence[]; isUsedByLicensor?: boolean },
  at: At,
): CheckResult => {
  const missing: Missing[] = given.live
    .filter((licence) => licence.id !== fresh.id && licencesConflict(fresh, licence))
    .map(({ id }) => ({ what: 'LICENCE_OVERLAPS', suppliedBy: 'SELLER', about: id }));
  if (fresh.mode === 'EXCLUSIVE' && given.isUsedByLicensor) missing.push({ what: 'LICENSOR_STILL_USES', suppliedBy: 'SELLER' });
  return resultOf('licence-overlap', ruleAt('licence-exclusivity', at.region, at.date), missing);
};

/** An assignment ends no earlier licence (SPC interpretation, Art. 24): those that live on are shown to the buyer. */
export const checkAssignedLicences = (assigned: LicenceScope, live: readonly Licence[], at: At): CheckResult => {
  const carried = live.filter((licence) => scopesOverlap({ ip: assigned.ip, from: at.date }, licence));
  return resultOf(
    'licence-overlap',
    ruleAt('licence-exclusivity', at.region, at.date),
    carried.map(({ id }): Missing => ({ what: 'LICENCE_CARRIED_OVER', suppliedBy: 'SELLER', about: id })),
  );
};
