import type { InputOf, OutputOf, rulesMessages } from '@lastmile/protocol';
import { kindsThatFit } from '../kinds/kind-tests.decider.js';
import { contentFields, kindFacts } from '../kinds/kind.decider.js';
import type { Words } from '../rules/rule.decider.js';
import { checkNames, maySign } from './check.decider.js';
import type { CheckResult } from './check.decider.js';
import { unfairClauses } from './clauses.decider.js';
import { findings, suppliers } from './finding.decider.js';
import type { Missing } from './finding.decider.js';
import { checkBeforeSigning } from './pre-signing.decider.js';

type Asked = InputOf<typeof rulesMessages.checkDeal>;
type Preview = OutputOf<typeof rulesMessages.checkDeal>;
type ShownCheck = Preview['checks'][number];

const diligenceNames: Readonly<Record<string, Words>> = {
  DEMOCRATIC_DECISION: { zh: '民主决策', en: 'democratic decision' },
  PUBLIC_INFORMATION: { zh: '信息公示', en: 'public information' },
  REASONABLE_CARE: { zh: '合理注意', en: 'reasonable care' },
  SUPERVISION: { zh: '监督管理', en: 'supervision' },
};
/** Subjects of the seller’s declarations. */
const subjectNames: Readonly<Record<string, Words>> = {
  SELLER: { zh: '卖方所在地和单位性质', en: 'where the seller sits and what it is' },
  CO_OWNERS: { zh: '共有人', en: 'co-owners' },
  REFUSAL_HOLDERS: { zh: '优先受让权人', en: 'holders of a first refusal' },
  ip: { zh: '标的知识产权', en: 'the rights that are dealt with' },
  isBuyerRelated: { zh: '受让方是否为完成人或其利害关系人', en: 'whether the buyer is a completer or related' },
  isClassified: { zh: '是否涉及国家秘密', en: 'whether state secrets are touched' },
  touchesSecurity: { zh: '是否涉及国家安全', en: 'whether national security is touched' },
};
const codeNames: Readonly<Record<string, Words>> = {
  ...kindFacts,
  ...contentFields,
  ...unfairClauses,
  ...diligenceNames,
  ...subjectNames,
};

const wordsOf = ({ zh, en }: Words) => ({ zh, en });

const shownMissing = ({ what, suppliedBy, about, until }: Missing): ShownCheck['missing'][number] => {
  const aboutName = about === undefined ? undefined : codeNames[about];
  return {
    what,
    name: wordsOf(findings[what]),
    blocks: findings[what].weight === 'BLOCKS',
    suppliedBy,
    supplier: suppliers[suppliedBy],
    ...(about !== undefined && about !== '' && { about }),
    ...(aboutName && { aboutName: wordsOf(aboutName) }),
    ...(until !== undefined && { until }),
  };
};

/** A result as people read it. */
export const shownCheck = ({ missing, ...result }: CheckResult): ShownCheck => ({
  ...result,
  name: checkNames[result.check],
  missing: missing.map(shownMissing),
});

/** The checklist before signing of a deal as far as it is told; nothing is stored. */
export const checkDeal = (asked: Asked, today: string): Preview => {
  const { region, at = today, clauses, ...deal } = asked;
  const content = Object.fromEntries(clauses.map((clause) => [clause, true]));
  const results = checkBeforeSigning({ ...deal, content }, { region, date: at });
  return { region, at, maySign: maySign(results), checks: results.map(shownCheck), kindsThatFit: kindsThatFit(deal.facts) };
};
