import { Controller, Inject } from '@nestjs/common';
import { discardDeadLetter, readDeadLetters, RemoteUnavailable, replayDeadLetter } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageParameters, wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { problem } from '../problems/problem.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/ops/dead-letters';
const tag = 'operations';
const name = z.string().regex(/^[\w-]{1,100}$/, 'letters, digits, - and _');

const letterSchema = z.object({
  id: z.string(),
  service: z.string(),
  durable: z.string().describe('the consumer that failed'),
  subject: z.string(),
  reason: z.string(),
  detail: z.string(),
  attempt: z.number().int(),
  parkedAt: z.iso.datetime(),
  eventId: z.string().optional(),
  traceId: z.string().optional(),
  body: z.unknown(),
});

const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'Messages that a consumer could not handle, oldest first',
  kind: 'query',
  query: z.object({
    limit: pageParameters.limit,
    cursor: wholeNumber(0).optional().describe('`nextCursor` of the page before'),
    service: name.optional(),
    durable: name.optional(),
  }),
  answer: z.object({ items: z.array(letterSchema), nextCursor: z.string().optional() }),
});
const settling = {
  method: 'POST',
  tag,
  kind: 'command',
  params: z.object({ id: wholeNumber(1) }),
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  answer: z.object({ id: z.string(), outcome: z.enum(['replayed', 'discarded']) }),
  codes: ['NOT_FOUND'],
} as const;
const replay = route({
  ...settling,
  path: `${path}/:id/replay`,
  summary: 'Give a message once more to the consumer that failed',
});
const discard = route({ ...settling, path: `${path}/:id/discard`, summary: 'Give a message up; who and why is kept' });

@Controller()
export class DeadLettersHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(list)
  async list(@Asked() { query: { limit = 20, cursor: after, ...filters } }: Call<typeof list>) {
    await this.demandBroker();
    const { items, next } = await readDeadLetters(this.bus, { ...filters, after, limit });
    return {
      items: items.map(({ sequence, headers: _, ...letter }) => ({ id: String(sequence), ...letter })),
      ...(next !== undefined && { nextCursor: String(next) }),
    };
  }

  @Serve(replay)
  async replay(@Asked() { params: { id }, body: { reason }, actor }: Call<typeof replay>) {
    await this.demandBroker();
    if (!(await replayDeadLetter(this.bus, id, { by: actor, reason }))) throw problem('NOT_FOUND');
    return { id: String(id), outcome: 'replayed' };
  }

  @Serve(discard)
  async discard(@Asked() { params: { id }, body: { reason }, actor }: Call<typeof discard>) {
    await this.demandBroker();
    if (!(await discardDeadLetter(this.bus, id, { by: actor, reason }))) throw problem('NOT_FOUND');
    return { id: String(id), outcome: 'discarded' };
  }

  private async demandBroker(): Promise<void> {
    if (!(await this.bus.connected(1_500))) throw new RemoteUnavailable('dead-letter', 'no-broker');
  }
}
