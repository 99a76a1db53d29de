import type { ContractClause, DealKind, KindFact } from '@lastmile/protocol';
import type { Words } from '../rules/rule.decider.js';

/** What the parties say about the object of a deal; each is true, false, or not said. */
export const kindFacts = {
  isMastered: { zh: '签订时技术已掌握、完整可用', en: 'the technology exists, complete and usable, at signing' },
  hasResearchGoal: { zh: '有明确的研究开发目标', en: 'there is a clear research goal' },
  hasInnovation: { zh: '有创新内容', en: 'there is innovative content' },
  isJointWork: { zh: '各方共同投资、共同研究', en: 'the parties invest and work jointly' },
  transfersRight: { zh: '转移权利归属', en: 'the right itself passes' },
  grantsUse: { zh: '仅许可使用', en: 'only use is granted' },
  givesAdvice: { zh: '就特定项目提供论证、预测、调查或评价', en: 'a given project is studied, forecast, surveyed or evaluated' },
  solvesProblem: { zh: '解决特定技术问题，有质量和数量指标', en: 'a specific problem is solved to stated quality and quantity' },
  introducesParties: { zh: '为他人订立技术合同牵线', en: 'others are brought together for a technology contract' },
  trainsStaff: { zh: '培训指定人员', en: 'named staff are trained' },
  isPaidInShares: { zh: '以股份或出资额作价', en: 'it is paid in shares or a stake' },
} as const satisfies Record<KindFact, Words>;
export type KindFacts = Readonly<Partial<Record<KindFact, boolean>>>;

export type ContentField = ContractClause;

/** Clauses that the law lists (Civil Code, Art. 845, 846). */
export const contentFields = {
  projectName: { zh: '项目名称', en: 'name of the project' },
  scope: { zh: '标的的内容、范围和要求', en: 'object, content, scope, requirements' },
  plan: { zh: '履行的计划、地点和方式', en: 'plan, place and manner' },
  confidentiality: { zh: '技术信息和资料的保密', en: 'confidentiality' },
  ownershipOfResults: { zh: '成果的归属和收益分配', en: 'ownership of results and sharing' },
  acceptanceCriteria: { zh: '验收标准和方法', en: 'acceptance criteria and method' },
  definitions: { zh: '名词和术语解释', en: 'terms' },
  price: { zh: '价款、报酬或者使用费', en: 'price' },
  technologyValue: { zh: '技术交易额', en: 'technology part of the price' },
  paymentPlan: { zh: '支付方式', en: 'way to pay' },
  accountInspection: { zh: '查阅会计账目的办法', en: 'right to inspect accounts' },
  validFrom: { zh: '有效期起', en: 'valid from' },
  validTo: { zh: '有效期止', en: 'valid to' },
  territory: { zh: '实施的地域', en: 'territory of use' },
  usageManner: { zh: '实施的方式', en: 'manner of use' },
  accessStaff: { zh: '接触技术秘密的人员', en: 'staff with access' },
  patents: { zh: '专利名称、申请人、日期、号码和有效期限', en: 'patents: name, owner, dates, numbers, validity' },
  disputes: { zh: '争议解决方法', en: 'how disputes are settled' },
  newInvestment: { zh: '预计新增投资', en: 'expected new investment' },
  newOutput: { zh: '预计新增产值', en: 'expected new output' },
  shareholding: { zh: '作价金额和股权比例', en: 'value contributed and stake' },
} as const satisfies Record<ContentField, Words>;

interface Kind extends Words {
  /** What the law calls the seller's side. */
  readonly seller: Words;
  /** The law that tells the kind. */
  readonly article: string;
  readonly isWritten: boolean;
  /** What must be so for a contract to be of this kind. */
  readonly facts: KindFacts;
  readonly must: readonly ContentField[];
  readonly should: readonly ContentField[];
}

const always = ['projectName', 'scope', 'price', 'paymentPlan', 'validFrom', 'validTo', 'technologyValue'] as const;
const usually = ['plan', 'confidentiality', 'acceptanceCriteria', 'definitions', 'disputes'] as const;
const ofUse = ['territory', 'usageManner', 'accessStaff'] as const;

/** The contract kinds: the test that makes a contract one of them, its form, its clauses. */
export const kinds = {
  DEVELOPMENT_COMMISSIONED: {
    zh: '技术开发（委托）',
    en: 'Commissioned development',
    seller: { zh: '研究开发人', en: 'developer' },
    article: '851, 852',
    isWritten: true,
    facts: { isMastered: false, hasResearchGoal: true, hasInnovation: true, isJointWork: false },
    must: [...always, 'ownershipOfResults', 'acceptanceCriteria'],
    should: [...usually],
  },
  DEVELOPMENT_COOPERATIVE: {
    zh: '技术开发（合作）',
    en: 'Cooperative development',
    seller: { zh: '合作开发各方', en: 'all who develop' },
    article: '851, 855',
    isWritten: true,
    facts: { isMastered: false, hasResearchGoal: true, hasInnovation: true, isJointWork: true },
    must: [...always, 'ownershipOfResults', 'plan'],
    should: [...usually],
  },
  ASSIGNMENT: {
    zh: '技术转让',
    en: 'Assignment',
    seller: { zh: '让与人', en: 'assignor' },
    article: '862, 863',
    isWritten: true,
    facts: { isMastered: true, transfersRight: true },
    must: [...always, 'ownershipOfResults', 'newInvestment', 'newOutput'],
    should: [...usually],
  },
  LICENCE: {
    zh: '技术许可',
    en: 'Licence',
    seller: { zh: '许可人', en: 'licensor' },
    article: '862, 863, 864',
    isWritten: true,
    facts: { isMastered: true, transfersRight: false, grantsUse: true },
    must: [...always],
    should: [...usually, 'ownershipOfResults', ...ofUse],
  },
  CONSULTING: {
    zh: '技术咨询',
    en: 'Consulting',
    seller: { zh: '受托人', en: 'consultant' },
    article: '878',
    isWritten: false,
    facts: { givesAdvice: true, transfersRight: false },
    must: [...always],
    should: [...usually, 'ownershipOfResults'],
  },
  SERVICE: {
    zh: '技术服务',
    en: 'Service',
    seller: { zh: '受托人', en: 'service provider' },
    article: '878',
    isWritten: false,
    facts: { solvesProblem: true, transfersRight: false },
    must: [...always, 'acceptanceCriteria'],
    should: [...usually, 'ownershipOfResults'],
  },
  INTERMEDIATION: {
    zh: '技术中介',
    en: 'Intermediation',
    seller: { zh: '中介人', en: 'intermediary' },
    article: '887',
    isWritten: false,
    facts: { introducesParties: true },
    must: ['projectName', 'scope', 'price', 'paymentPlan'],
    should: ['confidentiality', 'disputes'],
  },
  TRAINING: {
    zh: '技术培训',
    en: 'Training',
    seller: { zh: '受托人', en: 'trainer' },
    article: '887',
    isWritten: false,
    facts: { trainsStaff: true },
    must: ['projectName', 'scope', 'price', 'paymentPlan', 'plan'],
    should: ['acceptanceCriteria', 'disputes'],
  },
  EQUITY_CONTRIBUTION: {
    zh: '作价投资',
    en: 'Equity for technology',
    seller: { zh: '出资人', en: 'contributor' },
    article: '862',
    isWritten: true,
    facts: { isMastered: true, isPaidInShares: true },
    must: ['projectName', 'scope', 'price', 'shareholding', 'ownershipOfResults'],
    should: [...usually],
  },
} as const satisfies Record<DealKind, Kind>;

/** The same with its common type, for code that goes through all kinds alike. */
export const kindOf = (kind: DealKind): Kind => kinds[kind];
