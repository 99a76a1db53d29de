import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { CommandContext, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { CommandResult, InputOf, SigningPolicy, contractMessages } from '@lastmile/protocol';
import { isSignatureBy } from '@lastmile/receipt';
import { contractDecider } from '../contract/contract.decider.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { Contract, ContractCommand, Started } from '../contract/contract.types.js';
import { signingPayload } from '../contract/terms.js';
import { checks } from '../keyring/keyring.commands.js';
import { isKeyOver, policyByDefault } from '../keyring/keyring.decider.js';
import { keyringEventsCodec } from '../keyring/keyring.events.js';
import type { Keyring, SigningKey } from '../keyring/keyring.types.js';
import { claimForSigning } from '../rights/rights.commands.js';
import type { Service } from '../service.js';
import type { PartyPolicy, VerifiedSignature } from './signing.types.js';

type Sign = InputOf<typeof contractMessages.sign>;
interface Asked {
  context: CommandContext;
  now: string;
}

const keyAt = (key: SigningKey, now: string): VerifiedSignature['key'] => ({
  publicKey: key.publicKey,
  algorithm: key.algorithm,
  userId: key.userId,
  signatoryId: key.signatory?.id,
  isRevoked: key.revokedAt !== undefined,
  isOver: isKeyOver(key, now),
});

const verified = (input: Sign, known: { contract: Started; keyring: Keyring }, now: string): VerifiedSignature => {
  const { terms } = known.contract.negotiation;
  const key = known.keyring.keys.find(({ keyId }) => keyId === input.keyId);
  const text = terms ? signingPayload(input.id, terms.version, terms.hash) : '';
  return {
    keyId: input.keyId,
    signature: input.signature,
    termsHash: terms?.hash ?? '',
    key: key && keyAt(key, now),
    isValid: key !== undefined && isSignatureBy(key, { text, signature: input.signature }, checks),
  };
};

/** Where in the store's order the contract last became ready to be signed: its terms agreed, and checked where that is asked for. */
const readyAt = (history: readonly RecordedEvent[]): number => {
  let contract: Contract = contractDecider.initialState();
  let position = -1;
  for (const recorded of history) {
    const before = contract.status;
    contract = contractDecider.evolve(contract, contractEventsCodec.decode(recorded));
    const isReady = contract.status === 'AGREED' || contract.status === 'CHECKED';
    if (isReady && contract.status !== before) position = recorded.position;
  }
  return position;
};

const policyBefore = (keyring: readonly RecordedEvent[], position: number): SigningPolicy =>
  keyring.reduce((policy, recorded) => {
    const event = recorded.position < position ? keyringEventsCodec.decode(recorded) : undefined;
    return event?.type === 'SigningPolicySet' ? event.policy : policy;
  }, policyByDefault);

/** Each party's policy as it stood when the terms became ready: what somebody sets afterwards is for later contracts. */
const policiesWhenReady = async ({ store }: Service, id: string, { deal }: Started): Promise<PartyPolicy[]> => {
  const position = readyAt(await store.read(streamOf('contract', id)));
  return Promise.all(
    deal.parties.map(async ({ organisationId }) => {
      const keyring = await store.read(streamOf('keyring', organisationId));
      return { organisationId, policy: policyBefore(keyring, position) };
    }),
  );
};

/** Looks the key up in the signing organisation's own keyring, checks the signature, and finds the policies, before deciding. */
export const signContract = async (service: Service, input: Sign, { context, now }: Asked): Promise<CommandResult> => {
  const { organisationId } = context.actor;
  const { state: contract } = await service.contracts.load(input.id);
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  const { state: keyring } = await service.keyrings.load(organisationId);
  const signed = verified(input, { contract, keyring }, now);
  const policies = contract.signing.policies ?? (await policiesWhenReady(service, input.id, contract));
  const command: ContractCommand = { type: 'SignContract', organisationId, signed, policies, now };
  await claimForSigning(service, input.id, { contract, command });
  return service.contracts(input.id, command, context);
};
