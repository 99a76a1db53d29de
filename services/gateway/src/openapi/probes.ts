import { z } from 'zod';
import { route } from '../http/route.js';
import type { Route } from '../http/route.js';

const report = z.object({
  status: z.enum(['up', 'down']),
  checks: z.array(z.object({ name: z.string(), status: z.enum(['up', 'down']) })).optional(),
});
const probe = { method: 'GET', tag: 'probes', kind: 'plain' } as const;

/** Served by the health controller of every service; described here because they are addresses of the gateway, too. */
export const probes: Route[] = [
  route({ ...probe, path: '/health/live', summary: 'The process answers', answer: report }),
  route({ ...probe, path: '/health/ready', summary: 'The gateway can do its work; 503 with names when not', answer: report }),
  route({ ...probe, path: '/metrics', summary: 'Prometheus text; from this machine or with a token', answerType: 'text/plain' }),
];
