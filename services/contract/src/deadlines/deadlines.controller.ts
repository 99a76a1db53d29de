import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { deadlineMessages } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { listDeadlines } from './deadlines.queries.js';

type Messages = typeof deadlineMessages;

@Controller()
export class DeadlinesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(deadlineMessages.list)
  list(input: InputOf<Messages['list']>, context: MessageContext): Promise<OutputOf<Messages['list']>> {
    return listDeadlines(this.service.documents, input, context.actor);
  }
}
