/** Where rules differ; the region of each is in the contract service's rules. */
export const jurisdictionNames = ['national', 'beijing', 'tianjin-nankai', 'zhejiang', 'shandong'] as const;
export type JurisdictionName = (typeof jurisdictionNames)[number];

/** What may be dealt with: the contract kinds of the Civil Code, those next to them, and equity. */
export const dealKinds = [
  'DEVELOPMENT_COMMISSIONED',
  'DEVELOPMENT_COOPERATIVE',
  'ASSIGNMENT',
  'LICENCE',
  'CONSULTING',
  'SERVICE',
  'INTERMEDIATION',
  'TRAINING',
  'EQUITY_CONTRIBUTION',
] as const;
export type DealKind = (typeof dealKinds)[number];

/** What the parties say about the object of a deal. */
export const kindFacts = [
  'isMastered',
  'hasResearchGoal',
  'hasInnovation',
  'isJointWork',
  'transfersRight',
  'grantsUse',
  'givesAdvice',
  'solvesProblem',
  'introducesParties',
  'trainsStaff',
  'isPaidInShares',
] as const;
export type KindFact = (typeof kindFacts)[number];

/** Clauses that the law lists (Civil Code, Art. 845, 846) and the registration form asks for. */
export const contractClauses = [
  'projectName',
  'scope',
  'plan',
  'confidentiality',
  'ownershipOfResults',
  'acceptanceCriteria',
  'definitions',
  'price',
  'technologyValue',
  'paymentPlan',
  'accountInspection',
  'validFrom',
  'validTo',
  'territory',
  'usageManner',
  'accessStaff',
  'patents',
  'disputes',
  'newInvestment',
  'newOutput',
  'shareholding',
] as const;
export type ContractClause = (typeof contractClauses)[number];

/** Clauses that may be void (SPC interpretation, Art. 10). */
export const unfairClauses = [
  'IMPROVEMENT_FORBIDDEN',
  'GRANT_BACK_UNPAID',
  'RIVAL_TECHNOLOGY_BARRED',
  'EXPLOITATION_RESTRICTED',
  'TYING',
  'SOURCING_RESTRICTED',
  'CHALLENGE_FORBIDDEN',
] as const;
export type UnfairClause = (typeof unfairClauses)[number];

export const diligenceElements = ['DEMOCRATIC_DECISION', 'PUBLIC_INFORMATION', 'REASONABLE_CARE', 'SUPERVISION'] as const;
export type DiligenceElement = (typeof diligenceElements)[number];
