import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  byIdSchema,
  commandResultSchema,
  dateSchema,
  filingSchema,
  moneySchema,
  regionSchema,
  registrationDecisions,
  registrationDecisionSchema,
  registrationMessages,
  registrationStatusSchema,
} from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageOfQuery, pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { problem } from '../problems/problem.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/contracts/:id/registration';
const tag = 'registration';
const params = byIdSchema.pick({ id: true });
const change = { method: 'POST', tag, kind: 'command', ifMatch: true, answer: commandResultSchema } as const;
const refusals = [
  'NOT_FOUND',
  'NOT_A_PARTY',
  'NOT_YOUR_STEP',
  'REGISTRATION_STEP_NOT_POSSIBLE',
  'DOSSIER_INCOMPLETE',
  'AMOUNTS_NOT_SOUND',
  'REGISTERED_ELSEWHERE',
  'REVISION_CONFLICT',
] as const;

const file = route({
  ...change,
  path,
  params,
  summary: 'File the contract for registration; the seller, once it is in effect',
  description: 'What follows from the terms is filled in. A dossier with gaps is refused with what is missing and who brings it.',
  body: filingSchema,
  codes: [...refusals, 'CONTRACT_NOT_CONCLUDED', 'CONTRACT_NOT_IN_EFFECT', 'VALIDITY_IN_THE_PAST'],
});
/** What the decisions take, besides the name in the address; each its own. */
const decisionBody = z.object({
  reasons: z.string().max(5_000).optional(),
  missing: z.array(z.string().max(200)).max(100).optional(),
  filing: filingSchema.optional(),
  registrationNumber: z.string().max(40).optional().describe('as the office gave it'),
  contractValue: moneySchema.optional(),
  technologyValue: moneySchema.optional(),
  technologyIncome: moneySchema.optional(),
});

const stepOf = (fields: object): z.output<typeof registrationDecisionSchema> => {
  const read = registrationDecisionSchema.safeParse(fields);
  if (read.success) return read.data;
  const violations = read.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  throw problem('INVALID_MESSAGE', { violations });
};

const decide = route({
  ...change,
  path: `${path}/:decision`,
  params: params.extend({ decision: z.enum(registrationDecisions) }),
  summary: 'The next step of a registration; supplement, withdraw and review are the seller’s, all others the office’s',
  description:
    'supplement-request {missing, reasons}, supplement {filing}, withdraw, register {registrationNumber, contractValue?, technologyValue?}, ' +
    'refuse, review, reopen, confirm, cancel, revoke {reasons}, change {contractValue, technologyValue, reasons}, approve-income {technologyIncome}.',
  body: decisionBody,
  codes: [...refusals, 'REGISTRATION_NUMBER_INVALID', 'REASONS_MISSING', 'CONTRACT_NOT_OPEN', 'TERMS_VERSION_STALE'],
});
const dossier = route({
  method: 'GET',
  path: `${path}/dossier`,
  tag,
  kind: 'query',
  params,
  query: z.object({ region: regionSchema.optional().describe('place of the office, before it is filed') }),
  summary: 'The registration dossier as it stands: what the contract fills, what is missing and who brings it',
  answer: registrationMessages.dossier.output,
  codes: ['NOT_FOUND', 'CONTRACT_NOT_CONCLUDED'],
});
const list = route({
  method: 'GET',
  path: '/api/v1/registrations',
  tag,
  kind: 'query',
  query: z.object({
    ...pageParameters,
    status: registrationStatusSchema.optional(),
    due: dateSchema.optional().describe('only what is due up to this day'),
  }),
  summary: 'The office’s queue: what was filed, with age and time limit, the nearest last day first',
  answer: registrationMessages.list.output,
});

@Controller()
export class RegistrationHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(file)
  file(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof file>) {
    return this.bus.request(registrationMessages.file, { id, filing: body, expectedRevision }, context);
  }

  @Serve(decide)
  decide(@Asked() { params: { id, decision }, body, expectedRevision, context }: Call<typeof decide>) {
    const step = stepOf({ ...body, decision });
    return this.bus.request(registrationMessages.decide, { id, step, expectedRevision }, context);
  }

  @Serve(dossier)
  dossier(@Asked() { params: { id }, query, context }: Call<typeof dossier>) {
    return this.bus.request(registrationMessages.dossier, { id, ...query }, context);
  }

  @Serve(list)
  list(@Asked() { query, context }: Call<typeof list>) {
    return this.bus.request(registrationMessages.list, pageOfQuery(query), context);
  }
}
