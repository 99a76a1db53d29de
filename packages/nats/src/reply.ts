import { isRejection } from '@lastmile/protocol';
import type { MsgHdrs } from '@nats-io/nats-core';
import { z } from 'zod';
import { decodeBody, encodeBody, fromHeaders, headerNames, toHeaders } from './wire.js';

/** How a service answers: `ok` with the output, `rejected` with code and details, `failed` without detail. */
export type Reply =
  | { status: 'ok'; body: unknown }
  | { status: 'rejected'; code: string; details: Record<string, unknown> }
  | { status: 'failed'; code: FailureCode; traceId?: string };
export type FailureCode = 'FAILED' | 'OVERLOADED' | 'ANSWER_TOO_LARGE';

const rejectedSchema = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).default({}) });
const failedSchema = z.object({
  code: z.enum(['FAILED', 'OVERLOADED', 'ANSWER_TOO_LARGE']).catch('FAILED'),
  traceId: z.string().optional(),
});

export interface EncodedReply {
  headers: MsgHdrs;
  data: Uint8Array;
}

export const encodeReply = (reply: Reply): EncodedReply => {
  const { status, ...rest } = reply;
  return {
    headers: toHeaders({ [headerNames.status]: status }),
    data: encodeBody(reply.status === 'ok' ? reply.body : rest),
  };
};

/** An answer that is not understood counts as a failure. */
export const decodeReply = (msg: { headers?: MsgHdrs; data: Uint8Array }): Reply => {
  try {
    const body = decodeBody(msg.data);
    const status = fromHeaders(msg.headers)[headerNames.status];
    if (status === 'ok') return { status, body };
    if (status === 'rejected') return { status, ...rejectedSchema.parse(body) };
    return { status: 'failed', ...failedSchema.parse(body) };
  } catch {
    return { status: 'failed', code: 'FAILED' };
  }
};

/** What a thrown error tells the caller: a Rejection its code and details, all else the trace id only. */
export const replyOfError = (error: unknown, traceId?: string): Reply =>
  isRejection(error)
    ? { status: 'rejected', code: error.code, details: error.details }
    : { status: 'failed', code: 'FAILED', traceId };
