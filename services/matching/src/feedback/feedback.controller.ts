import { Controller, Inject } from '@nestjs/common';
import { Event, Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { matchingEvents, matchingMessages } from '@lastmile/protocol';
import type { BodyOf, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { rerank } from './feedback.commands.js';
import { getFeedback } from './feedback.queries.js';

type Messages = typeof matchingMessages;

@Controller()
export class FeedbackController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Event(matchingEvents.matchDeclined, 'matching-feedback')
  rerank(fact: BodyOf<typeof matchingEvents.matchDeclined>, context: MessageContext): Promise<void> {
    const { idempotencyKey, correlationId, event } = context;
    return rerank(this.service, fact, { eventId: idempotencyKey, correlationId, at: event?.at ?? this.service.clock() });
  }

  @Request(matchingMessages.getFeedback)
  get(input: InputOf<Messages['getFeedback']>, context: MessageContext): Promise<OutputOf<Messages['getFeedback']>> {
    return getFeedback(this.service, input, context.actor);
  }
}
