import { Controller, Inject } from '@nestjs/common';
import { Event } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { catalogEvents } from '@lastmile/protocol';
import type { BodyOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { demandEntry, listingEntry } from './indexed-entry.js';
import type { Cause } from '../match/proposing.commands.js';
import { forgetEntry, indexEntry } from './indexing.commands.js';

type Facts = typeof catalogEvents;

/** One durable for both kinds: a listing and a demand are never matched by two consumers that know half each. */
export const INDEX_DURABLE = 'matching-index';

@Controller()
export class IndexingController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Event([catalogEvents.listingPublished, catalogEvents.listingRevised], INDEX_DURABLE)
  indexListing(fact: BodyOf<Facts['listingPublished']>, context: MessageContext): Promise<void> {
    const cause = this.causeOf(context);
    return indexEntry(this.service, listingEntry(fact, cause.at), cause);
  }

  @Event([catalogEvents.demandPublished, catalogEvents.demandRevised], INDEX_DURABLE)
  indexDemand(fact: BodyOf<Facts['demandPublished']>, context: MessageContext): Promise<void> {
    const cause = this.causeOf(context);
    return indexEntry(this.service, demandEntry(fact, cause.at), cause);
  }

  @Event(catalogEvents.listingWithdrawn, INDEX_DURABLE)
  forgetListing({ listingId, revision, reason }: BodyOf<Facts['listingWithdrawn']>, context: MessageContext): Promise<void> {
    return forgetEntry(this.service, { kind: 'LISTING', id: listingId, revision, reason }, this.causeOf(context));
  }

  @Event(catalogEvents.demandWithdrawn, INDEX_DURABLE)
  forgetDemand({ demandId, revision, reason }: BodyOf<Facts['demandWithdrawn']>, context: MessageContext): Promise<void> {
    return forgetEntry(this.service, { kind: 'DEMAND', id: demandId, revision, reason }, this.causeOf(context));
  }

  private causeOf({ idempotencyKey, correlationId, event }: MessageContext): Cause {
    return { eventId: idempotencyKey, correlationId, at: event?.at ?? this.service.clock() };
  }
}
