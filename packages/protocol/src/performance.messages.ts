import { z } from 'zod';
import { contractFact } from './contract-fact.js';
import { paymentKindSchema, performanceViewSchema, terminationViewSchema } from './deal-views.js';
import { defineEvent, defineRequest } from './message.js';
import { termsSchema } from './contract.messages.js';
import { byIdSchema, commandResultSchema, dateSchema, idSchema, instantSchema, moneySchema, sha256Schema } from './values.js';

const expectedRevision = z.number().int().min(0).optional();
const reasons = z.string().trim().min(1).max(5_000);
const number = z.number().int().min(1).max(10_000);
const version = z.number().int().min(1);
const onContract = { id: idSchema, expectedRevision };

export const paymentSchema = z.object({
  /** Which payment of the plan. */
  what: paymentKindSchema,
  number: number.default(1),
  amount: moneySchema,
  /** The day in China. */
  paidOn: dateSchema,
  /** As the bank calls it. */
  reference: z.string().trim().min(1).max(200),
});
export const terminationSchema = z.object({
  /** AGREEMENT is proposed by one and made by the other; CAUSE takes effect by itself and needs a ground. */
  way: z.enum(['AGREEMENT', 'CAUSE']),
  ground: z
    .enum(['BREACH', 'PERFORMANCE_IMPOSSIBLE', 'TECHNOLOGY_MADE_PUBLIC', 'TECHNICAL_FAILURE', 'FORCE_MAJEURE', 'OTHER'])
    .optional(),
  reasons,
});
export const disputeOutcomeSchema = z.object({
  outcome: z.enum(['WITHDRAWN', 'AGREEMENT', 'AWARD']),
  reasons,
  /** Number of the award or judgment. */
  reference: z.string().trim().max(200).optional(),
});
export const amendmentSignatureSchema = z.object({
  keyId: z.string().min(1).max(64),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'signature: base64 of 64 bytes'),
});

/** The same as the contract shows, with what the day makes of it. */
export const performanceStateSchema = performanceViewSchema.extend({
  id: z.string(),
  revision: z.number().int(),
  status: z.string(),
  /** The day (in China) of the answer. */
  today: dateSchema,
  /** Due and not received. */
  overdue: z.array(
    z.object({ what: paymentKindSchema, number, dueOn: dateSchema, open: moneySchema.optional(), days: z.number().int() }),
  ),
  termination: terminationViewSchema.optional(),
});

const command = <Shape extends z.ZodRawShape>(verb: string, shape: Shape) =>
  defineRequest(`contract.request.${verb}.v1`, z.object({ ...onContract, ...shape }), commandResultSchema);

export const performanceMessages = {
  start: command('start-performance', {}),
  submitMilestone: command('submit-milestone', { milestoneId: idSchema, deliverableHash: sha256Schema }),
  acceptMilestone: command('accept-milestone', { milestoneId: idSchema }),
  rejectMilestone: command('reject-milestone', { milestoneId: idSchema, reasons }),
  recordPayment: command('record-payment', { payment: paymentSchema }),
  confirmPayment: command('confirm-payment', { paymentId: idSchema }),
  denyPayment: command('deny-payment', { paymentId: idSchema, reasons }),
  stateRoyalty: command('state-royalty', { number, base: moneySchema }),
  acceptResult: command('accept-result', {}),
  complete: command('complete-performance', {}),
  proposeAmendment: command('propose-amendment', { terms: termsSchema, reasons }),
  acceptAmendment: command('accept-amendment', { version, hash: sha256Schema }),
  declineAmendment: command('decline-amendment', { version, reasons }),
  signAmendment: command('sign-amendment', amendmentSignatureSchema.shape),
  terminate: command('terminate', terminationSchema.shape),
  openDispute: command('open-dispute', { grounds: reasons }),
  settleDispute: command('settle-dispute', disputeOutcomeSchema.shape),
  get: defineRequest('contract.request.performance.v1', byIdSchema, performanceStateSchema),
};

export const performanceEvents = {
  tookEffect: defineEvent('contract.event.took-effect.v1', z.object({ ...contractFact, effectiveOn: dateSchema })),
  /** Recorded by the buyer; CONFIRMED once the seller has received it. */
  paymentRecorded: defineEvent(
    'contract.event.payment-recorded.v1',
    z.object({
      ...contractFact,
      what: z.string(),
      number,
      amount: moneySchema,
      status: z.enum(['RECORDED', 'CONFIRMED', 'DENIED']),
    }),
  ),
  amendmentProposed: defineEvent(
    'contract.event.amendment-proposed.v1',
    z.object({ ...contractFact, version, hash: sha256Schema, proposedBy: z.string() }),
  ),
  amended: defineEvent(
    'contract.event.amended.v1',
    z.object({ ...contractFact, version, termsHash: sha256Schema, amendedAt: instantSchema }),
  ),
  terminationProposed: defineEvent(
    'contract.event.termination-proposed.v1',
    z.object({ ...contractFact, proposedBy: z.string(), reasons: z.string() }),
  ),
  terminated: defineEvent(
    'contract.event.terminated.v1',
    z.object({ ...contractFact, way: z.enum(['AGREEMENT', 'CAUSE']), reasons: z.string(), terminatedAt: instantSchema }),
  ),
  disputeOpened: defineEvent(
    'contract.event.dispute-opened.v1',
    z.object({ ...contractFact, openedBy: z.string(), grounds: z.string() }),
  ),
  disputeSettled: defineEvent(
    'contract.event.dispute-settled.v1',
    z.object({ ...contractFact, outcome: z.enum(['WITHDRAWN', 'AGREEMENT', 'AWARD']) }),
  ),
};
