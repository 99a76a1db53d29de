import { Controller, Inject } from '@nestjs/common';
import { readTrace } from '@lastmile/telemetry';
import type { HealthCheck } from '@lastmile/telemetry';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { problem } from '../problems/problem.js';
import { CHECKS, CONFIG } from '../tokens.js';

const path = '/api/v1/ops';
const tag = 'operations';
const value = z.union([z.string(), z.number(), z.boolean()]);

const health = route({
  method: 'GET',
  path: `${path}/health`,
  tag,
  summary: 'Health of the gateway and of what it stands on',
  kind: 'query',
  answer: z.object({
    status: z.enum(['up', 'down']),
    checks: z.array(
      z.object({ name: z.string(), status: z.enum(['up', 'down']), detail: z.record(z.string(), value).optional() }),
    ),
  }),
});
const trace = route({
  method: 'GET',
  path: `${path}/traces/:traceId`,
  tag,
  summary: 'All spans of a trace that the services of this machine wrote, oldest first',
  kind: 'query',
  params: z.object({ traceId: z.string().regex(/^[0-9a-f]{32}$/, 'traceId: 32 hex digits') }),
  answer: z.object({
    traceId: z.string(),
    spans: z.array(
      z.object({
        traceId: z.string(),
        spanId: z.string(),
        parentSpanId: z.string().optional(),
        name: z.string(),
        kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']),
        service: z.string(),
        startNs: z.string(),
        endNs: z.string(),
        attributes: z.record(z.string(), z.unknown()),
        status: z.object({ code: z.enum(['unset', 'ok', 'error']), message: z.string().optional() }),
        links: z.array(z.object({ traceId: z.string(), spanId: z.string() })),
      }),
    ),
  }),
  codes: ['NOT_FOUND'],
});

const ask = async ({ name, check }: HealthCheck) => {
  try {
    return { name, ...(await check()) };
  } catch {
    return { name, status: 'down' as const };
  }
};

@Controller()
export class OpsHttp {
  constructor(
    @Inject(CHECKS) private readonly checks: readonly HealthCheck[],
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Serve(health)
  async health(@Asked() _: Call<typeof health>) {
    const checks = await Promise.all(this.checks.map(ask));
    return { status: checks.every(({ status }) => status === 'up') ? 'up' : 'down', checks };
  }

  @Serve(trace)
  async trace(@Asked() { params: { traceId } }: Call<typeof trace>) {
    const spans = this.config.TRACES_DIR ? await readTrace(this.config.TRACES_DIR, traceId) : [];
    if (spans.length === 0) throw problem('NOT_FOUND');
    return { traceId, spans };
  }
}
