import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { matchingMessages } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { rankingOutcomes } from './outcomes.queries.js';

type Messages = typeof matchingMessages;

@Controller()
export class OutcomesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(matchingMessages.rankingOutcomes)
  outcomes(
    _input: InputOf<Messages['rankingOutcomes']>,
    context: MessageContext,
  ): Promise<OutputOf<Messages['rankingOutcomes']>> {
    return rankingOutcomes(this.service.documents, context.actor);
  }
}
