import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { subjectMessages } from '@lastmile/protocol';
import type { InputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { eraseSubject, getSubject, sealPerson, unsealPerson } from './subjects.commands.js';

type Messages = typeof subjectMessages;

@Controller()
export class SubjectsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(subjectMessages.seal)
  seal(input: InputOf<Messages['seal']>, { actor }: MessageContext) {
    return sealPerson(this.service, input, actor);
  }

  @Request(subjectMessages.unseal)
  unseal(input: InputOf<Messages['unseal']>, { actor }: MessageContext) {
    return unsealPerson(this.service, input, actor);
  }

  @Request(subjectMessages.erase)
  erase(input: InputOf<Messages['erase']>, context: MessageContext) {
    return eraseSubject(this.service, input, context);
  }

  @Request(subjectMessages.get)
  get(input: InputOf<Messages['get']>, { actor }: MessageContext) {
    return getSubject(this.service, input, actor);
  }
}
