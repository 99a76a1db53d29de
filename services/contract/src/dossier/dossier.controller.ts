import { Controller, Inject } from '@nestjs/common';
import { deriveId } from '@lastmile/eventsourcing';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { dossierMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { abandon, checklistOf, passChecks } from './dossier.commands.js';
import type { DossierCommand } from './dossier.types.js';

type Messages = typeof dossierMessages;

/** Dates of commands are those of the platform's calendar. */
type Undated<Command> = Command extends unknown ? Omit<Command, 'now' | 'organisationId'> : never;

@Controller()
export class DossierController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(dossierMessages.declare)
  declare({ id, expectedRevision, declaration }: InputOf<Messages['declare']>, context: MessageContext): Promise<CommandResult> {
    return this.record(id, { type: 'Declare', declaration, role: context.actor.role }, { ...context, expectedRevision });
  }

  @Request(dossierMessages.recordConsent)
  recordConsent({ id, expectedRevision, ...given }: InputOf<Messages['recordConsent']>, context: MessageContext) {
    return this.record(id, { type: 'RecordConsent', ...given }, { ...context, expectedRevision });
  }

  @Request(dossierMessages.offerFirstRefusal)
  offer({ id, expectedRevision, holderId }: InputOf<Messages['offerFirstRefusal']>, context: MessageContext) {
    return this.record(id, { type: 'OfferFirstRefusal', holderId }, { ...context, expectedRevision });
  }

  @Request(dossierMessages.answerFirstRefusal)
  answer({ id, expectedRevision, ...given }: InputOf<Messages['answerFirstRefusal']>, context: MessageContext) {
    return this.record(id, { type: 'AnswerFirstRefusal', ...given }, { ...context, expectedRevision });
  }

  @Request(dossierMessages.recordEvidence)
  recordEvidence({ id, expectedRevision, ...given }: InputOf<Messages['recordEvidence']>, context: MessageContext) {
    const evidenceId = deriveId('evidence', id, context.idempotencyKey);
    return this.record(id, { type: 'RecordEvidence', evidenceId, ...given }, { ...context, expectedRevision });
  }

  @Request(dossierMessages.checks)
  checks(input: InputOf<Messages['checks']>, context: MessageContext): Promise<OutputOf<Messages['checks']>> {
    return checklistOf(this.service, input, context.actor);
  }

  @Request(dossierMessages.passChecks)
  passChecks({ id, expectedRevision }: InputOf<Messages['passChecks']>, context: MessageContext): Promise<CommandResult> {
    return passChecks(this.service, id, { ...context, expectedRevision });
  }

  @Request(dossierMessages.abandon)
  abandon(input: InputOf<Messages['abandon']>, context: MessageContext): Promise<CommandResult> {
    return abandon(this.service, input, { ...context, expectedRevision: input.expectedRevision });
  }

  private record(
    id: string,
    command: Undated<DossierCommand>,
    context: MessageContext & { expectedRevision?: number },
  ): Promise<CommandResult> {
    const { organisationId } = context.actor;
    const dated = { ...command, organisationId, now: this.service.clock() };
    return this.service.contracts(id, dated, context);
  }
}
