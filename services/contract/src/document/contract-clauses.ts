import type { Money, Terms } from '@lastmile/protocol';
import { licenceModeNames, provinceOf, toMinorUnits } from '@lastmile/protocol';
import { contentFields, kinds } from '../kinds/kind.decider.js';
import { chineseAmount } from './chinese-amount.js';

/** One clause as it is printed: its heading in both languages, and paragraphs. */
export interface Clause {
  readonly zh: string;
  readonly en: string;
  readonly paragraphs: readonly string[];
}

/** Digits in groups, then written out in full. */
export const moneyText = (money: Money): string => {
  const [yuan = '', fen = ''] = money.amount.split('.');
  return `¥${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen}（大写：${chineseAmount(toMinorUnits(money))}）`;
};

export const dayText = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+).*$/, '$1年$2月$3日');

const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

type Due = { on: string } | { milestone: string };
const dueText = (due: Due): string => ('on' in due ? `${dayText(due.on)}前` : `里程碑“${due.milestone}”验收后`);

const bases = { PRICE: '产品价格', NEW_OUTPUT: '新增产值', PROFIT: '利润', SALES: '产品销售额' } as const;
const courses = { FIXED: '固定', RISING: '逐年递增', FALLING: '逐年递减' } as const;

type Payment = NonNullable<Terms['payment']>;
type Royalty = Extract<Payment, { kind: 'ROYALTY' }>;

const rateText = (rate: Royalty['rate']): string =>
  rate.kind === 'FIXED'
    ? percent(rate.rate)
    : `${courses[rate.kind]}：${rate.steps.map(({ fromYear, rate: share }) => `第${fromYear}年起${percent(share)}`).join('，')}`;

const royaltyTexts = (plan: Royalty): string[] => [
  `提成支付：以${bases[plan.base]}为基数，提成比例${rateText(plan.rate)}；自${dayText(plan.from)}至${dayText(plan.to)}，每${plan.everyMonths}个月结算一次。`,
  `入门费：${moneyText(plan.entryFee)}${plan.entryFeeDue ? `，${dueText(plan.entryFeeDue)}支付` : ''}。`,
  ...(plan.cap ? [`支付总额（含入门费）以${moneyText(plan.cap)}为限。`] : []),
  plan.mayInspectAccounts ? '收款方有权查阅有关会计账目。' : '收款方不查阅会计账目。',
];

const paymentTexts = (plan: Payment): string[] => {
  switch (plan.kind) {
    case 'LUMP_SUM':
      return [`一次总付：${moneyText(plan.amount)}，${dueText(plan.due)}支付。`];
    case 'INSTALMENTS':
      return plan.instalments.map(({ amount, due }, at) => `第${at + 1}期：${moneyText(amount)}，${dueText(due)}支付。`);
    case 'ROYALTY':
      return royaltyTexts(plan);
  }
};

const given = (text: string | undefined): string[] => (text ? [text] : []);
const labelled = (label: string, text: string | undefined): string[] => (text ? [`${label}：${text}`] : []);

const priceTexts = (terms: Terms): string[] => [
  `合同成交额：${moneyText(terms.price)}。`,
  ...(terms.technologyValue ? [`其中技术交易额：${moneyText(terms.technologyValue)}。`] : []),
  ...(terms.payment ? paymentTexts(terms.payment) : []),
  ...given(terms.paymentPlan),
  ...labelled('查阅会计账目的办法', terms.accountInspection),
  ...(terms.newInvestment ? [`预计新增投资：${moneyText(terms.newInvestment)}。`] : []),
  ...(terms.newOutput ? [`预计新增产值：${moneyText(terms.newOutput)}。`] : []),
  ...shareholdingTexts(terms),
];

const shareholdingTexts = ({ shareholding }: Terms): string[] =>
  shareholding
    ? [
        `作价入股：${moneyText(shareholding.value)}，股权比例${percent(shareholding.share)}${shareholding.company ? `，${shareholding.company}` : ''}。`,
      ]
    : [];

const regionName = (region: string): string => {
  const province = provinceOf(region)?.zh;
  return province ? (region.endsWith('0000') ? province : `${province}（${region}）`) : region;
};

const useTexts = (terms: Terms): string[] => [
  ...(terms.licenceMode ? [`许可方式：${licenceModeNames[terms.licenceMode].zh}。`] : []),
  ...labelled('实施地域', terms.territories?.map(regionName).join('、')),
  ...labelled('实施领域', terms.fields?.join('、')),
  ...labelled('实施方式', terms.usageManner),
  ...labelled('接触技术秘密的人员', terms.accessStaff),
  ...labelled('权利标识', terms.ip?.join('、')),
];

const patentStates = { GRANTED: '已授权', PENDING: '审查中', LAPSED: '已失效', REVOKED: '已被宣告无效' } as const;

const patentTexts = ({ patents = [] }: Terms): string[] =>
  patents.map((patent) =>
    [
      `专利号${patent.number}`,
      ...(patent.title ? [`《${patent.title}》`] : []),
      ...labelled('权利人', patent.owner),
      ...labelled('申请号', patent.applicationNo),
      ...labelled('申请日', patent.filedOn && dayText(patent.filedOn)),
      patentStates[patent.status],
      ...labelled('有效期至', patent.validTo && dayText(patent.validTo)),
    ].join('，'),
  );

const improvers = {
  MAKER: '归完成方所有',
  SELLER: '归转让方（许可方、受托方）所有',
  BUYER: '归受让方（被许可方、委托方）所有',
  SHARED: '归双方共有',
} as const;

const ownershipTexts = ({ ownershipOfResults, improvements }: Terms): string[] => [
  ...given(ownershipOfResults),
  ...(improvements ? [`后续改进的技术成果${improvers[improvements.choice]}${improvements.isCompensated ? '，有偿' : ''}。`] : []),
];

const periodTexts = (terms: Terms): string[] => [
  `自${dayText(terms.validFrom)}起至${dayText(terms.validTo)}止。`,
  ...(terms.takesEffect ? [terms.takesEffect === 'AT_CONCLUSION' ? '合同自成立之日起生效。' : '合同自有效期起始日生效。'] : []),
  ...given(terms.plan),
  ...(terms.milestones ?? []).map(
    ({ name, dueOn, acceptance }) => `里程碑“${name}”：${dayText(dueOn)}前；验收标准：${acceptance}`,
  ),
];

const disputeTexts = ({ disputes }: Terms): string[] =>
  disputes ? [`${disputes.way === 'COURT' ? '向人民法院起诉' : '提交仲裁'}：${disputes.body}。`] : [];

const attachmentTexts = ({ attachments = [] }: Terms): string[] =>
  attachments.map(({ name, sha256, size }, at) => `附件${at + 1}：${name}（${size}字节，SHA-256 ${sha256}）`);

/** Every part of the terms as clauses, in the order in which the law lists them; what was not agreed is left out. */
export const clausesOf = (terms: Terms): Clause[] => {
  const clauses: Clause[] = [
    { zh: '项目名称与合同种类', en: 'Project and kind', paragraphs: [terms.projectName, `合同种类：${kinds[terms.kind].zh}。`] },
    { zh: contentFields.scope.zh, en: 'Object, content, scope', paragraphs: given(terms.scope) },
    { zh: '实施范围', en: 'Scope of use', paragraphs: useTexts(terms) },
    { zh: '涉及的专利', en: 'Patents', paragraphs: patentTexts(terms) },
    { zh: contentFields.price.zh, en: 'Price and payment', paragraphs: priceTexts(terms) },
    { zh: '履行期限、计划和进度', en: 'Term, plan, milestones', paragraphs: periodTexts(terms) },
    { zh: contentFields.acceptanceCriteria.zh, en: 'Acceptance', paragraphs: given(terms.acceptanceCriteria) },
    { zh: contentFields.ownershipOfResults.zh, en: 'Ownership of results', paragraphs: ownershipTexts(terms) },
    { zh: contentFields.confidentiality.zh, en: 'Confidentiality', paragraphs: given(terms.confidentiality) },
    { zh: contentFields.definitions.zh, en: 'Definitions', paragraphs: given(terms.definitions) },
    { zh: contentFields.disputes.zh, en: 'Disputes', paragraphs: disputeTexts(terms) },
    { zh: '附件', en: 'Attachments', paragraphs: attachmentTexts(terms) },
  ];
  return clauses.filter(({ paragraphs }) => paragraphs.length > 0);
};
