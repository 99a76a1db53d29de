import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  amendmentSignatureSchema,
  byIdSchema,
  commandResultSchema,
  disputeOutcomeSchema,
  idSchema,
  moneySchema,
  paymentSchema,
  performanceMessages,
  sha256Schema,
  terminationSchema,
  termsSchema,
} from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { atRevision } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/contracts/:id';
const tag = 'performance';
const params = byIdSchema.pick({ id: true });
const change = { method: 'POST', tag, kind: 'command', params, ifMatch: true, answer: commandResultSchema } as const;
const refusals = ['NOT_FOUND', 'NOT_A_PARTY', 'NOT_YOUR_STEP', 'CONTRACT_NOT_OPEN', 'REVISION_CONFLICT'] as const;
const reasons = z.string().trim().min(1).max(5_000);
const version = z.number().int().min(1);
const ofMilestone = { params: params.extend({ milestone: idSchema }), codes: [...refusals, 'MILESTONE_NOT_FOUND'] as const };
const ofPayment = { params: params.extend({ payment: idSchema }), codes: [...refusals, 'PAYMENT_NOT_FOUND'] as const };

const get = route({
  method: 'GET',
  path: `${path}/performance`,
  tag,
  kind: 'query',
  params,
  query: atRevision,
  summary:
    'How the contract is performed: milestones, the plan’s payments with what was received, royalties, what is overdue today',
  answer: performanceMessages.get.output,
  codes: ['NOT_FOUND', 'CONTRACT_NOT_CONCLUDED', 'READ_MODEL_BEHIND'],
});
const start = route({
  ...change,
  path: `${path}/performance`,
  summary: 'Begin the performance, once the contract is in effect',
  codes: [...refusals, 'CONTRACT_NOT_IN_EFFECT'],
});
const submit = route({
  ...change,
  ...ofMilestone,
  path: `${path}/milestones/:milestone/submit`,
  summary: 'Deliver a milestone, by the hash of what is delivered',
  body: z.object({ deliverableHash: sha256Schema }),
});
const accept = route({
  ...change,
  ...ofMilestone,
  path: `${path}/milestones/:milestone/accept`,
  summary: 'Accept what the other party delivered',
});
const turnDown = route({
  ...change,
  ...ofMilestone,
  path: `${path}/milestones/:milestone/reject`,
  summary: 'Reject it with reasons; it may be delivered again',
  body: z.object({ reasons }),
});
const record = route({
  ...change,
  path: `${path}/payments`,
  summary: 'Record a payment of the plan; the buyer',
  body: paymentSchema,
  codes: [...refusals, 'PAYMENT_NOT_EXPECTED', 'PAYMENT_ABOVE_DUE'],
});
const confirm = route({
  ...change,
  ...ofPayment,
  path: `${path}/payments/:payment/confirm`,
  summary: 'Confirm that it was received; the seller',
});
const deny = route({
  ...change,
  ...ofPayment,
  path: `${path}/payments/:payment/deny`,
  summary: 'Say with reasons that it was not received; the seller',
  body: z.object({ reasons }),
});
const royalty = route({
  ...change,
  path: `${path}/royalty-reports`,
  summary: 'State the base of a royalty for a period that is over; the buyer',
  body: z.object({ number: z.number().int().min(1).max(10_000), base: moneySchema }),
  codes: [...refusals, 'ROYALTY_NOT_EXPECTED', 'INCOME_FIGURES_INVALID'],
});
const acceptance = route({
  ...change,
  path: `${path}/acceptance`,
  summary: 'Accept the result as a whole, when every milestone was accepted; the buyer',
  codes: [...refusals, 'OBLIGATIONS_OPEN'],
});
const complete = route({
  ...change,
  path: `${path}/complete`,
  summary: 'Close the contract, when everything was paid',
  codes: [...refusals, 'OBLIGATIONS_OPEN'],
});
const amend = route({
  ...change,
  path: `${path}/amend`,
  summary: 'Propose other terms for a running contract, with reasons; both accept and sign them',
  body: z.object({ terms: termsSchema, reasons }),
  codes: [...refusals, 'AMENDMENT_CHANGES_NOTHING', 'PAYMENT_PLAN_INVALID', 'REASONS_MISSING'],
});
const acceptAmendment = route({
  ...change,
  path: `${path}/amend/accept`,
  summary: 'Accept the amendment by version and hash',
  body: z.object({ version, hash: sha256Schema }),
  codes: [...refusals, 'TERMS_NOT_PROPOSED', 'TERMS_VERSION_STALE'],
});
const declineAmendment = route({
  ...change,
  path: `${path}/amend/decline`,
  summary: 'Take the amendment off the table, with reasons',
  body: z.object({ version, reasons }),
  codes: [...refusals, 'TERMS_NOT_PROPOSED', 'TERMS_VERSION_STALE'],
});
const signAmendment = route({
  ...change,
  path: `${path}/amend/sign`,
  summary: 'Sign the amendment; the last signature puts it in force',
  body: amendmentSignatureSchema,
  codes: [...refusals, 'TERMS_NOT_AGREED', 'SIGNING_KEY_UNKNOWN', 'SIGNING_KEY_REVOKED', 'SIGNATURE_INVALID'],
});
const terminate = route({
  ...change,
  path: `${path}/terminate`,
  summary: 'End the contract: propose or make an agreement, or give notice for a cause; what is owed stays owed',
  body: terminationSchema,
  codes: [...refusals, 'REASONS_MISSING'],
});
const dispute = route({
  ...change,
  path: `${path}/dispute`,
  summary: 'Open a dispute: it freezes what is paid out to the team, and nothing else',
  body: z.object({ grounds: reasons }),
  codes: [...refusals, 'DISPUTE_STEP_NOT_POSSIBLE', 'CONTRACT_NOT_CONCLUDED'],
});
const settle = route({
  ...change,
  path: `${path}/dispute/settle`,
  summary: 'Settle it: who opened it, or the authority by an award or judgment with its number',
  body: disputeOutcomeSchema,
  codes: [...refusals, 'DISPUTE_STEP_NOT_POSSIBLE', 'REASONS_MISSING'],
});

@Controller()
export class PerformanceHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(get)
  get(@Asked() { params: { id }, query, context }: Call<typeof get>) {
    return this.bus.request(performanceMessages.get, { id, ...query }, context);
  }

  @Serve(start)
  start(@Asked() { params: { id }, expectedRevision, context }: Call<typeof start>) {
    return this.bus.request(performanceMessages.start, { id, expectedRevision }, context);
  }

  @Serve(submit)
  submit(@Asked() { params: { id, milestone: milestoneId }, body, expectedRevision, context }: Call<typeof submit>) {
    return this.bus.request(performanceMessages.submitMilestone, { id, milestoneId, ...body, expectedRevision }, context);
  }

  @Serve(accept)
  accept(@Asked() { params: { id, milestone: milestoneId }, expectedRevision, context }: Call<typeof accept>) {
    return this.bus.request(performanceMessages.acceptMilestone, { id, milestoneId, expectedRevision }, context);
  }

  @Serve(turnDown)
  turnDown(@Asked() { params: { id, milestone: milestoneId }, body, expectedRevision, context }: Call<typeof turnDown>) {
    return this.bus.request(performanceMessages.rejectMilestone, { id, milestoneId, ...body, expectedRevision }, context);
  }

  @Serve(record)
  record(@Asked() { params: { id }, body: payment, expectedRevision, context }: Call<typeof record>) {
    return this.bus.request(performanceMessages.recordPayment, { id, payment, expectedRevision }, context);
  }

  @Serve(confirm)
  confirm(@Asked() { params: { id, payment: paymentId }, expectedRevision, context }: Call<typeof confirm>) {
    return this.bus.request(performanceMessages.confirmPayment, { id, paymentId, expectedRevision }, context);
  }

  @Serve(deny)
  deny(@Asked() { params: { id, payment: paymentId }, body, expectedRevision, context }: Call<typeof deny>) {
    return this.bus.request(performanceMessages.denyPayment, { id, paymentId, ...body, expectedRevision }, context);
  }

  @Serve(royalty)
  royalty(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof royalty>) {
    return this.bus.request(performanceMessages.stateRoyalty, { id, ...body, expectedRevision }, context);
  }

  @Serve(acceptance)
  acceptance(@Asked() { params: { id }, expectedRevision, context }: Call<typeof acceptance>) {
    return this.bus.request(performanceMessages.acceptResult, { id, expectedRevision }, context);
  }

  @Serve(complete)
  complete(@Asked() { params: { id }, expectedRevision, context }: Call<typeof complete>) {
    return this.bus.request(performanceMessages.complete, { id, expectedRevision }, context);
  }

  @Serve(amend)
  amend(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof amend>) {
    return this.bus.request(performanceMessages.proposeAmendment, { id, ...body, expectedRevision }, context);
  }

  @Serve(acceptAmendment)
  acceptAmendment(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof acceptAmendment>) {
    return this.bus.request(performanceMessages.acceptAmendment, { id, ...body, expectedRevision }, context);
  }

  @Serve(declineAmendment)
  declineAmendment(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof declineAmendment>) {
    return this.bus.request(performanceMessages.declineAmendment, { id, ...body, expectedRevision }, context);
  }

  @Serve(signAmendment)
  signAmendment(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof signAmendment>) {
    return this.bus.request(performanceMessages.signAmendment, { id, ...body, expectedRevision }, context);
  }

  @Serve(terminate)
  terminate(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof terminate>) {
    return this.bus.request(performanceMessages.terminate, { id, ...body, expectedRevision }, context);
  }

  @Serve(dispute)
  dispute(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof dispute>) {
    return this.bus.request(performanceMessages.openDispute, { id, ...body, expectedRevision }, context);
  }

  @Serve(settle)
  settle(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof settle>) {
    return this.bus.request(performanceMessages.settleDispute, { id, ...body, expectedRevision }, context);
  }
}
