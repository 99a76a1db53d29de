import { Controller, Inject, Res } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, ledgerMessages, receiptSchema, receiptSubjectSchema } from '@lastmile/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/ledger';
const ask = { method: 'GET', tag: 'ledger', kind: 'query' } as const;
const unavailable = 'LEDGER_UNAVAILABLE';

const checkpoint = route({
  ...ask,
  path: `${path}/checkpoint`,
  summary: 'The newest signed state of the log of contracts: size, root, and the note that was signed',
  answer: ledgerMessages.checkpoint.output,
  codes: [unavailable],
});
const note = route({
  ...ask,
  path: `${path}/checkpoint/note`,
  summary: 'The same as the signed note alone, in the form that C2SP describes',
  answerType: 'text/plain',
  codes: [unavailable],
});
const key = route({
  ...ask,
  path: `${path}/key`,
  summary: 'The public keys of the log; whoever verifies receipts fetches them once and keeps them',
  answer: ledgerMessages.key.output,
});
const entry = route({
  ...ask,
  path: `${path}/entries/:index`,
  summary: 'One leaf of the log: hashes and references, no text of any contract',
  params: z.object({ index: wholeNumber(0) }),
  answer: ledgerMessages.entry.output,
  codes: ['LEDGER_SIZE_UNKNOWN', unavailable],
});
const inclusion = route({
  ...ask,
  path: `${path}/proofs/inclusion`,
  summary: 'That a leaf stands in the log of a size (RFC 9162)',
  query: z.object({ index: wholeNumber(0), size: wholeNumber(1).optional().describe('the newest signed one when left out') }),
  answer: ledgerMessages.inclusion.output,
  codes: ['LEDGER_SIZE_UNKNOWN', unavailable],
});
const consistency = route({
  ...ask,
  path: `${path}/proofs/consistency`,
  summary: 'That the log of a size begins with the log of an earlier one (RFC 9162)',
  query: z.object({ from: wholeNumber(0), to: wholeNumber(0).optional().describe('the newest signed one when left out') }),
  answer: ledgerMessages.consistency.output,
  codes: ['LEDGER_SIZE_UNKNOWN', unavailable],
});
const verify = route({
  method: 'POST',
  path: `${path}/verify`,
  tag: 'ledger',
  summary: 'Whether a receipt holds under the keys of this log; the same can be done without asking anybody',
  kind: 'plain',
  body: receiptSchema,
  answer: ledgerMessages.verify.output,
});
const cosignatures = route({
  method: 'POST',
  path: `${path}/cosignatures`,
  tag: 'ledger',
  summary: 'From a witness that the log knows: its cosignature (C2SP) of a checkpoint, as the whole signed note',
  kind: 'plain',
  body: ledgerMessages.addCosignature.input,
  answer: ledgerMessages.addCosignature.output,
  codes: [unavailable],
});
const receipt = route({
  ...ask,
  path: '/api/v1/contracts/:id/receipt',
  tag: 'contracts',
  summary: 'The receipt of a concluded contract: leaf, proof, signed checkpoint, signatures and public keys',
  params: byIdSchema.pick({ id: true }),
  query: z.object({ of: receiptSubjectSchema.optional().describe('the newest step of this kind; the conclusion when left out') }),
  answer: ledgerMessages.receipt.output,
  codes: ['NOT_FOUND', 'CONTRACT_NOT_CONCLUDED', 'NOTHING_RECORDED', 'RECEIPT_PENDING', unavailable],
});

@Controller()
export class LedgerHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(checkpoint)
  checkpoint(@Asked() { context }: Call<typeof checkpoint>) {
    return this.bus.request(ledgerMessages.checkpoint, {}, context);
  }

  @Serve(note)
  async note(@Asked() { context }: Call<typeof note>, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const newest = await this.bus.request(ledgerMessages.checkpoint, {}, context);
    void reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache');
    return newest.note;
  }

  @Serve(key)
  key(@Asked() { context }: Call<typeof key>) {
    return this.bus.request(ledgerMessages.key, {}, context);
  }

  @Serve(entry)
  entry(@Asked() { params, context }: Call<typeof entry>) {
    return this.bus.request(ledgerMessages.entry, params, context);
  }

  @Serve(inclusion)
  inclusion(@Asked() { query, context }: Call<typeof inclusion>) {
    return this.bus.request(ledgerMessages.inclusion, query, context);
  }

  @Serve(consistency)
  consistency(@Asked() { query, context }: Call<typeof consistency>) {
    return this.bus.request(ledgerMessages.consistency, query, context);
  }

  @Serve(verify)
  verify(@Asked() { body, context }: Call<typeof verify>) {
    return this.bus.request(ledgerMessages.verify, { receipt: body }, context);
  }

  @Serve(cosignatures)
  addCosignature(@Asked() { body, context }: Call<typeof cosignatures>) {
    return this.bus.request(ledgerMessages.addCosignature, body, context);
  }

  @Serve(receipt)
  receipt(@Asked() { params, query, context }: Call<typeof receipt>) {
    return this.bus.request(ledgerMessages.receipt, { ...params, ...query }, context);
  }
}
