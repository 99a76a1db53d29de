import type { ContractStatus } from '@lastmile/protocol';
import { provinceNames } from '@lastmile/protocol/tables';
import type { PartyAction } from './deal-actions.js';

const parties = ['SUPPLY', 'DEMAND'] as const;
const seller = ['SUPPLY'] as const;
const buyer = ['DEMAND'] as const;
const contract = '/api/v1/contracts/:id';
const working: readonly ContractStatus[] = ['EFFECTIVE', 'PERFORMING', 'ACCEPTED'];
const reasons = { name: 'reasons', kind: 'text' } as const;

export const performanceActions: readonly PartyAction[] = [
  { name: 'startPerformance', route: `POST ${contract}/performance`, by: parties, at: ['EFFECTIVE'], fields: [] },
  {
    name: 'recordPayment',
    route: `POST ${contract}/payments`,
    by: buyer,
    at: ['PERFORMING', 'ACCEPTED'],
    fields: [
      { name: 'what', kind: 'choice', options: ['LUMP_SUM', 'INSTALMENT', 'ENTRY_FEE', 'ROYALTY'] },
      { name: 'number', kind: 'whole', initial: '1' },
      { name: 'amount', kind: 'money' },
      { name: 'paidOn', kind: 'day' },
      { name: 'reference', kind: 'line' },
    ],
  },
  { name: 'acceptResult', route: `POST ${contract}/acceptance`, by: buyer, at: ['PERFORMING'], fields: [] },
  { name: 'complete', route: `POST ${contract}/complete`, by: parties, at: ['ACCEPTED'], fields: [] },
  {
    name: 'terminate',
    route: `POST ${contract}/terminate`,
    by: parties,
    at: working,
    fields: [
      { name: 'way', kind: 'choice', options: ['AGREEMENT', 'CAUSE'] },
      {
        name: 'ground',
        kind: 'choice',
        optional: true,
        options: ['BREACH', 'PERFORMANCE_IMPOSSIBLE', 'TECHNOLOGY_MADE_PUBLIC', 'TECHNICAL_FAILURE', 'FORCE_MAJEURE', 'OTHER'],
      },
      reasons,
    ],
  },
];

export const milestoneActions = {
  submit: {
    name: 'submitMilestone',
    route: `POST ${contract}/milestones/:milestone/submit`,
    by: seller,
    fields: [{ name: 'deliverableHash', kind: 'hash' }],
  },
  accept: { name: 'acceptMilestone', route: `POST ${contract}/milestones/:milestone/accept`, by: buyer, fields: [] },
  reject: { name: 'rejectMilestone', route: `POST ${contract}/milestones/:milestone/reject`, by: buyer, fields: [reasons] },
} as const satisfies Record<string, PartyAction>;

export const paymentActions: readonly PartyAction[] = [
  { name: 'confirmPayment', route: `POST ${contract}/payments/:payment/confirm`, by: seller, fields: [] },
  { name: 'denyPayment', route: `POST ${contract}/payments/:payment/deny`, by: seller, fields: [reasons] },
];

const partyFields = (side: 'seller' | 'buyer') =>
  [
    { name: `${side}.fullName`, kind: 'line' },
    { name: `${side}.country`, kind: 'line', initial: 'CHN' },
    { name: `${side}.region`, kind: 'line' },
    { name: `${side}.nature`, kind: 'choice', options: ['010', '021', '022', '023', '100', '200', '300', '400'] },
    { name: `${side}.creditCode`, kind: 'line' },
  ] as const;

export const fileRegistration: PartyAction = {
  name: 'fileRegistration',
  route: `POST ${contract}/registration`,
  by: seller,
  fields: [
    { name: 'region', kind: 'choice', options: Object.keys(provinceNames).map((code) => code.padEnd(6, '0')) },
    ...partyFields('seller'),
    ...partyFields('buyer'),
    { name: 'technologyValue', kind: 'money', optional: true },
    { name: 'fullText', kind: 'hash', optional: true },
  ],
  shape: ({ fullText, ...filing }) => ({
    ...filing,
    documents: [{ document: 'FULL_TEXT', ...(fullText !== undefined && { sha256: fullText }) }, { document: 'FORM' }],
  }),
};

/** What the office decides, and from which status of the registration. */
export const officeActions: readonly (PartyAction & { decision: string; from: string })[] = [
  {
    name: 'register',
    decision: 'register',
    from: 'FILED',
    route: `POST ${contract}/registration/:decision`,
    by: 'OTHERS',
    fields: [{ name: 'registrationNumber', kind: 'line' }],
  },
  ...(
    [
      ['requestSupplement', 'supplement-request', 'FILED'],
      ['refuseRegistration', 'refuse', 'FILED'],
      ['cancelRegistration', 'cancel', 'REGISTERED'],
      ['revokeRegistration', 'revoke', 'REGISTERED'],
    ] as const
  ).map(([name, decision, from]) => ({
    name,
    decision,
    from,
    route: `POST ${contract}/registration/:decision`,
    by: 'OTHERS' as const,
    fields: [reasons],
  })),
];

export const afterActions: readonly PartyAction[] = [
  ...performanceActions,
  ...Object.values(milestoneActions),
  ...paymentActions,
  fileRegistration,
  ...officeActions,
];
