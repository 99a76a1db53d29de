import type { CommandResult, InputOf, keyringMessages } from '@lastmile/protocol';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { customarySm2UserId, isSignatureBy, isUsableKey, keyIdOf, registrationPayload, rotationPayload } from '@lastmile/receipt';
import type { KeyClaim } from '@lastmile/receipt';
import { createNativeChecks } from '@lastmile/receipt/node';
import type { Service } from '../service.js';
import type { CheckedKey } from './keyring.types.js';

type Messages = typeof keyringMessages;
type Register = InputOf<Messages['registerKey']>;
type Rotate = InputOf<Messages['rotateKey']>;
type Answer = Promise<CommandResult & { keyId: string }>;

/** As strict as the portable checks and several times as fast. */
export const checks = createNativeChecks();

/** The user id is recorded even where it is the customary one: a verifier never has to assume it. */
const claimOf = ({ algorithm, userId, publicKey, signatory, validUntil }: Register, organisationId: string): KeyClaim => ({
  organisationId,
  algorithm,
  ...(algorithm === 'SM2' && { userId: userId ?? customarySm2UserId }),
  publicKey,
  signatory,
  ...(validUntil !== undefined && { validUntil }),
});

const checkedKey = (input: Register, organisationId: string): CheckedKey => {
  const claim = claimOf(input, organisationId);
  const { algorithm, userId, publicKey, validUntil } = claim;
  return {
    keyId: keyIdOf(claim),
    algorithm,
    ...(userId !== undefined && { userId }),
    publicKey,
    signatory: input.signatory,
    ...(validUntil !== undefined && { validUntil }),
    proof: input.proof,
    isUsable: isUsableKey(claim),
    isProven: isSignatureBy(claim, { text: registrationPayload(claim), signature: input.proof }, checks),
  };
};

/** Checks the key and its proof of possession, then decides. */
export const registerKey = async (service: Service, input: Register, context: CommandContext): Answer => {
  const { organisationId } = context.actor;
  const key = checkedKey(input, organisationId);
  const done = await service.keyrings(organisationId, { type: 'RegisterKey', key, now: service.clock() }, context);
  return { ...done, keyId: key.keyId };
};

/** Checks besides that the old key signed for the new one. */
export const rotateKey = async (service: Service, input: Rotate, context: CommandContext): Answer => {
  const { organisationId } = context.actor;
  const { keyId, rotationProof, retiredFrom } = input;
  const key = checkedKey(input, organisationId);
  const { state } = await service.keyrings.load(organisationId);
  const old = state.keys.find((known) => known.keyId === keyId);
  const text = rotationPayload(keyId, claimOf(input, organisationId));
  const isRotationProven = old !== undefined && isSignatureBy(old, { text, signature: rotationProof }, checks);
  const done = await service.keyrings(
    organisationId,
    { type: 'RotateKey', keyId, key, rotationProof, isRotationProven, retiredFrom, now: service.clock() },
    context,
  );
  return { ...done, keyId: key.keyId };
};
