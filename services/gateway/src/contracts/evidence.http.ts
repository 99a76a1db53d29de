import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import type { Documents } from '@lastmile/documents';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, contractMessages, evidenceMessages } from '@lastmile/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { Call } from '../http/call.js';
import { wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { organisationsCollection } from '../organisations/organisations.js';
import { BUS, CONFIG, DOCUMENTS } from '../tokens.js';
import { gathered } from './file-chunks.js';
import type { GatheredFile } from './file-chunks.js';

const path = '/api/v1/contracts/:id';
const tag = 'contracts';
const params = byIdSchema.pick({ id: true });
const pending = ['NOT_FOUND', 'RECEIPT_PENDING', 'LEDGER_UNAVAILABLE', 'EVIDENCE_CHANGED'] as const;

const pack = route({
  method: 'GET',
  path: `${path}/evidence`,
  tag,
  summary: 'The evidence pack of a contract as a ZIP: everything up to the newest seal, or to a revision',
  description:
    'History, terms, signatures, notices, declarations, checks, the four elements of due diligence, rules, receipts; `manifest.json` lists them. ' +
    '`lastmile-receipt verify pack.zip` verifies it without a network.',
  kind: 'query',
  params,
  query: z.object({
    upTo: wholeNumber(0)
      .optional()
      .describe('the last revision of the record; the newest seal’s, or the present one, when left out'),
    with: z.literal('attachments').optional().describe('puts the attachments themselves in as well'),
  }),
  answerType: 'application/zip',
  codes: [...pending, 'EVIDENCE_REVISION_UNKNOWN', 'EVIDENCE_SEAL_BROKEN'],
});
const seal = route({
  method: 'POST',
  path: `${path}/evidence/seal`,
  tag,
  summary: 'Seal the evidence: the hash of everything up to now goes into the history and into the log',
  kind: 'command',
  params,
  ifMatch: true,
  answer: evidenceMessages.seal.output,
  codes: ['NOT_FOUND', 'NOT_A_PARTY', 'REVISION_CONFLICT'],
});
const document = route({
  method: 'GET',
  path: `${path}/document.pdf`,
  tag,
  summary: 'The contract as a PDF; a draft says that it is one',
  kind: 'query',
  params,
  answerType: 'application/pdf',
  codes: [...pending],
});

const file = (reply: FastifyReply, made: GatheredFile, { name, type }: { name: string; type: string }): StreamableFile => {
  void reply.header('cache-control', 'private, no-cache').header('etag', `"${made.sha256}"`);
  const disposition = `${type === 'application/pdf' ? 'inline' : 'attachment'}; filename="${name}"`;
  return new StreamableFile(made.bytes, { type, disposition, length: made.bytes.length });
};

/** Ids are printable; a file's name holds the tame ones of their characters. */
const named = (id: string): string => id.replace(/[^\w-]/g, '_').slice(0, 80);

@Controller()
export class EvidenceHttp {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DOCUMENTS) private readonly documents: Documents,
  ) {}

  @Serve(pack)
  async pack(@Asked() { params: { id }, query, context }: Call<typeof pack>, @Res({ passthrough: true }) reply: FastifyReply) {
    const withAttachments = query.with === 'attachments';
    const made = await gathered((stretch) =>
      this.bus.request(evidenceMessages.pack, { id, upTo: query.upTo, withAttachments, ...stretch }, context),
    );
    return file(reply, made, { name: `contract-${named(id)}-evidence.zip`, type: 'application/zip' });
  }

  @Serve(seal)
  seal(@Asked() { params: { id }, expectedRevision, context }: Call<typeof seal>) {
    return this.bus.request(evidenceMessages.seal, { id, expectedRevision }, context);
  }

  @Serve(document)
  async document(@Asked() { params: { id }, context }: Call<typeof document>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { parties } = await this.bus.request(contractMessages.get, { id }, context);
    const shown = { id, publicUrl: this.config.PUBLIC_URL, names: await this.namesOf(parties) };
    const made = await gathered((stretch) => this.bus.request(evidenceMessages.document, { ...shown, ...stretch }, context));
    return file(reply, made, { name: `contract-${named(id)}.pdf`, type: 'application/pdf' });
  }

  /** What the parties are called in Chinese, as the document is. */
  private async namesOf(parties: readonly { organisationId: string }[]): Promise<Record<string, string>> {
    const organisations = this.documents.collection(organisationsCollection);
    const found = await Promise.all(parties.map(({ organisationId }) => organisations.get(organisationId)));
    return Object.fromEntries(found.flatMap((one) => (one ? [[one.id, one.name.zh]] : [])));
  }
}
