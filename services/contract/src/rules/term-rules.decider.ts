import { source } from './laws.decider.js';
import type { Rule } from './rule.decider.js';

/** Terms, clocks and payments; tax as information only. */
export const termRules: readonly Rule[] = [
  {
    id: 'self-transfer',
    jurisdiction: 'beijing',
    validFrom: '2020-01-01',
    value: { yearsAfterRegistration: 1 },
    source: source('beijingTransfer', '11', [
      '成果在单位登记后无正当理由超过一年未组织实施转化的，完成人可以自行或合作实施，单位应当支持。',
      'More than a year after registration in the unit without a transfer and without good reason, the completer may do it, and the unit supports it.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'use-right-term',
    jurisdiction: 'national',
    validFrom: '2020-05-09',
    value: { yearsAtLeast: 10 },
    source: source('ownershipPilot', '', [
      '赋予完成人的长期使用权不少于十年。',
      'A long-term use right given to completers lasts at least ten years.',
    ]),
    standing: 'IN_FORCE',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'pay-later',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { yearsAfterEffectAtLeast: 1 },
    source: source('payLaterPilot', '', [
      '首次付款在合同生效满一年后，或在取得首笔收入后，方为先使用后付费。',
      'It is "use first, pay later" only if the first payment follows a year after effect or the first income.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'first-refusal',
    jurisdiction: 'national',
    validFrom: '2021-01-01',
    value: {
      daysToAnswer: 15,
      requires: {
        zh: '同等条件下，完成人、委托人或合作方优先受让',
        en: 'on equal terms the completer, the commissioner or the co-developer comes first',
      },
    },
    source: source('civilCode', '847, 859, 860', [
      '法律规定了优先受让权而未规定答复期限；十五日是平台默认。',
      'The law gives the first refusal and no time to answer; fifteen days are the platform’s default.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'tax-information',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: {
      notes: [
        {
          zh: '技术转让、技术开发及与之相关的技术咨询、技术服务：免征增值税（须经认定登记）。',
          en: 'Assignment, development and the consulting or service tied to them: exempt from VAT (registered contracts).',
        },
        {
          zh: '企业技术转让所得：年度不超过五百万元的部分免征所得税，超过的部分减半。',
          en: 'Income of enterprises from technology transfer: up to five million yuan a year exempt, half above.',
        },
        {
          zh: '委托研发：受托费用实际发生额的80%计入委托方研发费用加计扣除基数。',
          en: 'Commissioned R&D: 80 % of the actual cost counts as the buyer’s R&D base.',
        },
      ],
    },
    source: source('taxRelief', '', ['仅供参考，平台不计算应纳税额。', 'For information: the platform computes no tax due.']),
    standing: 'IN_FORCE',
    status: 'TO_BE_VERIFIED',
  },
];
