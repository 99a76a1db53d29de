import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { attachmentMessages } from '@lastmile/protocol';
import type { FileChunk, InputOf } from '@lastmile/protocol';
import { fileKeeper } from '../evidence/file-keeper.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { termsDiff, termsVersion } from '../versions/terms-versions.queries.js';
import { addAttachment, discardUpload, stageChunk } from './attachments.commands.js';
import { listAttachments, readable, readAttachment } from './attachments.queries.js';

type Messages = typeof attachmentMessages;

@Controller()
export class AttachmentsController {
  private readonly files = fileKeeper();

  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(attachmentMessages.uploadChunk)
  stage(input: InputOf<Messages['uploadChunk']>, { actor }: MessageContext) {
    return stageChunk(this.service, input, actor);
  }

  @Request(attachmentMessages.addAttachment)
  add(input: InputOf<Messages['addAttachment']>, context: MessageContext) {
    return addAttachment(this.service, input, context);
  }

  @Request(attachmentMessages.discardUpload)
  discard(input: InputOf<Messages['discardUpload']>, { actor }: MessageContext) {
    return discardUpload(this.service, input, actor);
  }

  @Request(attachmentMessages.listAttachments)
  list(input: InputOf<Messages['listAttachments']>, { actor }: MessageContext) {
    return listAttachments(this.service, input, actor);
  }

  @Request(attachmentMessages.getAttachment)
  async get({ id, of, offset, sha256 }: InputOf<Messages['getAttachment']>, { actor }: MessageContext): Promise<FileChunk> {
    await readable(this.service, id, actor);
    return this.files.chunk({ id: `${id} ${of}`, offset, sha256 }, () => readAttachment(this.service, id, of));
  }

  @Request(attachmentMessages.termsVersion)
  termsVersion(input: InputOf<Messages['termsVersion']>, { actor }: MessageContext) {
    return termsVersion(this.service, input, actor);
  }

  @Request(attachmentMessages.termsDiff)
  termsDiff(input: InputOf<Messages['termsDiff']>, { actor }: MessageContext) {
    return termsDiff(this.service, input, actor);
  }
}
