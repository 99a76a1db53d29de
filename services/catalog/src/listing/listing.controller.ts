import { Controller, Inject } from '@nestjs/common';
import type { Collection } from '@lastmile/documents';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { catalogMessages } from '@lastmile/protocol';
import type { InputOf } from '@lastmile/protocol';
import { getListing, listListings } from '../projections/listing-details.projection.js';
import type { ListingDocument } from '../projections/listing-details.projection.js';
import { CLOCK, LISTING_COMMANDS, LISTING_DOCUMENTS } from '../tokens.js';
import type { Clock } from '../tokens.js';
import type { ListingCommand } from './listing.decider.js';
import { toListingDescription, toListingPatch } from './listing.public.js';

type Input<Name extends keyof typeof catalogMessages> = InputOf<(typeof catalogMessages)[Name]>;

@Controller()
export class ListingController {
  constructor(
    @Inject(LISTING_COMMANDS) private readonly listings: Handle<ListingCommand>,
    @Inject(LISTING_DOCUMENTS) private readonly documents: Collection<ListingDocument>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Request(catalogMessages.draftListing)
  draft({ id, content }: Input<'draftListing'>, context: MessageContext) {
    const command = { type: 'DraftListing', content: toListingDescription(content), ...this.owned(context) } as const;
    return this.listings(id, command, context);
  }

  @Request(catalogMessages.importListing)
  import({ id, content }: Input<'importListing'>, context: MessageContext) {
    const command = { type: 'ImportListing', content: toListingDescription(content), ...this.owned(context) } as const;
    return this.listings(id, command, context);
  }

  @Request(catalogMessages.reviseListing)
  revise({ id, content, expectedRevision }: Input<'reviseListing'>, context: MessageContext) {
    const command = { type: 'ReviseListing', patch: toListingPatch(content), ...this.owned(context) } as const;
    return this.listings(id, command, { ...context, expectedRevision });
  }

  @Request(catalogMessages.publishListing)
  publish({ id, expectedRevision }: Input<'publishListing'>, context: MessageContext) {
    return this.listings(id, { type: 'PublishListing', ...this.owned(context) }, { ...context, expectedRevision });
  }

  @Request(catalogMessages.renewListing)
  renew({ id, validUntil, expectedRevision }: Input<'renewListing'>, context: MessageContext) {
    return this.listings(id, { type: 'RenewListing', validUntil, ...this.owned(context) }, { ...context, expectedRevision });
  }

  @Request(catalogMessages.withdrawListing)
  withdraw({ id, reason, expectedRevision }: Input<'withdrawListing'>, context: MessageContext) {
    return this.listings(id, { type: 'WithdrawListing', reason, ...this.owned(context) }, { ...context, expectedRevision });
  }

  @Request(catalogMessages.getListing)
  get(query: Input<'getListing'>, { actor }: MessageContext) {
    return getListing(this.documents, query, actor);
  }

  @Request(catalogMessages.listListings)
  list(query: Input<'listListings'>, { actor }: MessageContext) {
    return listListings(this.documents, query, actor);
  }

  private owned({ actor }: MessageContext) {
    return { organisationId: actor.organisationId, now: this.clock() };
  }
}
