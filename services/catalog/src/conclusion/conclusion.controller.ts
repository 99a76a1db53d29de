import { Controller, Inject } from '@nestjs/common';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import { Event } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { contractEvents } from '@lastmile/protocol';
import type { BodyOf } from '@lastmile/protocol';
import type { DemandCommand } from '../demand/demand.decider.js';
import type { ListingCommand } from '../listing/listing.decider.js';
import { DEMAND_COMMANDS, LISTING_COMMANDS } from '../tokens.js';

/** Repeats are harmless: the commands carry the event's id as their key, and close only what is open. */
@Controller()
export class ConclusionController {
  constructor(
    @Inject(LISTING_COMMANDS) private readonly listings: Handle<ListingCommand>,
    @Inject(DEMAND_COMMANDS) private readonly demands: Handle<DemandCommand>,
  ) {}

  @Event(contractEvents.contractConcluded, 'catalog-closes-on-conclusion')
  async close(fact: BodyOf<typeof contractEvents.contractConcluded>, context: MessageContext): Promise<void> {
    const { contractId, kind, licenceMode } = fact;
    await this.listings(fact.listingId, { type: 'ConcludeListing', contractId, kind, licenceMode }, context);
    await this.demands(fact.demandId, { type: 'ConcludeDemand', contractId }, context);
  }
}
