import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { incomeMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { proposalOf } from './income-money.decider.js';
import { incomeState } from './income.queries.js';
import type { IncomeCommand } from './income.types.js';

type Messages = typeof incomeMessages;
interface Asked {
  id: string;
  expectedRevision?: number;
}

@Controller()
export class IncomeController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(incomeMessages.propose)
  propose(input: InputOf<Messages['propose']>, context: MessageContext): Promise<CommandResult> {
    return this.take(input, context, (by) => ({ type: 'ProposeDistribution', ...proposalOf(input.distribution), ...by }));
  }

  @Request(incomeMessages.openNotice)
  openNotice(input: InputOf<Messages['openNotice']>, context: MessageContext): Promise<CommandResult> {
    const { distributionId, places, days } = input;
    return this.take(input, context, (by) => ({ type: 'OpenRewardNotice', distributionId, places, days, ...by }));
  }

  @Request(incomeMessages.object)
  object(input: InputOf<Messages['object']>, context: MessageContext): Promise<CommandResult> {
    const { distributionId, reasons } = input;
    const { role } = context.actor;
    return this.take(input, context, (by) => ({ type: 'RaiseRewardObjection', distributionId, role, reasons, ...by }));
  }

  @Request(incomeMessages.decideObjection)
  decideObjection(input: InputOf<Messages['decideObjection']>, context: MessageContext): Promise<CommandResult> {
    const { distributionId, objectionId, outcome, reasons } = input;
    const decision = { distributionId, objectionId, outcome, reasons };
    return this.take(input, context, (by) => ({ type: 'DecideRewardObjection', ...decision, ...by }));
  }

  @Request(incomeMessages.withdraw)
  withdraw(input: InputOf<Messages['withdraw']>, context: MessageContext): Promise<CommandResult> {
    const { distributionId, reasons } = input;
    return this.take(input, context, (by) => ({ type: 'WithdrawDistribution', distributionId, reasons, ...by }));
  }

  @Request(incomeMessages.execute)
  execute(input: InputOf<Messages['execute']>, context: MessageContext): Promise<CommandResult> {
    const { distributionId } = input;
    return this.take(input, context, (by) => ({ type: 'ExecuteDistribution', distributionId, ...by }));
  }

  @Request(incomeMessages.markPaid)
  markPaid(input: InputOf<Messages['markPaid']>, context: MessageContext): Promise<CommandResult> {
    const { distributionId, subjectId, paidOn, reference } = input;
    const paid = { distributionId, subjectId, paidOn, reference };
    return this.take(input, context, (by) => ({ type: 'MarkPayoutPaid', ...paid, ...by }));
  }

  @Request(incomeMessages.get)
  get(input: InputOf<Messages['get']>, context: MessageContext): Promise<OutputOf<Messages['get']>> {
    return incomeState(this.service.documents, input, context.actor);
  }

  private take(
    { id, expectedRevision }: Asked,
    context: MessageContext,
    commandOf: (by: { organisationId: string; now: string }) => IncomeCommand,
  ): Promise<CommandResult> {
    const { organisationId } = context.actor;
    const command = commandOf({ organisationId, now: this.service.clock() });
    return this.service.contracts(id, command, { ...context, expectedRevision });
  }
}
