import { diligenceElements } from '@lastmile/protocol';
import { source } from './laws.decider.js';
import type { Rule } from './rule.decider.js';

const civil = { jurisdiction: 'national', validFrom: '2021-01-01', standing: 'IN_FORCE', status: 'VERIFIED' } as const;

const secrecy = {
  zh: '涉及国家秘密、国家安全的不在平台交易',
  en: 'what touches state secrets or security is not dealt with here',
};
const declaration = {
  zh: '关联受让方和参与的领导人员均作出声明并予以公示',
  en: 'related buyers and leaders who take part declare it, and the notice says so',
};

/** What a deal must show before it is signed. */
export const dealRules: readonly Rule[] = [
  {
    ...civil,
    id: 'licence-mode-default',
    value: { mode: 'NON_EXCLUSIVE', subLicence: 'NON_EXCLUSIVE' },
    source: source('courtInterpretation', '25', [
      '许可方式没有约定或者约定不明的，为普通许可；再许可亦同。',
      'A licence without a clear mode is non-exclusive, and so is a sub-licence.',
    ]),
  },
  {
    ...civil,
    id: 'licence-exclusivity',
    value: {
      requires: {
        zh: '独占、排他许可在其范围内仅有一个被许可人',
        en: 'an exclusive or sole licence has one licensee within its scope',
      },
    },
    source: source('courtInterpretation', '25', [
      '独占许可仅一个被许可人且许可人不得实施；排他许可仅一个被许可人，许可人可以自行实施。',
      'Exclusive: one licensee and not the licensor; sole: one licensee and the licensor.',
    ]),
  },
  {
    ...civil,
    id: 'patent-in-force',
    value: { requires: { zh: '专利在合同有效期内有效', en: 'the patent is in force as long as the contract' } },
    source: source('civilCode', '865', [
      '专利实施许可合同仅在专利权存续期间内有效；许可人须维持专利有效。',
      'A patent licence holds only while the patent does; the licensor keeps it alive.',
    ]),
  },
  {
    id: 'co-owner-consent',
    jurisdiction: 'national',
    validFrom: '2015-10-01',
    value: {
      requires: {
        zh: '共有成果的转让、独占或排他许可须经全体共有人同意',
        en: 'all co-owners agree to an assignment or an exclusive or sole licence of what they share',
      },
    },
    source: source('transferLaw', '40', [
      '合作成果未约定归属的，各方均可使用，转让须经各方同意；共有技术秘密的独占、排他许可未经同意无效（司法解释第20条）。',
      'Each party uses a joint result, all agree to its transfer; an exclusive or sole licence of shared know-how without consent is void (SPC interpretation, Art. 20).',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'secrecy-clearance',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { requires: secrecy },
    source: source('platform', '', [
      '涉密成果不在平台交易；各地审批要求不一。',
      'Classified results are not dealt with here; what approval they need differs.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'secrecy-clearance',
    jurisdiction: 'beijing',
    validFrom: '2020-01-01',
    value: { requires: secrecy },
    source: source('beijingTransfer', '9, 10', [
      '不得损害国家安全、国家利益和公共利益；除涉及国家秘密、国家安全外不需审批。',
      'Not against national security or public interest; no approval but for state secrets and security.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'conflict-declaration',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { requires: declaration },
    source: source('platform', '', [
      '参照北京市条例第13条和浙江省条例第17条。',
      'After the Beijing regulation, Art. 13, and the Zhejiang regulation, Art. 17.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'conflict-declaration',
    jurisdiction: 'beijing',
    validFrom: '2020-01-01',
    value: { requires: declaration },
    source: source('beijingTransfer', '13', [
      '领导人员按规定受奖并公开公示，不得利用职权。',
      'Leaders are rewarded in public and do not use their office.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'conflict-declaration',
    jurisdiction: 'zhejiang',
    validFrom: '2017-10-01',
    value: { requires: declaration },
    source: source('zhejiangTransfer', '17', [
      '受让方是完成人或者其利害关系人的，公示时标明。',
      'The notice marks a buyer who is the completer or related.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'due-diligence',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { elements: diligenceElements },
    source: source('platform', '', [
      '参照北京市条例第19条，各地办法不一。',
      'After the Beijing regulation, Art. 19; elsewhere the lists differ.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'due-diligence',
    jurisdiction: 'beijing',
    validFrom: '2020-01-01',
    value: { elements: diligenceElements },
    source: source('beijingTransfer', '19', [
      '履行民主决策、信息公示、合理注意和监督管理等勤勉尽责义务且未牟取非法利益的，免除定价决策责任。',
      'Who decided democratically, published, took reasonable care and supervised, without illegal gain, is not liable for the price.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    ...civil,
    id: 'unfair-clauses',
    value: {
      requires: {
        zh: '不得有非法垄断技术或者侵害他人技术成果的条款',
        en: 'no clause that monopolises technology or infringes that of others',
      },
    },
    source: source('courtInterpretation', '10', [
      '限制改进或无偿回授、限制竞争技术、不合理限制实施、搭售、限制采购渠道、禁止质疑有效性，属非法垄断技术（民法典第850条）。',
      'Restricting improvements or taking them for nothing, rival technology, exploitation, tying, sourcing or challenges to validity monopolises technology (Civil Code, Art. 850).',
    ]),
  },
  {
    ...civil,
    id: 'improvement-ownership',
    value: { requires: { zh: '约定后续改进成果的归属', en: 'the parties choose who owns improvements' } },
    source: source('civilCode', '875, 885', [
      '没有约定的，后续改进的成果属于改进方，他方无权分享。',
      'Without agreement an improvement belongs to its maker, and the other has no share.',
    ]),
  },
  {
    ...civil,
    id: 'contract-content',
    value: { requires: { zh: '合同具备法律列举的条款', en: 'the contract has the clauses that the law lists' } },
    source: source('civilCode', '845, 846, 851, 863', [
      '列举技术合同的条款和价款支付方式；开发、转让、许可合同应当采用书面形式。',
      'Lists the clauses and the ways to pay; development, assignment and licence are in writing.',
    ]),
  },
  {
    ...civil,
    id: 'contract-kind',
    value: { requires: { zh: '合同标的符合其种类', en: 'the object is what the kind says' } },
    source: source('civilCode', '843–887', [
      '开发的标的是尚未掌握的技术，转让和许可的标的是现有技术，咨询是论证评价，服务是解决特定问题。',
      'Development is about technology not yet mastered, assignment and licence about what exists, consulting evaluates, service solves a given problem.',
    ]),
  },
  {
    id: 'equity-registration',
    jurisdiction: 'beijing',
    validFrom: '2002-11-01',
    value: { requires: { zh: '技术入股合同可按技术转让合同登记', en: 'equity for technology may be registered as assignment' } },
    source: source('beijingMarket', '23', [
      '以技术入股方式订立的合同，可以按技术转让合同认定登记。',
      'Contracts of equity for technology may be registered as assignment.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
];
