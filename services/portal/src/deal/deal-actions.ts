import type { ContractStatus } from '@lastmile/protocol';
import { diligenceElements, provinceNames } from '@lastmile/protocol/tables';
import type { Body, DealAction } from './action-form.js';

/** A step with those who take it (by their side in the contract, or OTHERS than the parties), and the statuses it can meet. */
export interface PartyAction extends DealAction {
  by: readonly ('SUPPLY' | 'DEMAND')[] | 'OTHERS';
  /** Whenever, when left out. */
  at?: readonly ContractStatus[];
}

const parties = ['SUPPLY', 'DEMAND'] as const;
const seller = ['SUPPLY'] as const;
const contract = '/api/v1/contracts/:id';
const beforeNotice: readonly ContractStatus[] = ['DRAFTED', 'AGREED'];
const beforeSigning: readonly ContractStatus[] = ['DRAFTED', 'AGREED', 'NOTICE_OPEN', 'NOTICE_FROZEN', 'NOTICE_CLOSED'];

export const evidenceActions: readonly PartyAction[] = [
  { name: 'seal', route: `POST ${contract}/evidence/seal`, fields: [], by: parties },
];

export const pricingActions: readonly PartyAction[] = [
  {
    name: 'choosePricing',
    route: `POST ${contract}/pricing`,
    by: seller,
    at: beforeNotice,
    fields: [
      { name: 'mode', kind: 'choice', options: ['AGREED_PRICE', 'LISTED_SALE', 'AUCTION'] },
      { name: 'basis', kind: 'text' },
    ],
  },
  {
    name: 'openNotice',
    route: `POST ${contract}/notice`,
    by: seller,
    at: ['AGREED'],
    fields: [
      { name: 'contents.ABSTRACT', kind: 'text' },
      { name: 'contents.TRANSFER_MODE', kind: 'line' },
      { name: 'contents.OBJECTION_PROCEDURE', kind: 'text' },
      { name: 'contents.RELATED_BUYER', kind: 'line', optional: true },
      { name: 'days', kind: 'whole', optional: true },
    ],
  },
  {
    name: 'extendNotice',
    route: `POST ${contract}/notice/extend`,
    by: seller,
    at: ['NOTICE_OPEN'],
    fields: [{ name: 'endsOn', kind: 'day' }],
  },
  { name: 'closeNotice', route: `POST ${contract}/notice/close`, by: seller, at: ['NOTICE_OPEN'], fields: [] },
];

/** For whoever is signed in, on the public page. */
export const raiseObjection: DealAction = {
  name: 'raiseObjection',
  route: `POST ${contract}/objections`,
  fields: [{ name: 'grounds', kind: 'text' }],
};

/** About one objection. */
export const objectionActions: readonly PartyAction[] = [
  {
    name: 'decideObjection',
    route: `POST ${contract}/objections/:oid/decision`,
    by: seller,
    at: ['NOTICE_FROZEN'],
    fields: [
      { name: 'outcome', kind: 'choice', options: ['DISMISSED', 'UPHELD'] },
      { name: 'reasons', kind: 'text' },
    ],
  },
];

const declaration = (name: string, about: string, rest: Pick<DealAction, 'fields' | 'shape'>): PartyAction => ({
  name,
  route: `POST ${contract}/declarations`,
  by: seller,
  at: beforeSigning,
  fixed: { about },
  fields: rest.fields,
  shape: (body) => ({ declaration: rest.shape ? rest.shape(body) : body }),
});

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const withHolders = ({ about, ids, right }: Body): Body => ({ about, holders: listOf(ids).map((id) => ({ id, right })) });
const withPatents = ({ about, ids, ...state }: Body): Body => ({
  about,
  patents: listOf(ids).map((number) => ({ number, ...state })),
});
const withPersons = ({ about, isBuyerRelated, leaders, completers }: Body): Body => {
  const person = (role: string) => (subjectId: string) => ({ subjectId, role, hasDeclared: true });
  const persons = [...listOf(leaders).map(person('LEADER')), ...listOf(completers).map(person('COMPLETER'))];
  return { about, isBuyerRelated, persons };
};

export const declarationActions: readonly PartyAction[] = [
  declaration('declareSeller', 'SELLER', {
    fields: [
      { name: 'region', kind: 'choice', options: Object.keys(provinceNames).map((code) => code.padEnd(6, '0')) },
      { name: 'isStateUnit', kind: 'flag', optional: true },
      { name: 'basis', kind: 'line', optional: true },
    ],
  }),
  declaration('declareInterests', 'INTERESTS', {
    fields: [
      { name: 'isBuyerRelated', kind: 'flag' },
      { name: 'leaders', kind: 'ids' },
      { name: 'completers', kind: 'ids' },
    ],
    shape: withPersons,
  }),
  declaration('declareNoGain', 'NO_ILLEGAL_GAIN', { fields: [{ name: 'isFree', kind: 'flag' }] }),
  declaration('declareSecrecy', 'SECRECY', {
    fields: [
      { name: 'isClassified', kind: 'flag' },
      { name: 'touchesSecurity', kind: 'flag' },
    ],
  }),
  declaration('declareCoOwners', 'CO_OWNERS', { fields: [{ name: 'ids', kind: 'ids' }] }),
  declaration('declareHolders', 'REFUSAL_HOLDERS', {
    fields: [
      { name: 'ids', kind: 'ids' },
      { name: 'right', kind: 'choice', options: ['COMPLETER', 'COMMISSIONER', 'CO_DEVELOPER'] },
    ],
    shape: withHolders,
  }),
  declaration('declarePatents', 'PATENTS', {
    fields: [
      { name: 'ids', kind: 'ids' },
      { name: 'status', kind: 'choice', options: ['GRANTED', 'PENDING', 'LAPSED', 'REVOKED'] },
      { name: 'validTo', kind: 'day', optional: true },
      { name: 'feePaidTo', kind: 'day', optional: true },
    ],
    shape: withPatents,
  }),
  declaration('declareOwnUse', 'OWN_USE', { fields: [{ name: 'isUsed', kind: 'flag' }] }),
];

export const dossierActions: readonly PartyAction[] = [
  {
    name: 'recordEvidence',
    route: `POST ${contract}/evidence-items`,
    by: parties,
    at: beforeSigning,
    fields: [
      { name: 'element', kind: 'choice', options: diligenceElements },
      { name: 'name', kind: 'line' },
      { name: 'sha256', kind: 'hash' },
      { name: 'reference', kind: 'line', optional: true },
    ],
  },
  {
    name: 'recordConsent',
    route: `POST ${contract}/consents`,
    by: seller,
    at: beforeSigning,
    fields: [
      { name: 'coOwnerId', kind: 'line' },
      { name: 'reference', kind: 'line' },
      { name: 'sha256', kind: 'hash', optional: true },
    ],
  },
  {
    name: 'offerFirstRefusal',
    route: `POST ${contract}/offers`,
    by: seller,
    at: beforeSigning,
    fields: [{ name: 'holderId', kind: 'line' }],
  },
];

/** About one offer. */
export const offerActions: readonly PartyAction[] = [
  {
    name: 'answerFirstRefusal',
    route: `POST ${contract}/offers/:holderId/answer`,
    by: seller,
    at: beforeSigning,
    fields: [
      { name: 'answer', kind: 'choice', options: ['DECLINED', 'ACCEPTED'] },
      { name: 'reference', kind: 'line' },
    ],
  },
];

export const passChecks: PartyAction = {
  name: 'passChecks',
  route: `POST ${contract}/checks`,
  by: parties,
  at: ['AGREED', 'NOTICE_CLOSED'],
  fields: [],
};

export const abandonAction: PartyAction = {
  name: 'abandon',
  route: `POST ${contract}/abandon`,
  by: parties,
  at: ['DRAFTED', 'AGREED', 'NOTICE_CLOSED', 'CHECKED'],
  fields: [{ name: 'reason', kind: 'text' }],
};

export const allActions: readonly DealAction[] = [
  ...evidenceActions,
  ...pricingActions,
  raiseObjection,
  ...objectionActions,
  ...declarationActions,
  ...dossierActions,
  ...offerActions,
  passChecks,
  abandonAction,
];
