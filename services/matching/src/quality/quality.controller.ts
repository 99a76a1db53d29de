import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { matchingMessages } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { demandEntry, listingEntry } from '../indexing/indexed-entry.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';

type Messages = typeof matchingMessages;

/** A draft is compared as if it were published now by whoever asks. */
@Controller()
export class QualityController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(matchingMessages.assessListing)
  assessListing(
    { id = '', content }: InputOf<Messages['assessListing']>,
    { actor }: MessageContext,
  ): Promise<OutputOf<Messages['assessListing']>> {
    const now = this.service.clock();
    const entry = listingEntry({ listingId: id, revision: 0, organisationId: actor.organisationId, content }, now);
    return this.service.engine.assess({ draft: { kind: 'LISTING', content }, entry, now });
  }

  @Request(matchingMessages.assessDemand)
  assessDemand(
    { id = '', content }: InputOf<Messages['assessDemand']>,
    { actor }: MessageContext,
  ): Promise<OutputOf<Messages['assessDemand']>> {
    const now = this.service.clock();
    const entry = demandEntry({ demandId: id, revision: 0, organisationId: actor.organisationId, content }, now);
    return this.service.engine.assess({ draft: { kind: 'DEMAND', content }, entry, now });
  }
}
