import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { CommandResult, InputOf, performanceMessages } from '@lastmile/protocol';
import { isSignatureBy } from '@lastmile/receipt';
import { hashOfTerms, signingPayload, toStoredTerms } from '../contract/terms.js';
import { checks } from '../keyring/keyring.commands.js';
import { isKeyOver } from '../keyring/keyring.decider.js';
import type { Service } from '../service.js';
import type { VerifiedSignature } from '../signing/signing.types.js';

type Messages = typeof performanceMessages;
type Needs = Pick<Service, 'contracts' | 'keyrings' | 'clock'>;

/** Hashes what is proposed in its canonical form, then decides. */
export const proposeAmendment = (
  service: Needs,
  input: InputOf<Messages['proposeAmendment']>,
  context: CommandContext,
): Promise<CommandResult> => {
  const terms = toStoredTerms(input.terms);
  const { organisationId } = context.actor;
  const command = { type: 'ProposeAmendment', organisationId, terms, hash: hashOfTerms(terms), reasons: input.reasons } as const;
  return service.contracts(input.id, { ...command, now: service.clock() }, context);
};

/** The key as its organisation registered it, and whether it made this signature over the amended terms. */
const verified = async (
  service: Needs,
  input: InputOf<Messages['signAmendment']>,
  asked: { organisationId: string; now: string },
): Promise<VerifiedSignature> => {
  const { id, keyId, signature } = input;
  const { state: contract } = await service.contracts.load(id);
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  const { open } = contract.amendment;
  const { state: keyring } = await service.keyrings.load(asked.organisationId);
  const key = keyring.keys.find((one) => one.keyId === keyId);
  const text = open ? signingPayload(id, open.version, open.hash) : '';
  return {
    keyId,
    signature,
    termsHash: open?.hash ?? '',
    key: key && {
      publicKey: key.publicKey,
      algorithm: key.algorithm,
      userId: key.userId,
      signatoryId: key.signatory?.id,
      isRevoked: key.revokedAt !== undefined,
      isOver: isKeyOver(key, asked.now),
    },
    isValid: key !== undefined && isSignatureBy(key, { text, signature }, checks),
  };
};

export const signAmendment = async (
  service: Needs,
  input: InputOf<Messages['signAmendment']>,
  context: CommandContext,
): Promise<CommandResult> => {
  const { organisationId } = context.actor;
  const now = service.clock();
  const signed = await verified(service, input, { organisationId, now });
  return service.contracts(input.id, { type: 'SignAmendment', organisationId, signed, now }, context);
};
