import type { Terms } from '@lastmile/protocol';

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
};

/** Begins with what is on the table, or with the project's name alone. */
export const draftFrom = (terms: Terms | undefined, title: string): TermsDraft => {
  if (!terms) return { ...emptyDraft, projectName: title };
  const texts = Object.fromEntries(textFields.map((field) => [field, terms[field]])) as Record<TextField, string>;
  const { kind, licenceMode = '', price, validFrom, validTo } = terms;
  return { ...texts, kind, licenceMode, amount: price.amount, validFrom, validTo };
};

export const draftProblems = ['projectName', 'scope', 'amount', 'validFrom', 'validTo', 'period'] as const;
export type DraftProblem = (typeof draftProblems)[number];

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What keeps the draft from being proposed. */
export const problemsOf = (draft: TermsDraft): DraftProblem[] => {
  const wrong: Record<DraftProblem, boolean> = {
    projectName: draft.projectName.trim() === '',
    scope: draft.scope.trim() === '',
    amount: !/^\d{1,13}(\.\d{1,2})?$/.test(draft.amount.trim()),
    validFrom: !isDay(draft.validFrom),
    validTo: !isDay(draft.validTo),
    period: isDay(draft.validFrom) && isDay(draft.validTo) && draft.validTo < draft.validFrom,
  };
  return draftProblems.filter((problem) => wrong[problem]);
};

const withFen = (amount: string): string => {
  const [yuan = '0', fen = ''] = amount.trim().split('.');
  return `${yuan}.${fen.padEnd(2, '0')}`;
};

/** The terms to propose. What this form does not know is kept from the terms that it began with. */
export const termsOf = (draft: TermsDraft, base: Terms | undefined): Terms => {
  const { licenceMode: _, ...kept } = base ?? {};
  const texts = Object.fromEntries(textFields.map((field) => [field, draft[field].trim()])) as Record<TextField, string>;
  return {
    ...kept,
    ...texts,
    kind: draft.kind,
    ...(draft.kind === 'LICENCE' && draft.licenceMode !== '' && { licenceMode: draft.licenceMode }),
    price: { amount: withFen(draft.amount), currency: 'CNY' },
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
