import { timingSafeEqual, createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { metricsText } from './state.js';

/** One thing a process depends on. `check` answers; throwing or hanging counts as down. */
export interface HealthCheck {
  name: string;
  check(): Promise<{ status: 'up' | 'down'; detail?: Record<string, string | number | boolean> }>;
}

export interface HealthOptions {
  /** When given, `/metrics` and the details of `/health/ready` need `Authorization: Bearer <token>`, else they are for loopback only. */
  metricsToken?: string;
  /** Deadline of one check, milliseconds. */
  deadlineMs?: number;
}

export interface HealthReport {
  status: 'up' | 'down';
  checks: { name: string; status: 'up' | 'down'; detail?: Record<string, string | number | boolean> }[];
}

interface HttpRequest {
  headers: Record<string, string | string[] | undefined>;
  socket: { remoteAddress?: string };
}

interface HttpReply {
  code(status: number): HttpReply;
  header(name: string, value: string): HttpReply;
}

type CheckReport = HealthReport['checks'][number];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isLoopback = (request: HttpRequest): boolean => {
  if (request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined) return false;
  return /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '');
};

const maySeeInside = (request: HttpRequest, token: string | undefined): boolean => {
  if (!token) return isLoopback(request);
  const given = /^Bearer (.+)$/i.exec(String(request.headers['authorization'] ?? ''))?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
};

const failure = (name: string, error: unknown): CheckReport => {
  const kind = error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'Error';
  return { name, status: 'down', detail: { error: kind } };
};

/** A check that is still hanging from the last time is not started again: probes cannot pile up. */
const boundedCheck = (check: HealthCheck, deadlineMs: number): (() => Promise<CheckReport>) => {
  let pending: Promise<CheckReport> | undefined;
  return async () => {
    pending ??= Promise.resolve()
      .then(() => check.check())
      .then(({ status, detail }): CheckReport => ({ name: check.name, status, ...(detail ? { detail } : {}) }))
      .catch((error: unknown) => failure(check.name, error))
      .finally(() => {
        pending = undefined;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<CheckReport>((resolve) => {
      timer = setTimeout(() => resolve({ name: check.name, status: 'down', detail: { error: 'timeout' } }), deadlineMs);
    });
    return Promise.race([pending, late]).finally(() => clearTimeout(timer));
  };
};

const reporter = (checks: readonly HealthCheck[], deadlineMs: number): (() => Promise<HealthReport>) => {
  const bounded = new Map<HealthCheck, () => Promise<CheckReport>>();
  const run = (check: HealthCheck): Promise<CheckReport> => {
    const known = bounded.get(check) ?? boundedCheck(check, deadlineMs);
    bounded.set(check, known);
    return known();
  };
  return async () => {
    const reports = await Promise.all(checks.map(run));
    return { status: reports.every((report) => report.status === 'up') ? 'up' : 'down', checks: reports };
  };
};

const withoutDetail = (report: HealthReport): HealthReport => ({
  status: report.status,
  checks: report.checks.map(({ name, status }) => ({ name, status })),
});

/**
 * A Nest controller (Fastify) with `GET /health/live` (200 while the process answers), `GET /health/ready` (200, or 503
 * when any check is down; all checks at once, each with a deadline of 2 s; details only for those who may read the
 * metrics) and `GET /metrics` (Prometheus text; loopback only, or with the bearer token when one is given). `checks` is
 * read at each request, so a check may be pushed after the module was made.
 * @example @Module({ controllers: [healthController(checks, { metricsToken: config.METRICS_TOKEN })] })
 */
export const healthController = (checks: readonly HealthCheck[], options: HealthOptions = {}): Type<unknown> => {
  const report = reporter(checks, options.deadlineMs ?? 2_000);

  @Controller()
  class HealthController {
    @Get('health/live')
    live(@Res({ passthrough: true }) reply: HttpReply): { status: 'up' } {
      reply.header('cache-control', 'no-store');
      return { status: 'up' };
    }

    @Get('health/ready')
    async ready(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<HealthReport> {
      const result = await report();
      reply.code(result.status === 'up' ? 200 : 503).header('cache-control', 'no-store');
      return maySeeInside(request, options.metricsToken) ? result : withoutDetail(result);
    }

    @Get('metrics')
    async metrics(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<string> {
      reply.header('cache-control', 'no-store').header('content-type', 'text/plain; version=0.0.4; charset=utf-8');
      if (maySeeInside(request, options.metricsToken)) return metricsText();
      if (options.metricsToken) reply.code(401).header('www-authenticate', 'Bearer');
      else reply.code(403);
      return '';
    }
  }
  return HealthController;
};
