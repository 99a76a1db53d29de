import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, commandResultSchema, dossierBodies, dossierMessages, idSchema } from '@lastmile/protocol';
import type { Call } from '../http/call.js';
import { atRevision } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/contracts/:id';
const params = byIdSchema.pick({ id: true });
const change = { method: 'POST', tag: 'dossier', kind: 'command', params, ifMatch: true, answer: commandResultSchema } as const;
const codes = ['NOT_FOUND', 'NOT_A_PARTY', 'NOT_YOUR_STEP', 'CONTRACT_NOT_OPEN', 'REVISION_CONFLICT'] as const;

const declare = route({
  ...change,
  path: `${path}/declarations`,
  summary: 'The seller declares what the checks need; a later declaration about the same replaces the earlier one',
  description: 'About the unit, co-owners, holders of a first refusal, patents, secrecy, interests, illegal gain or own use.',
  body: dossierBodies.declare,
  codes: [...codes, 'REASONS_MISSING'],
});
const consent = route({
  ...change,
  path: `${path}/consents`,
  summary: 'A co-owner’s written consent, by reference',
  body: dossierBodies.recordConsent,
  codes,
});
const offer = route({
  ...change,
  path: `${path}/offers`,
  summary: 'The present terms were offered to a holder of a first refusal; the rule sets the last day to answer',
  body: dossierBodies.offerFirstRefusal,
  codes: [...codes, 'TERMS_NOT_PROPOSED'],
});
const answer = route({
  ...change,
  path: `${path}/offers/:holderId/answer`,
  params: params.extend({ holderId: idSchema }),
  summary: 'What the holder answered',
  body: dossierBodies.answerFirstRefusal,
  codes: [...codes, 'TERMS_NOT_PROPOSED'],
});
const evidence = route({
  ...change,
  path: `${path}/evidence-items`,
  summary: 'Evidence for one of the four elements of due diligence, by its SHA-256',
  body: dossierBodies.recordEvidence,
  codes,
});
const checks = route({
  method: 'GET',
  path: `${path}/checks`,
  tag: 'dossier',
  summary: 'The checklist before signing as the contract stands now: what is missing, who brings it, the rule and its source',
  kind: 'query',
  params,
  query: atRevision,
  answer: dossierMessages.checks.output,
  codes: ['NOT_FOUND', 'TERMS_NOT_PROPOSED', 'READ_MODEL_BEHIND', 'RULE_NOT_KNOWN'],
});
const pass = route({
  ...change,
  path: `${path}/checks`,
  summary: 'Runs the checks and records that they passed; refused with everything that blocks',
  codes: [...codes, 'TERMS_NOT_AGREED', 'CHECKS_NOT_PASSED', 'NOTICE_STILL_RUNNING', 'OBJECTION_OPEN'],
});
const abandon = route({
  ...change,
  path: `${path}/abandon`,
  summary: 'Ends the deal before it is concluded',
  body: dossierBodies.abandon,
  codes,
});

/** What the checks before signing need, and the checks. */
@Controller()
export class DossierHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(declare)
  declare(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof declare>) {
    return this.bus.request(dossierMessages.declare, { id, ...body, expectedRevision }, context);
  }

  @Serve(consent)
  consent(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof consent>) {
    return this.bus.request(dossierMessages.recordConsent, { id, ...body, expectedRevision }, context);
  }

  @Serve(offer)
  offer(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof offer>) {
    return this.bus.request(dossierMessages.offerFirstRefusal, { id, ...body, expectedRevision }, context);
  }

  @Serve(answer)
  answer(@Asked() { params: { id, holderId }, body, expectedRevision, context }: Call<typeof answer>) {
    return this.bus.request(dossierMessages.answerFirstRefusal, { id, holderId, ...body, expectedRevision }, context);
  }

  @Serve(evidence)
  evidence(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof evidence>) {
    return this.bus.request(dossierMessages.recordEvidence, { id, ...body, expectedRevision }, context);
  }

  @Serve(checks)
  checks(@Asked() { params: { id }, query, context }: Call<typeof checks>) {
    return this.bus.request(dossierMessages.checks, { id, ...query }, context);
  }

  @Serve(pass)
  pass(@Asked() { params: { id }, expectedRevision, context }: Call<typeof pass>) {
    return this.bus.request(dossierMessages.passChecks, { id, expectedRevision }, context);
  }

  @Serve(abandon)
  abandon(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof abandon>) {
    return this.bus.request(dossierMessages.abandon, { id, ...body, expectedRevision }, context);
  }
}
