import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { registrationMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { decideRegistration, fileRegistration } from './registration.commands.js';
import { listRegistrations, registrationDossier } from './registration.queries.js';

type Messages = typeof registrationMessages;

@Controller()
export class RegistrationController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(registrationMessages.file)
  file(input: InputOf<Messages['file']>, context: MessageContext): Promise<CommandResult> {
    return fileRegistration(this.service, input, { ...context, expectedRevision: input.expectedRevision });
  }

  @Request(registrationMessages.decide)
  decide(input: InputOf<Messages['decide']>, context: MessageContext): Promise<CommandResult> {
    return decideRegistration(this.service, input, { ...context, expectedRevision: input.expectedRevision });
  }

  @Request(registrationMessages.dossier)
  dossier(input: InputOf<Messages['dossier']>, context: MessageContext): Promise<OutputOf<Messages['dossier']>> {
    return registrationDossier(this.service, input, context.actor);
  }

  @Request(registrationMessages.list)
  list(input: InputOf<Messages['list']>, context: MessageContext): Promise<OutputOf<Messages['list']>> {
    return listRegistrations(this.service, input, context.actor);
  }
}
