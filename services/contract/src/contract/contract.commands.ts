import { reject } from '@lastmile/protocol';
import type { CommandResult, InputOf, contractMessages } from '@lastmile/protocol';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import type { Keyring } from '../keyring/keyring.decider.js';
import type { Service } from '../service.js';
import type { VerifiedSignature } from '../signing/signing.types.js';
import type { Contract } from './contract.types.js';
import { hashOfTerms, isSignatureOf, signingPayload, toStoredTerms } from './terms.js';

type Sign = InputOf<typeof contractMessages.sign>;
type ProposeTerms = InputOf<typeof contractMessages.proposeTerms>;

/** Hashes what is proposed in its canonical form, then decides. */
export const proposeTerms = (
  service: Service,
  input: ProposeTerms,
  asked: { context: CommandContext; now: string },
): Promise<CommandResult> => {
  const terms = toStoredTerms(input.terms);
  const { organisationId } = asked.context.actor;
  return service.contracts(
    input.id,
    { type: 'ProposeTerms', organisationId, terms, hash: hashOfTerms(terms), now: asked.now },
    asked.context,
  );
};

const verified = (contractId: string, input: Sign, known: { contract: Contract; keyring: Keyring }): VerifiedSignature => {
  const terms = known.contract.status === 'NONE' ? undefined : known.contract.negotiation.terms;
  const key = known.keyring.keys.find(({ keyId }) => keyId === input.keyId);
  const payload = terms ? signingPayload(contractId, terms.version, terms.hash) : '';
  return {
    keyId: input.keyId,
    signature: input.signature,
    termsHash: terms?.hash ?? '',
    key: key && { publicKey: key.publicKey, isRevoked: key.revokedAt !== undefined },
    isValid: key !== undefined && isSignatureOf(payload, input.signature, key.publicKey),
  };
};

/** Looks the key up in the signing organisation's own keyring and checks the signature before deciding. */
export const signContract = async (
  service: Service,
  input: Sign,
  asked: { context: CommandContext; now: string },
): Promise<CommandResult> => {
  const { organisationId } = asked.context.actor;
  const { state: contract } = await service.contracts.load(input.id);
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  const { state: keyring } = await service.keyrings.load(organisationId);
  const signed = verified(input.id, input, { contract, keyring });
  return service.contracts(input.id, { type: 'SignContract', organisationId, signed, now: asked.now }, asked.context);
};
