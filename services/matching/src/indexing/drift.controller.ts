import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { matchingMessages, reject } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { checkDrift } from './drift.js';

type Drift = typeof matchingMessages.indexDrift;

@Controller()
export class DriftController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(matchingMessages.indexDrift)
  async drift(_: InputOf<Drift>, { actor }: MessageContext): Promise<OutputOf<Drift>> {
    if (actor.role !== 'operator' && actor.role !== 'system') throw reject('NOT_ALLOWED');
    return checkDrift(this.service);
  }
}
