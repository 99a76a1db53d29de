import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { matchingMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { dropSavedSearch, saveSearch } from './saved-search.commands.js';
import { listSavedSearches } from './saved-search.queries.js';

type Messages = typeof matchingMessages;

@Controller()
export class SearchController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(matchingMessages.search)
  search(input: InputOf<Messages['search']>): Promise<OutputOf<Messages['search']>> {
    return this.service.engine.search(input, this.service.clock());
  }

  @Request(matchingMessages.suggest)
  suggest(input: InputOf<Messages['suggest']>): Promise<OutputOf<Messages['suggest']>> {
    return this.service.engine.suggest(input, this.service.clock());
  }

  @Request(matchingMessages.saveSearch)
  save(input: InputOf<Messages['saveSearch']>, context: MessageContext): Promise<CommandResult> {
    return saveSearch(this.service, input, context);
  }

  @Request(matchingMessages.dropSavedSearch)
  drop(input: InputOf<Messages['dropSavedSearch']>, context: MessageContext): Promise<CommandResult> {
    return dropSavedSearch(this.service, input, context);
  }

  @Request(matchingMessages.listSavedSearches)
  list(input: InputOf<Messages['listSavedSearches']>, context: MessageContext): Promise<OutputOf<Messages['listSavedSearches']>> {
    return listSavedSearches(this.service.documents, input, context.actor);
  }
}
