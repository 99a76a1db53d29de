import type { RejectionCode } from '@lastmile/protocol';
import { gatewayRows } from './gateway-codes.js';
import type { GatewayCode } from './gateway-codes.js';
import type { ProblemRow } from './problem-row.js';
import { rejectionRows } from './rejection-rows.js';

export type ProblemCode = RejectionCode | GatewayCode;

/** Every code that the API can answer with, its status and its sentences. The only such table. */
export const problemTable: Readonly<Record<ProblemCode, ProblemRow>> = { ...rejectionRows, ...gatewayRows };

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemTable, code);
