import { dealKinds } from '@lastmile/protocol';
import type { DealKind, KindFact, LicenceMode } from '@lastmile/protocol';
import { resultOf } from '../checks/check.decider.js';
import type { At, CheckResult } from '../checks/check.decider.js';
import type { Missing } from '../checks/finding.decider.js';
import { findRule, ruleAt } from '../rules/rule-at.decider.js';
import { kindFacts, kindOf } from './kind.decider.js';
import type { ContentField, KindFacts } from './kind.decider.js';

const factNames = Object.keys(kindFacts) as KindFact[];

const factFinding = (wanted: boolean, said: boolean | undefined, about: KindFact): Missing[] => {
  if (said === wanted) return [];
  return [{ what: said === undefined ? 'DECLARATION_MISSING' : 'DECLARATION_CONTRADICTS', suppliedBy: 'BOTH_PARTIES', about }];
};

const factFindings = (kind: DealKind, facts: KindFacts): Missing[] => {
  const { facts: wanted } = kindOf(kind);
  return factNames.flatMap((fact) => {
    const expected = wanted[fact];
    return expected === undefined ? [] : factFinding(expected, facts[fact], fact);
  });
};

/** Whether the object is what the kind says (Civil Code, Art. 843–887): each fact declared, and none against it. */
export const testKind = (kind: DealKind, facts: KindFacts, at: At): CheckResult =>
  resultOf('contract-kind', ruleAt('contract-kind', at.region, at.date), factFindings(kind, facts));

/** The kinds that these facts make it; empty when too little is said. @example kindsThatFit({ isMastered: true, transfersRight: true }) // ['ASSIGNMENT'] */
export const kindsThatFit = (facts: KindFacts): DealKind[] => dealKinds.filter((kind) => factFindings(kind, facts).length === 0);

/** A deal's clauses: whatever is undefined, empty or an empty list counts as missing. */
export type Content = Readonly<Partial<Record<ContentField, unknown>>>;

const isThere = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
};

/** What else is needed because of what is dealt with and how it is paid. */
export interface ContentNeeds {
  readonly hasPatents: boolean;
  readonly hasRoyalty: boolean;
}

/** The clauses that a kind must have, those that the law expects besides, and what patents and royalties ask for. */
export const clausesOf = (kind: DealKind, needs: ContentNeeds): { must: ContentField[]; should: ContentField[] } => {
  const { must, should } = kindOf(kind);
  const added: ContentField[] = [
    ...(needs.hasPatents ? (['patents'] as const) : []),
    ...(needs.hasRoyalty ? (['accountInspection'] as const) : []),
  ];
  const all = [...must, ...added];
  return { must: all, should: should.filter((field) => !all.includes(field)) };
};

/** Which clauses are missing (Civil Code, Art. 845, 846): needed ones block, expected ones warn. */
export const testContent = (kind: DealKind, given: ContentNeeds & { content: Content }, at: At): CheckResult => {
  const { must, should } = clausesOf(kind, given);
  const absent = (fields: readonly ContentField[]) => fields.filter((field) => !isThere(given.content[field]));
  return resultOf('contract-content', ruleAt('contract-content', at.region, at.date), [
    ...absent(must).map((about): Missing => ({ what: 'FIELD_MISSING', suppliedBy: 'BOTH_PARTIES', about })),
    ...absent(should).map((about): Missing => ({ what: 'FIELD_ADVISED', suppliedBy: 'BOTH_PARTIES', about })),
  ]);
};

/** The mode that holds: the agreed one, or the law's default, and whether it is the default (SPC interpretation, Art. 25). */
export const licenceModeOf = (
  agreed: LicenceMode | undefined,
  at: At,
): { mode: LicenceMode; isDefault: boolean; ruleVersion: string } => {
  const rule = ruleAt('licence-mode-default', at.region, at.date);
  return { mode: agreed ?? rule.value.mode, isDefault: agreed === undefined, ruleVersion: rule.version };
};

/** Says that the default was applied, so that nobody takes it for agreed. */
export const testLicenceMode = (agreed: LicenceMode | undefined, at: At): CheckResult =>
  resultOf(
    'licence-mode',
    ruleAt('licence-mode-default', at.region, at.date),
    agreed ? [] : [{ what: 'LICENCE_MODE_DEFAULTED', suppliedBy: 'BOTH_PARTIES' }],
  );

/** As what an equity contract may be registered; undefined where no rule allows it (Beijing market regulation, Art. 23). */
export const equityRegistersAs = (at: At): { kind: 'ASSIGNMENT'; ruleVersion: string } | undefined => {
  const rule = findRule('equity-registration', at.region, at.date);
  return rule && { kind: 'ASSIGNMENT', ruleVersion: rule.version };
};
