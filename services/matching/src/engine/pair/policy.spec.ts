import { policies } from './policy.data.js';
import { policyAt, reachOf } from './policy.js';

const DAY = /^\d{4}-\d\d-\d\d$/;
const sum = (values: object): number => Object.values(values).reduce((total: number, value: number) => total + value, 0);

describe('the policies', () => {
  it('follow each other by day, each with a version of its own', () => {
    const days = policies.map(({ validFrom }) => validFrom);
    for (const day of days) expect(day).toMatch(DAY);
    expect([...new Set(days)].toSorted()).toEqual(days);
    expect(new Set(policies.map(({ version }) => version)).size).toBe(policies.length);
  });
  it('leave no day without one', () => {
    expect(policyAt('0001-01-01').version).toBe('national-2015');
    policies.forEach((policy, at) => {
      expect(policyAt(policy.validFrom)).toBe(policy);
      expect(policyAt(`${policy.validFrom}T00:00:00.000Z`)).toBe(policy);
      if (at > 0) expect(policyAt(dayBefore(policy.validFrom))).toBe(policies[at - 1]);
    });
    expect(policyAt('9999-12-31')).toBe(policies.at(-1));
    expect(policyAt()).toBe(policies.at(-1));
  });
  it.each(policies)('$version keeps the texts in the lead, and is no filter', ({ weights, priorities, textFit }) => {
    for (const weight of [...Object.values(weights), ...Object.values(priorities.region)]) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThan(1);
    }
    expect(sum(weights)).toBeLessThan(0.5);
    expect(priorities.region.district + priorities.smallBusiness).toBeLessThan(0.15);
    const { district, city, province } = priorities.region;
    expect([province, city, district].toSorted((a, b) => a - b)).toEqual([province, city, district]);
    expect(textFit.none).toBeLessThan(textFit.full);
  });
  it.each(policies)('$version says what it rests on', ({ sources, jurisdiction }) => {
    expect(jurisdiction).toMatch(/^\d{6}$/);
    expect(sources.length).toBeGreaterThan(0);
    for (const { rule } of sources) expect(rule).not.toBe('');
  });
  it('let nothing else count without textual fit, and all of it from the middle on', () => {
    const policy = policyAt('2030-01-01');
    expect([0, 0.25, 0.375, 0.5, 1].map((text) => reachOf(policy, text))).toEqual([0, 0, 0.5, 1, 1]);
  });
});

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
