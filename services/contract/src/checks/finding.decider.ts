import type { Words } from '../rules/rule.decider.js';

/** Who can bring what is missing. */
export const suppliers = {
  SELLER: { zh: '卖方', en: 'seller' },
  BUYER: { zh: '买方', en: 'buyer' },
  BOTH_PARTIES: { zh: '双方', en: 'both parties' },
  UNIT: { zh: '成果完成单位', en: 'unit that owns the achievement' },
  TRANSFER_OFFICE: { zh: '技术转移机构', en: 'transfer office' },
  COMPLETER: { zh: '成果完成人', en: 'completer' },
  CO_OWNER: { zh: '共有人', en: 'co-owner' },
  RIGHT_HOLDER: { zh: '优先受让权人', en: 'holder of the first refusal' },
  NOBODY: { zh: '须另行交易', en: 'nobody: another deal is needed' },
} as const satisfies Record<string, Words>;
export type Supplier = keyof typeof suppliers;

interface FindingName extends Words {
  /** What blocks fails the check; what warns is shown and may stand. */
  readonly weight: 'BLOCKS' | 'WARNS';
}

/** Every finding of the checks: its code is stable, its names are what people read. */
export const findings = {
  DECLARATION_MISSING: { weight: 'BLOCKS', zh: '未作声明', en: 'Not declared' },
  DECLARATION_CONTRADICTS: { weight: 'BLOCKS', zh: '声明与合同种类矛盾', en: 'The declaration contradicts the kind' },
  FIELD_MISSING: { weight: 'BLOCKS', zh: '缺少必备条款', en: 'A needed clause is missing' },
  FIELD_ADVISED: { weight: 'WARNS', zh: '建议约定的条款', en: 'A clause that the law expects' },
  LICENCE_MODE_DEFAULTED: {
    weight: 'WARNS',
    zh: '未约定许可方式，按普通许可',
    en: 'No licence mode agreed: non-exclusive by law',
  },
  LICENCE_OVERLAPS: { weight: 'BLOCKS', zh: '与有效许可冲突', en: 'Conflicts with a live licence' },
  LICENCE_CARRIED_OVER: { weight: 'WARNS', zh: '在先许可随转让继续有效', en: 'An earlier licence stays after the assignment' },
  LICENSOR_STILL_USES: { weight: 'WARNS', zh: '独占许可后许可人不得自行实施', en: 'The licensor may not go on using it' },
  OFFER_NOT_MADE: { weight: 'BLOCKS', zh: '未向优先受让权人发出要约', en: 'The first refusal was not offered' },
  OFFER_NOT_ANSWERED: { weight: 'BLOCKS', zh: '优先受让权人尚在答复期内', en: 'The first refusal is still open' },
  FIRST_REFUSAL_USED: { weight: 'BLOCKS', zh: '优先受让权人已接受同等条件', en: 'The holder took the same terms' },
  CONSENT_MISSING: { weight: 'BLOCKS', zh: '缺少共有人同意', en: 'A co-owner’s consent is missing' },
  PATENT_NOT_IN_FORCE: { weight: 'BLOCKS', zh: '专利当日无效', en: 'The patent is not in force that day' },
  PATENT_FEE_UNPAID: { weight: 'BLOCKS', zh: '专利年费未缴', en: 'The annual fee of the patent is not paid' },
  PATENT_DATES_MISSING: { weight: 'BLOCKS', zh: '缺少专利有效期', en: 'The patent’s validity is not stated' },
  PATENT_NOT_GRANTED: { weight: 'WARNS', zh: '专利尚未授权', en: 'The patent is only applied for' },
  PATENT_ENDS_BEFORE_TERM: { weight: 'WARNS', zh: '专利先于合同期满', en: 'The patent ends before the contract' },
  CLASSIFIED: { weight: 'BLOCKS', zh: '涉及国家秘密或安全', en: 'State secrets or security are touched' },
  CONFIDENTIALITY_MISSING: { weight: 'WARNS', zh: '未约定保密', en: 'No confidentiality agreed' },
  CONFLICT_NOT_DECLARED: { weight: 'BLOCKS', zh: '有关人员未作利益声明', en: 'A person involved did not declare interests' },
  CONFLICT_NOT_NOTICED: { weight: 'BLOCKS', zh: '公示未标明利益关系', en: 'The notice does not mark the relation' },
  OUTSIDE_WORK_WITHOUT_CONSENT: {
    weight: 'BLOCKS',
    zh: '完成人到受让方兼职或离岗未经单位同意',
    en: 'A completer works for the buyer without the unit’s consent',
  },
  DILIGENCE_EVIDENCE_MISSING: { weight: 'BLOCKS', zh: '勤勉尽责要素缺少证据', en: 'An element of due diligence has no evidence' },
  NO_GAIN_NOT_DECLARED: { weight: 'BLOCKS', zh: '未声明未牟取非法利益', en: 'Absence of illegal gain is not declared' },
  IMPROVEMENTS_NOT_CHOSEN: { weight: 'BLOCKS', zh: '未选择后续改进归属', en: 'Who owns improvements is not chosen' },
  UNFAIR_CLAUSE: { weight: 'WARNS', zh: '条款可能无效', en: 'The clause may be void' },
  NOTICE_NOT_CLOSED: { weight: 'BLOCKS', zh: '公示未结束或有异议', en: 'The notice is not closed' },
  PRICING_NOT_DONE: { weight: 'BLOCKS', zh: '价格未经协议、挂牌或拍卖确定', en: 'No price by agreement, listing or auction' },
} as const satisfies Record<string, FindingName>;
export type FindingCode = keyof typeof findings;

/** One thing that is missing or wrong, and who can mend it. */
export interface Missing {
  readonly what: FindingCode;
  readonly suppliedBy: Supplier;
  /** What it is about: a field, a fact, a person, a licence, a patent. */
  readonly about?: string;
  /** The day (in China) until which it is waited for. */
  readonly until?: string;
}
