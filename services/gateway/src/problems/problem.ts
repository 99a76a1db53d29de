import type { GatewayCode } from './gateway-codes.js';

export interface Violation {
  path: string;
  message: string;
}

export interface ProblemExtras {
  violations?: Violation[];
  /** Seconds after which a repeat may succeed. */
  retryAfter?: number;
  /** Plain values for the sentence and the client. */
  details?: Record<string, unknown>;
  /** Response headers that belong to the refusal, as `allow`. */
  headers?: Record<string, string>;
}

/** A refusal of the gateway itself; refusals of the services are protocol's `Rejection`. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem';
  constructor(
    readonly code: GatewayCode | 'INVALID_MESSAGE' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'IDEMPOTENCY_KEY_REUSED',
    readonly extras: ProblemExtras = {},
  ) {
    super(code);
  }
}

export const problem = (code: GatewayProblem['code'], extras?: ProblemExtras): GatewayProblem => new GatewayProblem(code, extras);
