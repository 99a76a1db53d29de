import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { evidenceMessages } from '@lastmile/protocol';
import type { FileChunk, InputOf, OutputOf } from '@lastmile/protocol';
import { contractDocument } from '../document/document.queries.js';
import { getContract } from '../projections/contract.queries.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { sealEvidence } from './evidence.commands.js';
import { evidencePack } from './evidence.queries.js';
import { fileKeeper } from './file-keeper.js';

type Messages = typeof evidenceMessages;

@Controller()
export class EvidenceController {
  private readonly files = fileKeeper();

  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(evidenceMessages.seal)
  seal(input: InputOf<Messages['seal']>, context: MessageContext): Promise<OutputOf<Messages['seal']>> {
    const asked = { ...context, expectedRevision: input.expectedRevision };
    return sealEvidence(this.service, input, { context: asked, now: this.service.clock() });
  }

  @Request(evidenceMessages.pack)
  async pack(input: InputOf<Messages['pack']>, { actor }: MessageContext): Promise<FileChunk> {
    await getContract(this.service.documents, { id: input.id }, actor);
    return this.files.chunk(input, () => evidencePack(this.service, input));
  }

  @Request(evidenceMessages.document)
  async document(input: InputOf<Messages['document']>, { actor }: MessageContext): Promise<FileChunk> {
    await getContract(this.service.documents, { id: input.id }, actor);
    return this.files.chunk(input, () => contractDocument(this.service, input));
  }
}
