import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { qualityHintCodes } from '@lastmile/protocol';
import type { QualityHintCode } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import { likenessPolicy } from './likeness.policy.js';
import { qualityPolicyAt } from './quality.policy.js';
import type { Criterion } from './quality.policy.js';
import { BANDS, ROWS, SIGNATURE_SIZE } from './signature.js';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const section = readme.split('## Quality\n')[1]?.split('\n## ')[0] ?? '';
const policy = qualityPolicyAt('2026-11-23');

const criterionOf: Record<QualityHintCode, Criterion> = {
  TITLE_TOO_SHORT: 'title',
  TITLE_GENERIC: 'title',
  TEXT_MISSING: 'text',
  TEXT_TOO_SHORT: 'text',
  NO_QUANTIFIED_TARGET: 'targets',
  TARGETS_NOT_STRUCTURED: 'targets',
  NO_BUDGET_RANGE: 'money',
  NO_PRICE: 'money',
  NO_ADVANTAGE: 'advantage',
  NO_FIELD: 'field',
  NO_READINESS: 'readiness',
  NO_MODE: 'modes',
  NO_REGION: 'region',
  NO_DEADLINE: 'deadline',
  NO_KEYWORDS: 'keywords',
  NO_VALIDITY: 'validity',
  DUPLICATE_OF_OWN: 'own',
  NEAR_DUPLICATE: 'others',
};
const onlyOf: Partial<Record<QualityHintCode, Kind>> = { NO_PRICE: 'LISTING', NO_BUDGET_RANGE: 'DEMAND' };

const mostOf = (kind: Kind, code: QualityHintCode): string => {
  const weight = policy.weights[kind][criterionOf[code]];
  if (weight === undefined || (onlyOf[code] ?? kind) !== kind) return '';
  return ((weight * (policy.shares[code] ?? 1)) / 1_000).toFixed(3);
};

describe('the README on quality', () => {
  it('gives the most that each hint takes, as the policy has it', () => {
    const rows = [...section.matchAll(/^\| `([A-Z_]+)` *\| *([\d.]*) *\| *([\d.]*) *\|/gm)];
    const shown = Object.fromEntries(rows.map(([, code, listing, demand]) => [code, [listing, demand]]));
    const meant = Object.fromEntries(qualityHintCodes.map((code) => [code, [mostOf('LISTING', code), mostOf('DEMAND', code)]]));
    expect(shown).toEqual(meant);
  });
  it('gives grades, lengths and thresholds as they are', () => {
    const { near, twins } = likenessPolicy;
    for (const value of [
      ...policy.grades,
      policy.text.zh.enough,
      policy.text.en.enough,
      near.long,
      near.short,
      twins.long,
      twins.short,
    ])
      expect(section).toContain(String(value));
    expect([BANDS, ROWS, policy.titleSize]).toEqual([7, 3, 6]);
    expect(section).toContain(`${SIGNATURE_SIZE} bytes`);
    const meets = (likeness: number): string => (1 - (1 - likeness ** ROWS) ** BANDS).toFixed(2);
    expect(section).toContain(`0.8 shares a band with\na probability of ${meets(0.8)}, one of 0.7 with ${meets(0.7)}`);
  });
});
