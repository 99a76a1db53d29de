import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import { rulesMessages } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { checkDeal } from '../checks/deal-check.queries.js';
import { previewDistribution } from '../income/distribution.queries.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { chinaDayOf } from './days.decider.js';
import { rulesInForce } from './rules.queries.js';

type Messages = typeof rulesMessages;

/** What the rules say, of today in China unless a day is named. Nothing is stored: the same question has the same answer. */
@Controller()
export class RulesController {
  constructor(@Inject(SERVICE) private readonly service: Pick<Service, 'clock'>) {}

  @Request(rulesMessages.rules)
  rules(input: InputOf<Messages['rules']>): OutputOf<Messages['rules']> {
    return rulesInForce(input, this.today());
  }

  @Request(rulesMessages.previewDistribution)
  previewDistribution(input: InputOf<Messages['previewDistribution']>): OutputOf<Messages['previewDistribution']> {
    return previewDistribution(input, this.today());
  }

  @Request(rulesMessages.checkDeal)
  checkDeal(input: InputOf<Messages['checkDeal']>): OutputOf<Messages['checkDeal']> {
    return checkDeal(input, this.today());
  }

  private today(): string {
    return chinaDayOf(this.service.clock());
  }
}
