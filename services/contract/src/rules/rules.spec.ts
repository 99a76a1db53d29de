import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { addDays, addMonths, addWorkingDays, addYears, chinaDayOf, endOf } from './days.decider.js';
import { publishedRules } from './published-rules.decider.js';
import { draftRuleAt, findRule, jurisdictionsOf, ruleAt, rulesAt, versionOf } from './rule-at.decider.js';
import { checkRules, rulesBegin } from './rule-check.decider.js';
import { ruleIds, ruleNames } from './rule-names.decider.js';
import type { Rule } from './rule.decider.js';

const digestOf = (rule: Rule): string =>
  createHash('sha256')
    .update(canonicalize(rule) ?? '')
    .digest('hex')
    .slice(0, 16);
const digests = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/rule-digests.json'), 'utf8')) as Record<
  string,
  string
>;
const now = Object.fromEntries(publishedRules.map((rule) => [versionOf(rule), digestOf(rule)]));

describe('published versions', () => {
  it('never change: a changed rule is a new version', () => {
    for (const [version, digest] of Object.entries(digests)) expect([version, now[version]]).toEqual([version, digest]);
  });
  it('are all frozen: a new version adds its digest to the file', () =>
    expect(Object.keys(now).filter((version) => !(version in digests))).toEqual([]));
});

describe('a rule on a day', () => {
  it('is the city’s before the nation’s, for each of its districts', () => {
    expect(ruleAt('income-floor', '110000', '2026-05-01').version).toBe('beijing/income-floor/2020-01-01');
    expect(ruleAt('income-floor', '110108', '2026-05-01').value.netIncome).toBe(7_000);
    expect(ruleAt('income-floor', '330100', '2026-05-01').version).toBe('national/income-floor/2015-10-01');
    expect(ruleAt('income-floor', 'national', '2026-05-01').value.netIncome).toBe(5_000);
  });
  it('is the nation’s before the city had its own', () =>
    expect(ruleAt('income-floor', '110000', '2019-12-31').version).toBe('national/income-floor/2015-10-01'));
  it('names the notice days that law sets, and the default elsewhere', () => {
    const days = (region: string) => {
      const { value, status } = ruleAt('price-notice', region, '2026-05-01');
      return [value.daysAtLeast, value.isStatutory, status];
    };
    expect(days('330000')).toEqual([15, true, 'VERIFIED']);
    expect(days('370200')).toEqual([15, true, 'VERIFIED']);
    expect(days('110000')).toEqual([15, false, 'TO_BE_VERIFIED']);
  });
  it('is never a draft; who works by the draft asks for it', () => {
    expect(ruleAt('registration-limit', '110000', '2026-05-01').value).toEqual({ days: 30, counting: 'CALENDAR' });
    expect(ruleAt('registration-limit', '330100', '2026-05-01').value).toEqual({ days: 10, counting: 'CALENDAR' });
    expect(ruleAt('registration-limit', '120104', '2026-05-01').value).toEqual({ days: 10, counting: 'WORKING' });
    const draft = draftRuleAt('registration-limit', '110000', '2026-05-01');
    expect([draft?.version, draft?.status, draft?.value.days]).toEqual([
      'national/registration-limit/2024-12-20-draft',
      'TO_BE_VERIFIED',
      15,
    ]);
    expect(draftRuleAt('registration-limit', '110000', '2024-12-19')).toBeUndefined();
  });
  it('is refused where there is none', () => {
    expect(findRule('self-transfer', '330000', '2026-05-01')).toBeUndefined();
    expect(() => ruleAt('self-transfer', '330000', '2026-05-01')).toThrow('RULE_NOT_KNOWN');
    expect(() => ruleAt('income-floor', '110000', '1999-01-01')).toThrow('RULE_NOT_KNOWN');
  });
  it('stands in a list of what applies, one version each, drafts last', () => {
    const list = rulesAt('110108', '2026-05-01');
    expect(list.map(({ version }) => version)).toContain('beijing/income-floor/2020-01-01');
    expect(list.filter(({ id }) => id === 'income-floor')).toHaveLength(1);
    expect(list.at(-1)?.standing).toBe('DRAFT');
    expect(list.filter(({ standing }) => standing !== 'DRAFT')).toHaveLength(ruleIds.length);
  });
  it('is found for every region and day since the rules begin, unless the rule is local', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[1-8]\d{5}$/), fc.integer({ min: 0, max: 20_000 }), (region, days) => {
        const date = addDays(rulesBegin, days);
        for (const id of ['income-floor', 'price-notice', 'registration-limit', 'first-refusal', 'due-diligence'] as const) {
          expect(jurisdictionsOf(region)).toContain(ruleAt(id, region, date).jurisdiction);
        }
      }),
      { numRuns: 50 },
    ));
});

describe('the check at start', () => {
  const [first] = publishedRules as [Rule, ...Rule[]];
  const problems = (...rules: Rule[]): string[] => checkRules(rules, []);

  it('finds nothing wrong with what is published', () => expect(checkRules(publishedRules, ruleIds)).toEqual([]));
  it('finds overlaps and gaps', () => {
    const later: Rule = { ...first, validFrom: '2027-01-01' };
    expect(problems(first, later)).toEqual([]);
    expect(problems({ ...first, validTo: '2027-01-01' }, later)).toEqual([`${versionOf(first)} overlaps ${versionOf(later)}`]);
    expect(problems({ ...first, validTo: '2026-11-30' }, later)).toEqual([
      `gap between ${versionOf(first)} and ${versionOf(later)}`,
    ]);
    expect(problems({ ...first, validTo: '2026-12-31' }, later)).toEqual([]);
  });
  it('finds a version twice, one without source, and an end before the beginning', () => {
    expect(problems(first, first)[0]).toContain('twice');
    expect(problems({ ...first, source: { ...first.source, says: { zh: '', en: '' } } })[0]).toContain('no source');
    expect(problems({ ...first, source: { ...first.source, article: '' } })[0]).toContain('without an article');
    expect(problems({ ...first, validTo: '2000-01-01' })[0]).toContain('ends before');
    expect(problems({ ...first, standing: 'DRAFT' })[0]).toContain('draft');
  });
  it('finds an id that the nation does not cover', () => {
    const withoutFloor = publishedRules.filter((rule) => rule.id !== 'income-floor' || rule.jurisdiction !== 'national');
    expect(checkRules(withoutFloor, ruleIds)).toEqual([`national/income-floor does not cover every day from ${rulesBegin}`]);
  });
  it('knows each rule by a name in both languages', () => {
    for (const { zh, en } of Object.values(ruleNames)) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
    }
    expect(new Set(publishedRules.map(({ id }) => id))).toEqual(new Set(ruleIds));
  });
});

describe('days', () => {
  it('are those of China', () => {
    expect(chinaDayOf('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
    expect(chinaDayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
  });
  it('end months and leap years where those end', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  });
  it('do not count the first, and working days are Monday to Friday', () => {
    expect(endOf('2026-03-02', { days: 15, counting: 'CALENDAR' })).toBe('2026-03-17');
    expect(addWorkingDays('2026-03-06', 1)).toBe('2026-03-09');
    expect(endOf('2026-03-02', { days: 15, counting: 'WORKING' })).toBe('2026-03-23');
  });
  it('of work are never fewer than as many calendar days', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 60 }), (start, days) => {
        const from = addDays('2020-01-01', start);
        expect(addWorkingDays(from, days) >= addDays(from, days)).toBe(true);
      }),
    ));
});
