import { Controller, Inject } from '@nestjs/common';
import { deriveId } from '@lastmile/eventsourcing';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { Event, Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { contractMessages, matchingEvents, reject } from '@lastmile/protocol';
import type { BodyOf, CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { contractHistory } from '../projections/contract-history.queries.js';
import { getContract, listContracts } from '../projections/contract.queries.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { signContract } from '../signing/signing.commands.js';
import { proposeTerms } from './contract.commands.js';

type Messages = typeof contractMessages;

export const contractIdOf = (matchId: string): string => deriveId('contract', matchId);

const asked = (message: MessageContext, expectedRevision?: number): CommandContext => ({ ...message, expectedRevision });

@Controller()
export class ContractController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Event(matchingEvents.matchIntroduced, 'contract-drafts-on-introduction')
  draftOnIntroduction(fact: BodyOf<typeof matchingEvents.matchIntroduced>, context: MessageContext): Promise<void> {
    const { revision: _, ...introduced } = fact;
    return this.service.drafting(
      { type: 'MatchIntroduced', ...introduced, introducedAt: context.event?.at ?? this.service.clock() },
      context,
    );
  }

  /** The process drafts by itself; asking for it answers the contract that is there. */
  @Request(contractMessages.draft)
  async draft(input: InputOf<Messages['draft']>, context: MessageContext): Promise<CommandResult> {
    const id = contractIdOf(input.matchId);
    const { state, revision } = await this.service.contracts.load(id);
    const { organisationId } = context.actor;
    const isParty = state.status !== 'NONE' && state.deal.parties.some((party) => party.organisationId === organisationId);
    if (!isParty) throw reject('MATCH_NOT_INTRODUCED');
    return { id, revision };
  }

  @Request(contractMessages.proposeTerms)
  proposeTerms(input: InputOf<Messages['proposeTerms']>, context: MessageContext): Promise<CommandResult> {
    return proposeTerms(this.service, input, { context: asked(context, input.expectedRevision), now: this.service.clock() });
  }

  @Request(contractMessages.acceptTerms)
  acceptTerms(input: InputOf<Messages['acceptTerms']>, context: MessageContext): Promise<CommandResult> {
    const { id, version, hash, expectedRevision } = input;
    const { organisationId } = context.actor;
    return this.service.contracts(
      id,
      { type: 'AcceptTerms', organisationId, version, hash, now: this.service.clock() },
      asked(context, expectedRevision),
    );
  }

  @Request(contractMessages.sign)
  sign(input: InputOf<Messages['sign']>, context: MessageContext): Promise<CommandResult> {
    return signContract(this.service, input, { context: asked(context, input.expectedRevision), now: this.service.clock() });
  }

  @Request(contractMessages.get)
  get(input: InputOf<Messages['get']>, context: MessageContext): Promise<OutputOf<Messages['get']>> {
    return getContract(this.service.documents, input, context.actor);
  }

  @Request(contractMessages.list)
  list(input: InputOf<Messages['list']>, context: MessageContext): Promise<OutputOf<Messages['list']>> {
    return listContracts(this.service.documents, input, context.actor);
  }

  @Request(contractMessages.history)
  history(input: InputOf<Messages['history']>, context: MessageContext): Promise<OutputOf<Messages['history']>> {
    return contractHistory(this.service, input, context.actor);
  }
}
