/** What a code is called, as it stands within a sentence: English in lower case but for proper names. */
export interface Name {
  zh: string;
  en: string;
}

/** The eleven fields of the technology-market statistics. */
export const marketFields = [
  'ELECTRONICS_INFORMATION',
  'ADVANCED_MANUFACTURING',
  'NEW_MATERIALS',
  'NEW_ENERGY',
  'BIOMEDICINE',
  'ENVIRONMENT',
  'TRANSPORT',
  'URBAN_SOCIAL',
  'AGRICULTURE',
  'AEROSPACE',
  'NUCLEAR',
] as const;
export type MarketField = (typeof marketFields)[number];

export const marketFieldNames: Readonly<Record<MarketField, Name>> = {
  ELECTRONICS_INFORMATION: { zh: '电子信息', en: 'electronics and information' },
  ADVANCED_MANUFACTURING: { zh: '先进制造', en: 'advanced manufacturing' },
  NEW_MATERIALS: { zh: '新材料', en: 'new materials' },
  NEW_ENERGY: { zh: '新能源与高效节能', en: 'new energy and energy efficiency' },
  BIOMEDICINE: { zh: '生物医药', en: 'biomedicine' },
  ENVIRONMENT: { zh: '环境保护与资源综合利用', en: 'environment and resources' },
  TRANSPORT: { zh: '现代交通', en: 'modern transport' },
  URBAN_SOCIAL: { zh: '城市建设与社会发展', en: 'urban construction and social development' },
  AGRICULTURE: { zh: '农业', en: 'agriculture' },
  AEROSPACE: { zh: '航空航天', en: 'aerospace' },
  NUCLEAR: { zh: '核应用', en: 'nuclear applications' },
};

/** How the parties may work together; the contract kinds of the Civil Code plus equity. */
export const cooperationModes = [
  'ASSIGNMENT',
  'LICENCE',
  'DEVELOPMENT_COMMISSIONED',
  'DEVELOPMENT_COOPERATIVE',
  'CONSULTING',
  'SERVICE',
  'EQUITY_CONTRIBUTION',
] as const;
export type CooperationMode = (typeof cooperationModes)[number];

export const cooperationModeNames: Readonly<Record<CooperationMode, Name>> = {
  ASSIGNMENT: { zh: '技术转让', en: 'assignment' },
  LICENCE: { zh: '技术许可', en: 'licence' },
  DEVELOPMENT_COMMISSIONED: { zh: '委托开发', en: 'commissioned development' },
  DEVELOPMENT_COOPERATIVE: { zh: '合作开发', en: 'cooperative development' },
  CONSULTING: { zh: '技术咨询', en: 'consulting' },
  SERVICE: { zh: '技术服务', en: 'technical service' },
  EQUITY_CONTRIBUTION: { zh: '作价投资', en: 'equity contribution' },
};

/** Exclusive: one licensee, the licensor excluded; sole: one licensee and the licensor; the law's default is non-exclusive (SPC interpretation, Art. 25). */
export const licenceModes = ['EXCLUSIVE', 'SOLE', 'NON_EXCLUSIVE'] as const;
export type LicenceMode = (typeof licenceModes)[number];

export const licenceModeNames: Readonly<Record<LicenceMode, Name>> = {
  EXCLUSIVE: { zh: '独占许可', en: 'exclusive licence' },
  SOLE: { zh: '排他许可', en: 'sole licence' },
  NON_EXCLUSIVE: { zh: '普通许可', en: 'non-exclusive licence' },
};

/** Why a party says no; goes to the other side and into the ranking's evaluation. */
export const declineReasons = [
  'TOO_EARLY',
  'PRICE',
  'DESCRIPTION_UNCLEAR',
  'WRONG_FIELD',
  'NO_ADVANTAGE_SHOWN',
  'CAPACITY',
  'SECRECY',
  'OTHER',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const declineReasonNames: Readonly<Record<DeclineReason, Name>> = {
  TOO_EARLY: { zh: '成果还不够成熟', en: 'the achievement is not mature enough' },
  PRICE: { zh: '价格不合适', en: 'the price does not suit' },
  DESCRIPTION_UNCLEAR: { zh: '说明不够清楚', en: 'the description is unclear' },
  WRONG_FIELD: { zh: '领域不符', en: 'the field is a different one' },
  NO_ADVANTAGE_SHOWN: { zh: '看不出优势', en: 'no advantage is shown' },
  CAPACITY: { zh: '目前没有余力', en: 'there is no capacity at present' },
  SECRECY: { zh: '涉及保密', en: 'secrecy forbids it' },
  OTHER: { zh: '其他原因', en: 'another reason' },
};

/** The components of a score, with those that priorities and earlier declines add. */
export const matchComponents = [
  'title',
  'body',
  'related',
  'indicators',
  'field',
  'maturity',
  'mode',
  'price',
  'region',
  'smallBusiness',
  'feedback',
  'embedding',
] as const;

export const matchComponentNames: Readonly<Record<(typeof matchComponents)[number], Name>> = {
  title: { zh: '标题', en: 'title' },
  body: { zh: '全文', en: 'whole text' },
  related: { zh: '语义相关', en: 'related meaning' },
  indicators: { zh: '技术指标', en: 'indicators' },
  field: { zh: '技术领域', en: 'field' },
  maturity: { zh: '技术成熟度', en: 'maturity' },
  mode: { zh: '合作方式', en: 'cooperation mode' },
  price: { zh: '价格', en: 'price' },
  region: { zh: '地区', en: 'region' },
  smallBusiness: { zh: '中小微企业优先', en: 'small-business priority' },
  feedback: { zh: '以往的谢绝', en: 'earlier declines' },
  embedding: { zh: '句向量相近度', en: 'sentence embedding' },
};
