import type { CommandResult, InputOf, contractMessages } from '@lastmile/protocol';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { demandKnownAttachments } from '../attachments/attachments.queries.js';
import type { Service } from '../service.js';
import { hashOfTerms, toStoredTerms } from './terms.js';

type ProposeTerms = InputOf<typeof contractMessages.proposeTerms>;

/** Hashes what is proposed in its canonical form, then decides. */
export const proposeTerms = async (
  service: Service,
  input: ProposeTerms,
  asked: { context: CommandContext; now: string },
): Promise<CommandResult> => {
  const terms = toStoredTerms(input.terms);
  await demandKnownAttachments(service, input.id, terms.attachments ?? []);
  const { organisationId } = asked.context.actor;
  return service.contracts(
    input.id,
    { type: 'ProposeTerms', organisationId, terms, hash: hashOfTerms(terms), now: asked.now },
    asked.context,
  );
};
