import { hash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { attachmentMessages, attachmentNameSchema, byIdSchema, idSchema, reject, sha256Schema } from '@lastmile/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';
import { gathered } from './file-chunks.js';
import { sendOn } from './upload.js';

const path = '/api/v1/contracts/:id';
const tag = 'contracts';
const params = byIdSchema.pick({ id: true });

const add = route({
  method: 'POST',
  path: `${path}/attachments`,
  tag,
  summary: 'Attach a file: its bytes as the body, at most 20 MiB',
  description:
    'PDF, DOCX, XLSX, PNG, JPEG, TXT, OFD or ZIP; name, media type and content have to agree. Kept encrypted; the history holds hash, size ' +
    'and type alone. The same file again changes nothing.',
  kind: 'plain',
  status: 201,
  params,
  query: z.object({ name: attachmentNameSchema, mediaType: z.string().max(100) }),
  streamed: 'application/octet-stream',
  answer: attachmentMessages.addAttachment.output,
  codes: [
    'NOT_FOUND',
    'NOT_A_PARTY',
    'ATTACHMENT_TYPE_NOT_ALLOWED',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_INCOMPLETE',
    'TOO_MANY_ATTACHMENTS',
    'VAULT_UNAVAILABLE',
    'UNSUPPORTED_MEDIA_TYPE',
  ],
});
const list = route({
  method: 'GET',
  path: `${path}/attachments`,
  tag,
  summary: 'The attachments of a contract: names, hashes, sizes',
  kind: 'query',
  params,
  answer: attachmentMessages.listAttachments.output,
  codes: ['NOT_FOUND', 'VAULT_UNAVAILABLE'],
});
const get = route({
  method: 'GET',
  path: `${path}/attachments/:sha256`,
  tag,
  summary: 'One attachment, verified against its SHA-256',
  kind: 'query',
  params: z.object({ id: idSchema, sha256: sha256Schema }),
  answerType: 'application/octet-stream',
  codes: ['NOT_FOUND', 'ATTACHMENT_NOT_FOUND', 'ATTACHMENT_UNREADABLE', 'VAULT_UNAVAILABLE', 'EVIDENCE_CHANGED'],
});
const version = route({
  method: 'GET',
  path: `${path}/terms/:version`,
  tag,
  summary: 'A version of the terms as it was proposed',
  kind: 'query',
  params: z.object({ id: idSchema, version: wholeNumber(1) }),
  answer: attachmentMessages.termsVersion.output,
  codes: ['NOT_FOUND', 'TERMS_VERSION_UNKNOWN'],
});
const diff = route({
  method: 'GET',
  path: `${path}/terms/diff`,
  tag,
  summary: 'What one version of the terms changes against another, field by field',
  kind: 'query',
  params,
  query: z.object({ from: wholeNumber(1), to: wholeNumber(1) }),
  answer: attachmentMessages.termsDiff.output,
  codes: ['NOT_FOUND', 'TERMS_VERSION_UNKNOWN'],
});

/** For programs that read plain names only, and the whole name as RFC 5987 writes it. */
const dispositionOf = (name: string): string => {
  const plain = name.replace(/[^\w.-]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};

@Controller()
export class AttachmentsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(add)
  async add(@Asked() { params: { id }, query, body, context }: Call<typeof add>) {
    // of this request alone: what another one with the same key sends does not mix with it
    const upload = hash('sha256', randomUUID(), 'hex');
    try {
      const sent = await sendOn(this.bus, body as Readable, { id, upload, context });
      if (sent.size === 0) throw reject('ATTACHMENT_INCOMPLETE');
      return await this.bus.request(attachmentMessages.addAttachment, { id, upload, ...sent, ...query }, context);
    } catch (error) {
      await this.bus.request(attachmentMessages.discardUpload, { id, upload }, context).catch(() => undefined);
      throw error;
    }
  }

  @Serve(list)
  list(@Asked() { params, context }: Call<typeof list>) {
    return this.bus.request(attachmentMessages.listAttachments, params, context);
  }

  @Serve(get)
  async get(@Asked() { params: { id, sha256: of }, context }: Call<typeof get>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { items } = await this.bus.request(attachmentMessages.listAttachments, { id }, context);
    const found = items.find(({ sha256 }) => sha256 === of);
    if (!found) throw reject('ATTACHMENT_NOT_FOUND');
    const { bytes } = await gathered((stretch) =>
      this.bus.request(attachmentMessages.getAttachment, { id, of, ...stretch }, context),
    );
    if (hash('sha256', bytes, 'hex') !== of) throw reject('ATTACHMENT_UNREADABLE');
    void reply.header('cache-control', 'private, no-cache').header('etag', `"${of}"`);
    return new StreamableFile(bytes, { type: found.mediaType, disposition: dispositionOf(found.name), length: bytes.length });
  }

  @Serve(diff)
  diff(@Asked() { params, query, context }: Call<typeof diff>) {
    return this.bus.request(attachmentMessages.termsDiff, { ...params, ...query }, context);
  }

  @Serve(version)
  version(@Asked() { params, context }: Call<typeof version>) {
    return this.bus.request(attachmentMessages.termsVersion, params, context);
  }
}
