import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { matchingMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { indexStatus, preview } from '../projections/index.queries.js';
import { getMatch, listMatches } from '../projections/match.queries.js';
import { explainPair, listBlocked } from '../projections/pair.queries.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { declineMatch } from './match.commands.js';

type Messages = typeof matchingMessages;

@Controller()
export class MatchController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(matchingMessages.expressIntent)
  expressIntent(input: InputOf<Messages['expressIntent']>, context: MessageContext): Promise<CommandResult> {
    const { id, note, expectedRevision } = input;
    const { organisationId } = context.actor;
    return this.service.matches(
      id,
      { type: 'ExpressIntent', organisationId, note, now: this.service.clock() },
      { ...context, expectedRevision },
    );
  }

  @Request(matchingMessages.decline)
  decline(input: InputOf<Messages['decline']>, context: MessageContext): Promise<CommandResult> {
    return declineMatch(this.service, input, context);
  }

  @Request(matchingMessages.getMatch)
  get(input: InputOf<Messages['getMatch']>, context: MessageContext): Promise<OutputOf<Messages['getMatch']>> {
    return getMatch(this.service.documents, input, context.actor);
  }

  @Request(matchingMessages.listMatches)
  list(input: InputOf<Messages['listMatches']>, context: MessageContext): Promise<OutputOf<Messages['listMatches']>> {
    return listMatches(this.service.documents, input, context.actor);
  }

  @Request(matchingMessages.explainPair)
  explain(input: InputOf<Messages['explainPair']>, context: MessageContext): Promise<OutputOf<Messages['explainPair']>> {
    return explainPair(this.service, input, context.actor);
  }

  @Request(matchingMessages.listBlocked)
  blocked(input: InputOf<Messages['listBlocked']>, context: MessageContext): Promise<OutputOf<Messages['listBlocked']>> {
    return listBlocked(this.service, input, context.actor);
  }

  @Request(matchingMessages.preview)
  preview(input: InputOf<Messages['preview']>): Promise<OutputOf<Messages['preview']>> {
    return preview({ engine: this.service.engine, now: this.service.clock() }, input);
  }

  @Request(matchingMessages.indexStatus)
  indexStatus(): Promise<OutputOf<Messages['indexStatus']>> {
    return indexStatus(this.service.engine, this.service.documents);
  }
}
