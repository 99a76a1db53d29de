import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { contractMessages } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { isUsableKey, keyIdOf } from '../contract/terms.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';

type Messages = typeof contractMessages;

/** Public signing keys; each organisation registers and revokes its own. Private keys never come here. */
@Controller()
export class KeyringController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(contractMessages.registerKey)
  async register(
    { publicKey }: InputOf<Messages['registerKey']>,
    context: MessageContext,
  ): Promise<OutputOf<Messages['registerKey']>> {
    const keyId = keyIdOf(publicKey);
    const command = {
      type: 'RegisterKey',
      keyId,
      publicKey,
      isUsable: isUsableKey(publicKey),
      now: this.service.clock(),
    } as const;
    return { ...(await this.service.keyrings(context.actor.organisationId, command, context)), keyId };
  }

  @Request(contractMessages.revokeKey)
  revoke({ keyId }: InputOf<Messages['revokeKey']>, context: MessageContext): Promise<CommandResult> {
    return this.service.keyrings(context.actor.organisationId, { type: 'RevokeKey', keyId, now: this.service.clock() }, context);
  }

  /** Public keys are public: whoever checks a signature needs them. */
  @Request(contractMessages.listKeys)
  async list({ organisationId }: InputOf<Messages['listKeys']>): Promise<OutputOf<Messages['listKeys']>> {
    const { state } = await this.service.keyrings.load(organisationId);
    return { items: state.keys };
  }
}
