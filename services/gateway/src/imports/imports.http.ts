import type { Readable } from 'node:stream';
import { Controller, Inject, Req } from '@nestjs/common';
import { byIdSchema, isAllowed } from '@lastmile/protocol';
import { currentTrace } from '@lastmile/telemetry';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { roleOf } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import type { Idempotency } from '../idempotency/idempotency.js';
import { fingerprintOf } from '../idempotency/idempotency-key.js';
import { languageOf } from '../problems/language.js';
import { problem } from '../problems/problem.js';
import { CLOCK, IDEMPOTENCY, IMPORTS } from '../tokens.js';
import type { Clock } from '../tokens.js';
import { importKindSchema, importViewSchema, viewOf } from './import-jobs.js';
import type { ImportJob } from './import-jobs.js';
import type { Imports } from './imports.js';
import type { ReceivedFile } from './spool.js';

const path = '/api/v1/imports';
const tag = 'imports';

const submit = route({
  method: 'POST',
  path,
  tag,
  summary: 'Import listings or demands: one JSON object a line, at most 50 MiB',
  description:
    'Each line has `id` and `title`, `abstract` or `content`, and the optional members of a listing or demand; other members are passed ' +
    'over. A record’s id follows from the organisation and the row’s `id`: importing a row again changes that record, or nothing.',
  kind: 'plain',
  status: 202,
  query: z.object({ kind: importKindSchema }),
  streamed: 'application/x-ndjson',
  answer: z.object({ id: z.string() }),
  codes: ['IDEMPOTENCY_KEY_REUSED', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
});
const get = route({
  method: 'GET',
  path: `${path}/:id`,
  tag,
  summary: 'How far an import is, and which rows were refused',
  kind: 'query',
  params: byIdSchema.pick({ id: true }),
  answer: importViewSchema,
  codes: ['NOT_FOUND'],
});

type Submission = Call<typeof submit>;

@Controller()
export class ImportsHttp {
  constructor(
    @Inject(IMPORTS) private readonly imports: Imports,
    @Inject(IDEMPOTENCY) private readonly idempotency: Idempotency,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Serve(submit)
  async submit(@Asked() call: Submission, @Req() request: FastifyRequest): Promise<{ id: string }> {
    if (!isAllowed(`POST /api/v1/${call.query.kind}s`, roleOf(call.caller))) throw problem('ROLE_NOT_ALLOWED');
    const received = await this.imports.spool.receive(call.body as Readable);
    try {
      const fingerprint = fingerprintOf({ method: request.method, url: request.url, body: received.sha256 });
      const claim = { organisationId: call.actor.organisationId, key: call.idempotencyKey, fingerprint };
      await this.idempotency.once(claim, () => this.start(call, received, request));
      return { id: call.newId };
    } finally {
      await this.imports.spool.discard(received);
    }
  }

  @Serve(get)
  async get(@Asked() { params: { id }, actor }: Call<typeof get>) {
    const job = await this.imports.find(id);
    if (job?.actor.organisationId !== actor.organisationId) throw problem('NOT_FOUND');
    return viewOf(job);
  }

  private async start(call: Submission, received: ReceivedFile, request: FastifyRequest): Promise<{ id: string }> {
    const id = call.newId;
    if (await this.imports.find(id)) return { id };
    await this.imports.spool.keep(received, id);
    const now = this.clock().toISOString();
    const counts = { rows: received.rows, accepted: 0, rejected: 0, errors: [], done: false, offset: 0, line: 0 };
    const language = languageOf(request.headers['accept-language']);
    const job: Omit<ImportJob, 'host'> = {
      ...{ id, revision: 0, kind: call.query.kind, actor: call.actor, language, createdAt: now, updatedAt: now },
      ...counts,
      ...currentTrace(),
    };
    await this.imports.submit(job);
    return { id };
  }
}
