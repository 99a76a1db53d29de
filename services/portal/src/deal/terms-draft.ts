import type { Terms } from '@lastmile/protocol';
import { kindFacts } from '@lastmile/protocol/tables';

/** The texts of the terms, in the order in which they are read. */
export const textFields = [
  'projectName',
  'scope',
  'paymentPlan',
  'acceptanceCriteria',
  'ownershipOfResults',
  'confidentiality',
] as const;
export type TextField = (typeof textFields)[number];
export const longTexts: readonly TextField[] = textFields.filter((field) => field !== 'projectName');

/** Terms as they are being written: every field is a text. */
export type TermsDraft = Record<TextField, string> & {
  kind: Terms['kind'];
  licenceMode: NonNullable<Terms['licenceMode']> | '';
  amount: string;
  validFrom: string;
  validTo: string;
  /** What holds of the object of the deal: names of kindFacts, with commas between; nothing said when empty. */
  facts: string;
  technologyValue: string;
  /** The day of a payment in one sum. */
  payOn: string;
  improvements: NonNullable<Terms['improvements']>['choice'] | '';
  disputeWay: NonNullable<Terms['disputes']>['way'] | '';
  disputeBody: string;
};

const emptyDraft: TermsDraft = {
  kind: 'LICENCE',
  licenceMode: 'NON_EXCLUSIVE',
  projectName: '',
  scope: '',
  amount: '',
  paymentPlan: '',
  validFrom: '',
  validTo: '',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
  facts: '',
  technologyValue: '',
  payOn: '',
  improvements: '',
  disputeWay: '',
  disputeBody: '',
};

type Structured = Pick<TermsDraft, 'facts' | 'technologyValue' | 'payOn' | 'improvements' | 'disputeWay' | 'disputeBody'>;

const structuredOf = ({ facts = {}, technologyValue, payment, improvements, disputes }: Terms): Structured => ({
  facts: kindFacts.filter((fact) => facts[fact]).join(),
  technologyValue: technologyValue?.amount ?? '',
  payOn: payment?.kind === 'LUMP_SUM' && 'on' in payment.due ? payment.due.on : '',
  improvements: improvements?.choice ?? '',
  disputeWay: disputes?.way ?? '',
  disputeBody: disputes?.body ?? '',
});

/** Begins with what is on the table, or with the project's name alone. */
export const draftFrom = (terms: Terms | undefined, title: string): TermsDraft => {
  if (!terms) return { ...emptyDraft, projectName: title };
  const texts = Object.fromEntries(textFields.map((field) => [field, terms[field]])) as Record<TextField, string>;
  const { kind, licenceMode = '', price, validFrom, validTo } = terms;
  return { ...texts, ...structuredOf(terms), kind, licenceMode, amount: price.amount, validFrom, validTo };
};

export const draftProblems = [
  'projectName',
  'scope',
  'amount',
  'validFrom',
  'validTo',
  'period',
  'technologyValue',
  'disputes',
] as const;
export type DraftProblem = (typeof draftProblems)[number];

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const isAmount = (text: string): boolean => /^\d{1,13}(\.\d{1,2})?$/.test(text.trim());

/** What keeps the draft from being proposed. */
export const problemsOf = (draft: TermsDraft): DraftProblem[] => {
  const wrong: Record<DraftProblem, boolean> = {
    projectName: draft.projectName.trim() === '',
    scope: draft.scope.trim() === '',
    amount: !isAmount(draft.amount),
    validFrom: !isDay(draft.validFrom),
    validTo: !isDay(draft.validTo),
    technologyValue: draft.technologyValue.trim() !== '' && !isAmount(draft.technologyValue),
    disputes: (draft.disputeWay === '') !== (draft.disputeBody.trim() === ''),
    period: isDay(draft.validFrom) && isDay(draft.validTo) && draft.validTo < draft.validFrom,
  };
  return draftProblems.filter((problem) => wrong[problem]);
};

const withFen = (amount: string): string => {
  const [yuan = '0', fen = ''] = amount.trim().split('.');
  return `${yuan}.${fen.padEnd(2, '0')}`;
};

const yuan = (amount: string): Terms['price'] => ({ amount: withFen(amount), currency: 'CNY' });

/** Once one fact is said to hold, the others are said not to. */
const factsOf = (facts: string): Pick<Terms, 'facts'> => {
  const holding = facts.split(',');
  return facts === '' ? {} : { facts: Object.fromEntries(kindFacts.map((fact) => [fact, holding.includes(fact)])) };
};

const structuredTermsOf = (draft: TermsDraft): Partial<Terms> => ({
  ...factsOf(draft.facts),
  ...(draft.technologyValue.trim() !== '' && { technologyValue: yuan(draft.technologyValue) }),
  ...(draft.payOn !== '' && { payment: { kind: 'LUMP_SUM', amount: yuan(draft.amount), due: { on: draft.payOn } } }),
  ...(draft.improvements !== '' && { improvements: { choice: draft.improvements } }),
  ...(draft.disputeWay !== '' && { disputes: { way: draft.disputeWay, body: draft.disputeBody.trim() } }),
});

/** What the form says in full, so that emptying a field empties it. A payment plan of another kind is kept. */
const written = new Set(['licenceMode', 'facts', 'technologyValue', 'improvements', 'disputes']);

/** The terms to propose. What this form does not know is kept from the terms that it began with. */
export const termsOf = (draft: TermsDraft, base: Terms | undefined): Terms => {
  const kept = Object.fromEntries(Object.entries(base ?? {}).filter(([name]) => !written.has(name)));
  const texts = Object.fromEntries(textFields.map((field) => [field, draft[field].trim()])) as Record<TextField, string>;
  return {
    ...kept,
    ...texts,
    kind: draft.kind,
    ...(draft.kind === 'LICENCE' && draft.licenceMode !== '' && { licenceMode: draft.licenceMode }),
    price: yuan(draft.amount),
    ...structuredTermsOf(draft),
    validFrom: draft.validFrom,
    validTo: draft.validTo,
  };
};

/** A draft that this browser kept; undefined for a text that holds none. */
export const parseDraft = (text: string | null): TermsDraft | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    const isWhole = Object.keys(emptyDraft).every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
    return isWhole ? (value as TermsDraft) : undefined;
  } catch {
    return undefined;
  }
};
