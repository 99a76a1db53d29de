import type { DeclineReason, RecordKind } from '@lastmile/protocol';

interface Advice {
  zh: string;
  en: string;
}

/** What the owner of a listing or a demand can do about a reason that others gave. */
export const advice: Readonly<Record<RecordKind, Readonly<Record<DeclineReason, Advice>>>> = {
  LISTING: {
    TOO_EARLY: {
      zh: '需求方认为技术还不够成熟：请写明现有的成熟度等级、已完成的试验，以及到量产还差什么；有新进展时及时修订。',
      en: 'Buyers find it too early: state the readiness level, which trials are done and what is missing until production; revise it when there is progress.',
    },
    PRICE: {
      zh: '需求方认为价格偏高：请说明价格的依据，或提供许可、分期付款、入门费加提成等其他方式。',
      en: 'Buyers find it too dear: say what the price rests on, or offer a licence, instalments, or an entry fee with royalties.',
    },
    DESCRIPTION_UNCLEAR: {
      zh: '描述不清楚：请用一段话说明解决什么问题、怎样做到、用在哪里，并给出带单位的量化指标。',
      en: 'The description is unclear: say in one paragraph what it solves, how, and where it is used, with figures and their units.',
    },
    WRONG_FIELD: {
      zh: '需求方认为不在其领域：请检查技术领域和关键词，写明适用和不适用的场合。',
      en: 'Buyers see another field: check field and keywords, and state where it fits and where it does not.',
    },
    NO_ADVANTAGE_SHOWN: {
      zh: '没有看到优势：请与目前的主流方案对比，写明好多少、省多少，并注明测试条件。',
      en: 'No advantage was seen: compare it with the leading alternative, say how much better or cheaper, and under which test conditions.',
    },
    CAPACITY: {
      zh: '需求方目前没有力量对接，与成果本身无关：可在几个月后再联系。',
      en: 'The buyer has no capacity now, which says nothing about the listing: ask again in a few months.',
    },
    SECRECY: {
      zh: '需求方有保密顾虑：可先签保密协议，或只公开不涉密的部分。',
      en: 'The buyer is concerned about secrecy: offer a confidentiality agreement first, or show only what is not sensitive.',
    },
    OTHER: {
      zh: '其他原因：请看对方留下的说明。',
      en: 'Another reason: read the notes of the other side.',
    },
  },
  DEMAND: {
    TOO_EARLY: {
      zh: '成果方认为时机尚早：请写明期望的成熟度等级、时间安排，以及能否参与中试。',
      en: 'Suppliers find it too early: state the readiness you need, by when, and whether you would share in a pilot.',
    },
    PRICE: {
      zh: '成果方认为预算不足：请核对预算范围，或说明分期、提成等可接受的付款方式。',
      en: 'Suppliers find the budget too small: check the range, or name the ways of payment you accept, such as instalments or royalties.',
    },
    DESCRIPTION_UNCLEAR: {
      zh: '需求写得不清楚：请写明现状、目标值（带单位）和使用条件。',
      en: 'The demand is unclear: state the present situation, the target values with units, and the conditions of use.',
    },
    WRONG_FIELD: {
      zh: '成果方认为不在其领域：请检查技术领域和关键词，写明具体的工艺或产品。',
      en: 'Suppliers see another field: check field and keywords, and name the process or product.',
    },
    NO_ADVANTAGE_SHOWN: {
      zh: '成果方看不到合作的好处：请写明预期用量、市场和合作方式。',
      en: 'Suppliers see no benefit for themselves: state volumes, market and the mode of cooperation you have in mind.',
    },
    CAPACITY: {
      zh: '成果方目前没有力量承接，与需求本身无关：可在几个月后再联系。',
      en: 'The supplier has no capacity now, which says nothing about the demand: ask again in a few months.',
    },
    SECRECY: {
      zh: '成果方有保密顾虑：可先签保密协议，并说明资料的使用范围。',
      en: 'The supplier is concerned about secrecy: offer a confidentiality agreement first, and say how material would be used.',
    },
    OTHER: {
      zh: '其他原因：请看对方留下的说明。',
      en: 'Another reason: read the notes of the other side.',
    },
  },
};
