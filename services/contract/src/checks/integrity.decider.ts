import type { DiligenceElement } from '@lastmile/protocol';
import { ruleAt } from '../rules/rule-at.decider.js';
import { resultOf } from './check.decider.js';
import type { At, CheckResult } from './check.decider.js';
import type { Missing, Supplier } from './finding.decider.js';

/** What the seller declares about secrecy; undefined is not said. */
export interface SecrecyDeclaration {
  readonly isClassified?: boolean;
  readonly touchesSecurity?: boolean;
  readonly isConfidentialityAgreed?: boolean;
}

/** Classified technology is not dealt with here; the seller says so either way (Beijing regulation, Art. 9, 10). */
export const checkSecrecy = (declared: SecrecyDeclaration, at: At): CheckResult => {
  const missing: Missing[] = [];
  for (const about of ['isClassified', 'touchesSecurity'] as const) {
    if (declared[about] === undefined) missing.push({ what: 'DECLARATION_MISSING', suppliedBy: 'SELLER', about });
    if (declared[about] === true) missing.push({ what: 'CLASSIFIED', suppliedBy: 'NOBODY', about });
  }
  if (declared.isConfidentialityAgreed === false) missing.push({ what: 'CONFIDENTIALITY_MISSING', suppliedBy: 'BOTH_PARTIES' });
  return resultOf('secrecy', ruleAt('secrecy-clearance', at.region, at.date), missing);
};

/** Somebody whose interests meet in the deal. */
export interface InterestedPerson {
  readonly id: string;
  readonly role: 'LEADER' | 'COMPLETER' | 'RELATED_TO_BUYER';
  readonly hasDeclared: boolean;
  /** Works for the buyer, and whether the unit agreed to it (Beijing regulation, Art. 20). */
  readonly worksForBuyer?: { readonly hasUnitConsent: boolean };
}

export interface InterestDeclaration {
  /** Undefined: the seller has not said whether the buyer is a completer or related. */
  readonly isBuyerRelated?: boolean;
  readonly persons: readonly InterestedPerson[];
  /** The public notice marks the relation and the leaders. */
  readonly isMarkedInNotice: boolean;
}

const personFindings = ({ id: about, hasDeclared, worksForBuyer }: InterestedPerson): Missing[] => [
  ...(hasDeclared ? [] : [{ what: 'CONFLICT_NOT_DECLARED', suppliedBy: 'COMPLETER', about } as const]),
  ...(worksForBuyer && !worksForBuyer.hasUnitConsent
    ? [{ what: 'OUTSIDE_WORK_WITHOUT_CONSENT', suppliedBy: 'UNIT', about } as const]
    : []),
];

/** Leaders and related buyers declare and the notice marks them (Beijing regulation, Art. 13, 20; Zhejiang regulation, Art. 17). */
export const checkInterests = (declared: InterestDeclaration, at: At): CheckResult => {
  const isMarkNeeded = declared.isBuyerRelated === true || declared.persons.some(({ role }) => role !== 'COMPLETER');
  const missing: Missing[] = [
    ...(declared.isBuyerRelated === undefined
      ? [{ what: 'DECLARATION_MISSING', suppliedBy: 'SELLER', about: 'isBuyerRelated' } as const]
      : []),
    ...declared.persons.flatMap(personFindings),
    ...(isMarkNeeded && !declared.isMarkedInNotice ? [{ what: 'CONFLICT_NOT_NOTICED', suppliedBy: 'UNIT' } as const] : []),
  ];
  return resultOf('conflict-declaration', ruleAt('conflict-declaration', at.region, at.date), missing);
};

/** One piece of evidence for one element; `hash` is the SHA-256 (hex) of what is kept. */
export interface DiligenceEvidence {
  readonly element: DiligenceElement;
  readonly hash: string;
}

const evidenceBy: Record<DiligenceElement, Supplier> = {
  DEMOCRATIC_DECISION: 'UNIT',
  PUBLIC_INFORMATION: 'TRANSFER_OFFICE',
  REASONABLE_CARE: 'TRANSFER_OFFICE',
  SUPERVISION: 'UNIT',
};

/** The four elements of Art. 19 (Beijing regulation), each with evidence, and the declaration that nobody gained illegally. */
export const checkDiligence = (
  given: { evidence: readonly DiligenceEvidence[]; isFreeOfIllegalGain?: boolean },
  at: At,
): CheckResult => {
  const rule = ruleAt('due-diligence', at.region, at.date);
  const bare = rule.value.elements.filter((element) => !given.evidence.some((one) => one.element === element && one.hash !== ''));
  const missing = bare.map((about): Missing => ({ what: 'DILIGENCE_EVIDENCE_MISSING', suppliedBy: evidenceBy[about], about }));
  if (!given.isFreeOfIllegalGain) missing.push({ what: 'NO_GAIN_NOT_DECLARED', suppliedBy: 'UNIT' });
  return resultOf('due-diligence', rule, missing);
};
