import type { Terms, TermsChange } from '@lastmile/protocol';
import canonicalize from 'canonicalize';
import { diffText } from './diff-text.js';

type Names = Readonly<Record<keyof Terms, readonly [zh: string, en: string]>>;

/** What each field is called, in the order in which a contract is read. */
const names: Names = {
  kind: ['合同类型', 'Kind of contract'],
  licenceMode: ['许可方式', 'Licence mode'],
  facts: ['类型事实', 'Facts of the kind'],
  projectName: ['项目名称', 'Name of the project'],
  scope: ['标的内容与范围', 'Subject and scope'],
  plan: ['履行计划、地点和方式', 'Plan, place and manner'],
  definitions: ['名词和术语', 'Definitions'],
  price: ['价款', 'Price'],
  technologyValue: ['技术交易额', 'Value of the technology'],
  paymentPlan: ['支付方式', 'Way of paying'],
  payment: ['支付计划', 'Payment plan'],
  accountInspection: ['账目查阅', 'Inspection of accounts'],
  validFrom: ['有效期起', 'Valid from'],
  validTo: ['有效期止', 'Valid to'],
  takesEffect: ['生效方式', 'Takes effect'],
  acceptanceCriteria: ['验收标准', 'Criteria of acceptance'],
  milestones: ['里程碑', 'Milestones'],
  ownershipOfResults: ['成果归属', 'Ownership of results'],
  improvements: ['后续改进', 'Improvements'],
  confidentiality: ['保密', 'Confidentiality'],
  accessStaff: ['涉密人员', 'Staff with access'],
  territories: ['地域', 'Territories'],
  fields: ['应用领域', 'Fields of use'],
  usageManner: ['使用方式', 'Manner of use'],
  ip: ['知识产权', 'Rights'],
  patents: ['专利', 'Patents'],
  disputes: ['争议解决', 'Settlement of disputes'],
  unfairClauses: ['可能无效的条款', 'Clauses that may be void'],
  newInvestment: ['新增投资', 'New investment'],
  newOutput: ['新增产值', 'New output'],
  shareholding: ['作价入股', 'Shareholding'],
  attachments: ['附件', 'Attachments'],
};

const textOf = (value: unknown): string => (value === undefined ? '' : (canonicalize(value) ?? ''));

const kindOf = (before: unknown, after: unknown): TermsChange['kind'] => {
  if (before === undefined) return 'ADDED';
  return after === undefined ? 'REMOVED' : 'CHANGED';
};

const changeOf = (field: string, [zh, en]: readonly [string, string], [before, after]: [unknown, unknown]): TermsChange => ({
  field,
  name: { zh, en },
  kind: kindOf(before, after),
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
  ...(typeof before === 'string' && typeof after === 'string' && { parts: diffText(before, after) }),
});

/** Attachments are told apart by their bytes, one change each; the same bytes under another name are a change. */
const attachmentChanges = (before: Terms, after: Terms): TermsChange[] => {
  const byHash = ({ attachments = [] }: Terms) => new Map(attachments.map((one) => [one.sha256, one]));
  const [old, now] = [byHash(before), byHash(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((sha256) => {
    const pair: [unknown, unknown] = [old.get(sha256), now.get(sha256)];
    return textOf(pair[0]) === textOf(pair[1]) ? [] : [changeOf(`attachments.${sha256}`, names.attachments, pair)];
  });
};

/** Field by field what another version of the terms changes; texts by words, Chinese by characters, attachments by their bytes. */
export const diffTerms = (before: Terms, after: Terms): TermsChange[] => [
  ...(Object.keys(names) as (keyof Terms)[]).flatMap((field) =>
    field === 'attachments' || textOf(before[field]) === textOf(after[field])
      ? []
      : [changeOf(field, names[field], [before[field], after[field]])],
  ),
  ...attachmentChanges(before, after),
];
