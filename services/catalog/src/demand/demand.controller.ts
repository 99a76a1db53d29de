import { Controller, Inject } from '@nestjs/common';
import type { Collection } from '@lastmile/documents';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { catalogMessages } from '@lastmile/protocol';
import type { InputOf } from '@lastmile/protocol';
import { getDemand, listDemands } from '../projections/demand-details.projection.js';
import type { DemandDocument } from '../projections/demand-details.projection.js';
import { CLOCK, DEMAND_COMMANDS, DEMAND_DOCUMENTS } from '../tokens.js';
import type { Clock } from '../tokens.js';
import type { DemandCommand } from './demand.decider.js';
import { toDemandDescription, toDemandPatch } from './demand.public.js';

type Input<Name extends keyof typeof catalogMessages> = InputOf<(typeof catalogMessages)[Name]>;

@Controller()
export class DemandController {
  constructor(
    @Inject(DEMAND_COMMANDS) private readonly demands: Handle<DemandCommand>,
    @Inject(DEMAND_DOCUMENTS) private readonly documents: Collection<DemandDocument>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Request(catalogMessages.draftDemand)
  draft({ id, content }: Input<'draftDemand'>, context: MessageContext) {
    const command = { type: 'DraftDemand', content: toDemandDescription(content), ...this.owned(context) } as const;
    return this.demands(id, command, context);
  }

  @Request(catalogMessages.importDemand)
  import({ id, content }: Input<'importDemand'>, context: MessageContext) {
    const command = { type: 'ImportDemand', content: toDemandDescription(content), ...this.owned(context) } as const;
    return this.demands(id, command, context);
  }

  @Request(catalogMessages.reviseDemand)
  revise({ id, content, expectedRevision }: Input<'reviseDemand'>, context: MessageContext) {
    const command = { type: 'ReviseDemand', patch: toDemandPatch(content), ...this.owned(context) } as const;
    return this.demands(id, command, { ...context, expectedRevision });
  }

  @Request(catalogMessages.publishDemand)
  publish({ id, expectedRevision }: Input<'publishDemand'>, context: MessageContext) {
    return this.demands(id, { type: 'PublishDemand', ...this.owned(context) }, { ...context, expectedRevision });
  }

  @Request(catalogMessages.renewDemand)
  renew({ id, validUntil, expectedRevision }: Input<'renewDemand'>, context: MessageContext) {
    return this.demands(id, { type: 'RenewDemand', validUntil, ...this.owned(context) }, { ...context, expectedRevision });
  }

  @Request(catalogMessages.withdrawDemand)
  withdraw({ id, reason, expectedRevision }: Input<'withdrawDemand'>, context: MessageContext) {
    return this.demands(id, { type: 'WithdrawDemand', reason, ...this.owned(context) }, { ...context, expectedRevision });
  }

  @Request(catalogMessages.getDemand)
  get(query: Input<'getDemand'>, { actor }: MessageContext) {
    return getDemand(this.documents, query, actor);
  }

  @Request(catalogMessages.listDemands)
  list(query: Input<'listDemands'>, { actor }: MessageContext) {
    return listDemands(this.documents, query, actor);
  }

  private owned({ actor }: MessageContext) {
    return { organisationId: actor.organisationId, now: this.clock() };
  }
}
