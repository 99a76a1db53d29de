import type { DealKind } from '@lastmile/protocol';
import type { Words } from '../rules/rule.decider.js';
import type { Supplier } from '../checks/finding.decider.js';

/** Nature of a party as the registration form codes it; enterprises (1xx) have sub-codes. */
export const partyNatures = {
  '010': { zh: '机关法人', en: 'government' },
  '021': { zh: '科研机构', en: 'research institute' },
  '022': { zh: '高等院校', en: 'university' },
  '023': { zh: '医疗、卫生', en: 'medical institution' },
  '100': { zh: '内资企业', en: 'domestic enterprise' },
  '200': { zh: '港澳台商投资企业', en: 'Hong Kong, Macao or Taiwan enterprise' },
  '300': { zh: '外商投资企业', en: 'foreign enterprise' },
  '400': { zh: '个人', en: 'individual' },
} as const satisfies Record<string, Words>;
const naturePattern = /^(010|021|022|023|1\d{2}|200|300|400)$/;

export interface FilingParty {
  readonly fullName?: string;
  /** Three letters or digits. */
  readonly country?: string;
  /** GB/T 2260, six digits; Chinese parties. */
  readonly region?: string;
  readonly nature?: string;
  /** Unified social credit code, eighteen characters; Chinese organisations. */
  readonly creditCode?: string;
}

/** The form, as far as it is known; what is undefined is not filled in. Amounts in fen. */
export interface RegistrationForm {
  readonly projectName?: string;
  readonly kind: DealKind;
  readonly signedOn?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly seller: FilingParty;
  readonly buyer: FilingParty;
  readonly contractValueMinor?: number;
  readonly technologyValueMinor?: number;
  /** Expected new investment and output: asked of an assignment. */
  readonly newInvestmentMinor?: number;
  readonly newOutputMinor?: number;
  /** Headings of the statistics; their code lists are the office's. */
  readonly intellectualProperty?: string;
  readonly technicalField?: string;
  readonly socioEconomicGoal?: string;
  readonly industryServed?: string;
  readonly planSource?: string;
}

export const filingDocuments = {
  FULL_TEXT: { zh: '完整的中文合同文本和附件', en: 'full Chinese text with annexes' },
  FORM: { zh: '技术合同登记表', en: 'registration form' },
  USER_REGISTRATION: { zh: '首次登记的用户登记和证照', en: 'user registration with licence, the first time' },
  AUTHORITY_LETTER: { zh: '内设部门签约的授权书', en: 'authority letter where an internal department signs' },
  PROJECT_CONSENT: { zh: '项目主管部门的同意文件', en: 'consent of the project’s authority' },
  PRODUCTION_LICENCE: { zh: '生产许可或批准文件', en: 'licence or approval that production needs' },
} as const satisfies Record<string, Words>;
export type FilingDocument = keyof typeof filingDocuments;

export interface FilingSituation {
  readonly isFirstTime: boolean;
  readonly isSignedByDepartment: boolean;
  readonly isStateProject: boolean;
  readonly needsProductionLicence: boolean;
}

/** What the seller adds to that which follows from the contract. Amounts in fen. */
export interface FilingInput {
  readonly seller: FilingParty;
  readonly buyer: FilingParty;
  /** Taken from the terms, else from the value less what is not technology. */
  readonly technologyValueMinor?: number;
  readonly nonTechnicalMinor?: number;
  readonly newInvestmentMinor?: number;
  readonly newOutputMinor?: number;
  readonly headings: Pick<
    RegistrationForm,
    'intellectualProperty' | 'technicalField' | 'socioEconomicGoal' | 'industryServed' | 'planSource'
  >;
  readonly documents: readonly { readonly document: FilingDocument; readonly sha256?: string }[];
  readonly situation: FilingSituation;
}

/** Which documents go with a filing in this situation. */
export const documentsFor = (situation: FilingSituation): FilingDocument[] => [
  'FULL_TEXT',
  'FORM',
  ...(situation.isFirstTime ? (['USER_REGISTRATION'] as const) : []),
  ...(situation.isSignedByDepartment ? (['AUTHORITY_LETTER'] as const) : []),
  ...(situation.isStateProject ? (['PROJECT_CONSENT'] as const) : []),
  ...(situation.needsProductionLicence ? (['PRODUCTION_LICENCE'] as const) : []),
];

export interface DossierGap {
  /** A field's path in the form, or a document. */
  readonly what: string;
  readonly problem: 'MISSING' | 'INVALID';
  readonly suppliedBy: Supplier;
  /** Advised gaps do not keep a dossier from being filed. */
  readonly isAdvised: boolean;
}

const gap = (what: string, suppliedBy: Supplier, problem: DossierGap['problem'] = 'MISSING'): DossierGap => ({
  what,
  problem,
  suppliedBy,
  isAdvised: false,
});

const isBlank = (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.trim() === '');

const partyGaps = (side: 'seller' | 'buyer', party: FilingParty): DossierGap[] => {
  const by: Supplier = side === 'seller' ? 'SELLER' : 'BUYER';
  const isChinese = party.country === 'CHN' || party.country === '156';
  const asked = ['fullName', 'country', 'nature', ...(isChinese ? (['region'] as const) : [])] as const;
  const invalid: [keyof FilingParty, RegExp][] = [
    ['nature', naturePattern],
    ['country', /^[A-Z0-9]{3}$/],
    ['region', /^\d{6}$/],
    ['creditCode', /^[0-9A-HJ-NPQRTUWXY]{18}$/],
  ];
  return [
    ...asked.filter((field) => isBlank(party[field])).map((field) => gap(`${side}.${field}`, by)),
    ...invalid
      .filter(([field, pattern]) => !isBlank(party[field]) && !pattern.test(party[field] ?? ''))
      .map(([field]) => gap(`${side}.${field}`, by, 'INVALID')),
    ...(isChinese && party.nature !== '400' && isBlank(party.creditCode)
      ? [{ ...gap(`${side}.creditCode`, by), isAdvised: true }]
      : []),
  ];
};

const advisedFields = ['intellectualProperty', 'technicalField', 'socioEconomicGoal', 'industryServed', 'planSource'] as const;

/** What a filing still lacks: fields of the form (JJ-001, as far as it is known), then documents. Empty: it may be filed. */
export const dossierGaps = (
  form: RegistrationForm,
  given: { documents: readonly FilingDocument[]; situation: FilingSituation },
): DossierGap[] => {
  const always = ['projectName', 'signedOn', 'validFrom', 'validTo', 'contractValueMinor', 'technologyValueMinor'] as const;
  const ofAssignment = form.kind === 'ASSIGNMENT' ? (['newInvestmentMinor', 'newOutputMinor'] as const) : [];
  return [
    ...[...always, ...ofAssignment].filter((field) => isBlank(form[field])).map((field) => gap(field, 'SELLER')),
    ...partyGaps('seller', form.seller),
    ...partyGaps('buyer', form.buyer),
    ...documentsFor(given.situation)
      .filter((document) => !given.documents.includes(document))
      .map((document) => gap(document, 'SELLER')),
    ...advisedFields.filter((field) => isBlank(form[field])).map((field) => ({ ...gap(field, 'SELLER'), isAdvised: true })),
  ];
};

export const mayFile = (gaps: readonly DossierGap[]): boolean => gaps.every(({ isAdvised }) => isAdvised);
