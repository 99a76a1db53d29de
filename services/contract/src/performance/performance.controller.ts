import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { performanceMessages, toMinorUnits } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import type { PartCommand } from '../contract/contract.types.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { proposeAmendment, signAmendment } from './amendment.commands.js';
import { performanceState } from './performance.queries.js';

type Messages = typeof performanceMessages;
interface Asked {
  id: string;
  expectedRevision?: number;
}

@Controller()
export class PerformanceController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(performanceMessages.start)
  start(input: InputOf<Messages['start']>, context: MessageContext): Promise<CommandResult> {
    return this.take(input, context, (by) => ({ type: 'StartPerformance', ...by }));
  }

  @Request(performanceMessages.submitMilestone)
  submitMilestone(input: InputOf<Messages['submitMilestone']>, context: MessageContext): Promise<CommandResult> {
    const { milestoneId, deliverableHash } = input;
    return this.take(input, context, (by) => ({ type: 'SubmitMilestone', milestoneId, deliverableHash, ...by }));
  }

  @Request(performanceMessages.acceptMilestone)
  acceptMilestone(input: InputOf<Messages['acceptMilestone']>, context: MessageContext): Promise<CommandResult> {
    const { milestoneId } = input;
    return this.take(input, context, (by) => ({ type: 'AcceptMilestone', milestoneId, ...by }));
  }

  @Request(performanceMessages.rejectMilestone)
  rejectMilestone(input: InputOf<Messages['rejectMilestone']>, context: MessageContext): Promise<CommandResult> {
    const { milestoneId, reasons } = input;
    return this.take(input, context, (by) => ({ type: 'RejectMilestone', milestoneId, reasons, ...by }));
  }

  @Request(performanceMessages.recordPayment)
  recordPayment(input: InputOf<Messages['recordPayment']>, context: MessageContext): Promise<CommandResult> {
    const { amount, ...payment } = input.payment;
    const amountMinor = toMinorUnits(amount);
    return this.take(input, context, (by) => ({ type: 'RecordPayment', ...payment, amountMinor, ...by }));
  }

  @Request(performanceMessages.confirmPayment)
  confirmPayment(input: InputOf<Messages['confirmPayment']>, context: MessageContext): Promise<CommandResult> {
    const { paymentId } = input;
    return this.take(input, context, (by) => ({ type: 'ConfirmPayment', paymentId, ...by }));
  }

  @Request(performanceMessages.denyPayment)
  denyPayment(input: InputOf<Messages['denyPayment']>, context: MessageContext): Promise<CommandResult> {
    const { paymentId, reasons } = input;
    return this.take(input, context, (by) => ({ type: 'DenyPayment', paymentId, reasons, ...by }));
  }

  @Request(performanceMessages.stateRoyalty)
  stateRoyalty(input: InputOf<Messages['stateRoyalty']>, context: MessageContext): Promise<CommandResult> {
    const { number, base } = input;
    const baseMinor = toMinorUnits(base);
    return this.take(input, context, (by) => ({ type: 'StateRoyalty', number, baseMinor, ...by }));
  }

  @Request(performanceMessages.acceptResult)
  acceptResult(input: InputOf<Messages['acceptResult']>, context: MessageContext): Promise<CommandResult> {
    return this.take(input, context, (by) => ({ type: 'AcceptResult', ...by }));
  }

  @Request(performanceMessages.complete)
  complete(input: InputOf<Messages['complete']>, context: MessageContext): Promise<CommandResult> {
    return this.take(input, context, (by) => ({ type: 'Complete', ...by }));
  }

  @Request(performanceMessages.proposeAmendment)
  proposeAmendment(input: InputOf<Messages['proposeAmendment']>, context: MessageContext): Promise<CommandResult> {
    return proposeAmendment(this.service, input, { ...context, expectedRevision: input.expectedRevision });
  }

  @Request(performanceMessages.acceptAmendment)
  acceptAmendment(input: InputOf<Messages['acceptAmendment']>, context: MessageContext): Promise<CommandResult> {
    const { version, hash } = input;
    return this.take(input, context, (by) => ({ type: 'AcceptAmendment', version, hash, ...by }));
  }

  @Request(performanceMessages.declineAmendment)
  declineAmendment(input: InputOf<Messages['declineAmendment']>, context: MessageContext): Promise<CommandResult> {
    const { version, reasons } = input;
    return this.take(input, context, (by) => ({ type: 'DeclineAmendment', version, reasons, ...by }));
  }

  @Request(performanceMessages.signAmendment)
  signAmendment(input: InputOf<Messages['signAmendment']>, context: MessageContext): Promise<CommandResult> {
    return signAmendment(this.service, input, { ...context, expectedRevision: input.expectedRevision });
  }

  @Request(performanceMessages.terminate)
  terminate(input: InputOf<Messages['terminate']>, context: MessageContext): Promise<CommandResult> {
    const { way, ground, reasons } = input;
    return this.take(input, context, (by) => ({ type: 'Terminate', way, ground, reasons, ...by }));
  }

  @Request(performanceMessages.openDispute)
  openDispute(input: InputOf<Messages['openDispute']>, context: MessageContext): Promise<CommandResult> {
    const { grounds } = input;
    return this.take(input, context, (by) => ({ type: 'OpenDispute', grounds, ...by }));
  }

  @Request(performanceMessages.settleDispute)
  settleDispute(input: InputOf<Messages['settleDispute']>, context: MessageContext): Promise<CommandResult> {
    const { outcome, reasons, reference } = input;
    const { role } = context.actor;
    return this.take(input, context, (by) => ({ type: 'SettleDispute', role, outcome, reasons, reference, ...by }));
  }

  @Request(performanceMessages.get)
  get(input: InputOf<Messages['get']>, context: MessageContext): Promise<OutputOf<Messages['get']>> {
    return performanceState(this.service, input, context.actor);
  }

  private take(
    { id, expectedRevision }: Asked,
    context: MessageContext,
    commandOf: (by: { organisationId: string; now: string }) => PartCommand,
  ): Promise<CommandResult> {
    const { organisationId } = context.actor;
    const command = commandOf({ organisationId, now: this.service.clock() });
    return this.service.contracts(id, command, { ...context, expectedRevision });
  }
}
