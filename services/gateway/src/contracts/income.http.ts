import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  commandResultSchema,
  dateSchema,
  distributionProposalSchema,
  idSchema,
  incomeMessages,
} from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { atRevision } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/contracts/:id/distribution';
const tag = 'distribution';
const params = byIdSchema.pick({ id: true });
const ofOne = params.extend({ distributionId: idSchema });
const change = { method: 'POST', tag, kind: 'command', ifMatch: true, answer: commandResultSchema } as const;
const reasons = z.string().trim().min(1).max(5_000);
const refusals = [
  'NOT_FOUND',
  'NOT_A_PARTY',
  'NOT_YOUR_STEP',
  'CONTRACT_NOT_CONCLUDED',
  'DISTRIBUTION_STEP_NOT_POSSIBLE',
  'PAYOUT_FROZEN',
  'REVISION_CONFLICT',
] as const;
const refusalsOfOne = [...refusals, 'DISTRIBUTION_NOT_FOUND'] as const;

const get = route({
  method: 'GET',
  path,
  tag,
  kind: 'query',
  params,
  query: atRevision,
  summary: 'How the income is shared with those who made the achievement; the seller and those who oversee',
  answer: incomeMessages.get.output,
  codes: ['NOT_FOUND', 'NOT_YOUR_STEP', 'READ_MODEL_BEHIND'],
});
const propose = route({
  ...change,
  path,
  params,
  summary: 'Propose how received income, shares or a year’s profit are divided; the seller',
  description:
    'Net income and floors by the rules of the place and day, the unit’s own rule or agreement first; amounts exact to the fen.',
  body: distributionProposalSchema,
  codes: [...refusals, 'INCOME_NOT_RECEIVED', 'INCOME_FLOOR_NOT_KEPT', 'INCOME_FIGURES_INVALID', 'RULE_NOT_KNOWN'],
});
const notice = route({
  ...change,
  path: `${path}/:distributionId/notice`,
  params: ofOne,
  summary: 'Make the rewards known, for as many days as the rule asks at least',
  body: z.object({
    places: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
    days: z.number().int().min(1).max(365).optional(),
  }),
  codes: [...refusalsOfOne, 'NOTICE_TOO_SHORT', 'NOTICE_INCOMPLETE'],
});
const object = route({
  ...change,
  path: `${path}/:distributionId/objections`,
  params: ofOne,
  summary: 'Object while the notice runs; nothing is paid before it is decided',
  body: z.object({ reasons }),
  codes: [...refusalsOfOne, 'REASONS_MISSING'],
});
const decide = route({
  ...change,
  path: `${path}/:distributionId/objections/:objectionId`,
  params: ofOne.extend({ objectionId: idSchema }),
  summary: 'Decide an objection with reasons; one that is upheld takes the distribution back',
  body: z.object({ outcome: z.enum(['UPHELD', 'DISMISSED']), reasons }),
  codes: [...refusalsOfOne, 'OBJECTION_NOT_FOUND', 'REASONS_MISSING'],
});
const withdraw = route({
  ...change,
  path: `${path}/:distributionId/withdraw`,
  params: ofOne,
  summary: 'Take a proposal back before it is executed',
  body: z.object({ reasons }),
  codes: refusalsOfOne,
});
const execute = route({
  ...change,
  path: `${path}/:distributionId/execute`,
  params: ofOne,
  summary: 'Distribute: the amounts stand in the log from then on',
  codes: [...refusalsOfOne, 'REWARD_NOTICE_MISSING', 'NOTICE_STILL_RUNNING', 'OBJECTION_OPEN'],
});
const pay = route({
  ...change,
  path: `${path}/:distributionId/payouts`,
  params: ofOne,
  summary: 'Mark one person’s amount as paid',
  body: z.object({ subjectId: idSchema, paidOn: dateSchema, reference: z.string().trim().min(1).max(200) }),
  codes: refusalsOfOne,
});

@Controller()
export class IncomeHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(get)
  get(@Asked() { params: { id }, query, context }: Call<typeof get>) {
    return this.bus.request(incomeMessages.get, { id, ...query }, context);
  }

  @Serve(propose)
  propose(@Asked() { params: { id }, body: distribution, expectedRevision, context }: Call<typeof propose>) {
    return this.bus.request(incomeMessages.propose, { id, distribution, expectedRevision }, context);
  }

  @Serve(notice)
  notice(@Asked() { params, body, expectedRevision, context }: Call<typeof notice>) {
    return this.bus.request(incomeMessages.openNotice, { ...params, ...body, expectedRevision }, context);
  }

  @Serve(object)
  object(@Asked() { params, body, expectedRevision, context }: Call<typeof object>) {
    return this.bus.request(incomeMessages.object, { ...params, ...body, expectedRevision }, context);
  }

  @Serve(decide)
  decide(@Asked() { params, body, expectedRevision, context }: Call<typeof decide>) {
    return this.bus.request(incomeMessages.decideObjection, { ...params, ...body, expectedRevision }, context);
  }

  @Serve(withdraw)
  withdraw(@Asked() { params, body, expectedRevision, context }: Call<typeof withdraw>) {
    return this.bus.request(incomeMessages.withdraw, { ...params, ...body, expectedRevision }, context);
  }

  @Serve(execute)
  execute(@Asked() { params, expectedRevision, context }: Call<typeof execute>) {
    return this.bus.request(incomeMessages.execute, { ...params, expectedRevision }, context);
  }

  @Serve(pay)
  pay(@Asked() { params, body, expectedRevision, context }: Call<typeof pay>) {
    return this.bus.request(incomeMessages.markPaid, { ...params, ...body, expectedRevision }, context);
  }
}
