import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { dateSchema, jurisdictionNames, regionSchema, rulesMessages } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const tag = 'rules';
const inForce = route({
  method: 'GET',
  path: '/api/v1/rules',
  tag,
  summary: 'The rules that apply in a place on a day: value, version, source, and whether the text was verified',
  description:
    'The city’s or province’s rule before the nation’s. Drafts come last, with `standing` DRAFT, and are never in force. Shares are in parts of ' +
    'ten thousand, amounts in fen. For information; no legal advice.',
  kind: 'query',
  query: z.object({
    jurisdiction: z
      .union([regionSchema, z.enum(jurisdictionNames)])
      .optional()
      .describe('six digits (GB/T 2260) or a name; `national` when left out'),
    at: dateSchema.optional().describe('a day in China; today when left out'),
  }),
  answer: rulesMessages.rules.output,
});
const distribution = route({
  method: 'POST',
  path: '/api/v1/distribution-preview',
  tag,
  summary: 'What each would receive of an income by the rules of the place and day; nothing is stored',
  description:
    'The unit’s rule or agreement (`standard`) goes first, else the place’s standard holds. The team’s amount is rounded up to the fen; it is divided ' +
    'by the recipients’ parts, the fen left over going to the largest remainders.',
  kind: 'query',
  body: rulesMessages.previewDistribution.input,
  answer: rulesMessages.previewDistribution.output,
  codes: ['INCOME_FLOOR_NOT_KEPT', 'INCOME_FIGURES_INVALID', 'RULE_NOT_KNOWN'],
});
const signingCheck = route({
  method: 'POST',
  path: '/api/v1/signing-check',
  tag,
  summary: 'What a deal still lacks before it may be signed, and who brings it; nothing is stored',
  description: 'What is left out counts as not said. A check that fails blocks signing, one that warns does not.',
  kind: 'query',
  body: rulesMessages.checkDeal.input,
  answer: rulesMessages.checkDeal.output,
  codes: ['RULE_NOT_KNOWN'],
});

@Controller()
export class RulesHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(inForce)
  inForce(@Asked() { query, context }: Call<typeof inForce>) {
    const { jurisdiction: region = 'national', at } = query;
    return this.bus.request(rulesMessages.rules, { region, at }, context);
  }

  @Serve(distribution)
  distribution(@Asked() { body, context }: Call<typeof distribution>) {
    return this.bus.request(rulesMessages.previewDistribution, body, context);
  }

  @Serve(signingCheck)
  signingCheck(@Asked() { body, context }: Call<typeof signingCheck>) {
    return this.bus.request(rulesMessages.checkDeal, body, context);
  }
}
