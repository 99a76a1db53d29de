import type { Quality, QualityHint } from '@lastmile/protocol';
import type { Checks, Draft, Duplicate, Finding, Look } from './draft.js';
import { duplicateChecks } from './duplicate-checks.js';
import { fieldGuides, generalGuide } from './field-guides.data.js';
import { formChecks } from './form-checks.js';
import type { Criterion, QualityPolicy } from './quality.policy.js';
import { qualityPolicyAt } from './quality.policy.js';
import { languageOf } from './reading.js';
import { fieldOf } from './suggestions.js';
import { targetsIn } from './targets.js';
import { textChecks } from './text-checks.js';
import { valueChecks } from './value-checks.js';

export interface AssessContext {
  /** Own ones, and those of others that are public; not the record itself. */
  duplicates: readonly Duplicate[];
  /** ISO day. */
  today: string;
}

const checks: Checks = { ...textChecks, ...valueChecks, ...formChecks, ...duplicateChecks };
const THOUSANDTHS = 1_000;

const lookAt = (draft: Draft, { duplicates, today }: AssessContext): Look => {
  const { content } = draft;
  const text = draft.kind === 'LISTING' ? draft.content.abstract : draft.content.content;
  const whole = [content.title, text, draft.kind === 'LISTING' ? draft.content.advantage : ''].filter(Boolean).join('\n');
  const field = content.field ?? fieldOf(content.title, text);
  return {
    draft,
    policy: qualityPolicyAt(today),
    today,
    title: content.title,
    text,
    whole,
    language: languageOf(whole),
    guide: field ? fieldGuides[field] : generalGuide,
    targets: targetsIn(whole, content.indicators),
    duplicates: duplicates.toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)),
  };
};

interface Loss {
  thousandths: number;
  finding: Finding;
}

const lossesOf = (look: Look): Loss[] => {
  const weights = Object.entries(look.policy.weights[look.draft.kind]) as [Criterion, number][];
  const losses = weights.flatMap(([criterion, weight]) => {
    const finding = checks[criterion]?.(look);
    if (!finding) return [];
    const share = (finding.share ?? 1) * (look.policy.shares[finding.code] ?? 1);
    return [{ thousandths: Math.round(weight * share), finding }];
  });
  return losses.filter(({ thousandths }) => thousandths > 0).sort((a, b) => b.thousandths - a.thousandths);
};

const gradeOf = (score: number, [fair, good]: QualityPolicy['grades']): Quality['grade'] =>
  score < fair ? 'POOR' : score < good ? 'FAIR' : 'GOOD';

const given = (values: Finding['values'] = {}): QualityHint['values'] =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));

const hintOf = ({ thousandths, finding }: Loss): QualityHint => {
  const { code, path, text, values, indicators } = finding;
  return { code, path, gain: thousandths / THOUSANDTHS, text, values: given(values), ...(indicators && { indicators }) };
};

/** The score and the gains of all hints add up to 1. The same record, neighbours and day always give the same. */
export const assess = (draft: Draft, context: AssessContext): Quality => {
  const look = lookAt(draft, context);
  const losses = lossesOf(look);
  const score = (THOUSANDTHS - losses.reduce((sum, { thousandths }) => sum + thousandths, 0)) / THOUSANDTHS;
  return {
    score,
    grade: gradeOf(score, look.policy.grades),
    hints: losses.map(hintOf),
    duplicates: [...look.duplicates],
    policyVersion: look.policy.version,
  };
};
