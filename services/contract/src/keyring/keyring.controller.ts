import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { keyringMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { registerKey, rotateKey } from './keyring.commands.js';
import { policyByDefault } from './keyring.decider.js';

type Messages = typeof keyringMessages;

/** Public signing keys and who signs; each organisation keeps its own. Private keys never come here. */
@Controller()
export class KeyringController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(keyringMessages.registerKey)
  register(input: InputOf<Messages['registerKey']>, context: MessageContext): Promise<OutputOf<Messages['registerKey']>> {
    return registerKey(this.service, input, context);
  }

  @Request(keyringMessages.rotateKey)
  rotate(input: InputOf<Messages['rotateKey']>, context: MessageContext): Promise<OutputOf<Messages['rotateKey']>> {
    return rotateKey(this.service, input, context);
  }

  @Request(keyringMessages.revokeKey)
  revoke({ keyId, reason }: InputOf<Messages['revokeKey']>, context: MessageContext): Promise<CommandResult> {
    const command = { type: 'RevokeKey', keyId, reason, now: this.service.clock() } as const;
    return this.service.keyrings(context.actor.organisationId, command, context);
  }

  /** Public keys are public: whoever checks a signature needs them. */
  @Request(keyringMessages.listKeys)
  async list({ organisationId }: InputOf<Messages['listKeys']>): Promise<OutputOf<Messages['listKeys']>> {
    const { state } = await this.service.keyrings.load(organisationId);
    return { items: state.keys };
  }

  @Request(keyringMessages.setSigningPolicy)
  setPolicy(policy: InputOf<Messages['setSigningPolicy']>, context: MessageContext): Promise<CommandResult> {
    const command = { type: 'SetSigningPolicy', policy, now: this.service.clock() } as const;
    return this.service.keyrings(context.actor.organisationId, command, context);
  }

  @Request(keyringMessages.getSigningPolicy)
  async policy({ organisationId }: InputOf<Messages['getSigningPolicy']>): Promise<OutputOf<Messages['getSigningPolicy']>> {
    const { state } = await this.service.keyrings.load(organisationId);
    return state.policy ?? { policy: policyByDefault };
  }
}
