import { streamOf } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { Actor, attachmentMessages, InputOf, OutputOf } from '@lastmile/protocol';
import { readable } from '../attachments/attachments.queries.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import { toTerms } from '../contract/terms.js';
import type { Service } from '../service.js';
import { diffTerms } from './diff-terms.js';

type Messages = typeof attachmentMessages;
type Version = OutputOf<Messages['termsVersion']>;

/** Every version that was proposed, oldest first, from the stream itself. */
const versionsOf = async (service: Service, id: string, actor: Actor): Promise<Version[]> => {
  await readable(service, id, actor);
  const events = await service.store.read(streamOf('contract', id));
  return events.flatMap((recorded) => {
    const event = contractEventsCodec.decode(recorded);
    if (event.type !== 'TermsProposed') return [];
    const { version, hash, proposedBy, proposedAt, terms } = event;
    return [{ id, version, hash, proposedBy, proposedAt, content: toTerms(terms) }];
  });
};

const pick = (versions: readonly Version[], wanted: number): Version => {
  const found = versions.find(({ version }) => version === wanted);
  if (!found) throw reject('TERMS_VERSION_UNKNOWN', { version: wanted });
  return found;
};

export const termsVersion = async (
  service: Service,
  { id, version }: InputOf<Messages['termsVersion']>,
  actor: Actor,
): Promise<Version> => pick(await versionsOf(service, id, actor), version);

export const termsDiff = async (
  service: Service,
  { id, from, to }: InputOf<Messages['termsDiff']>,
  actor: Actor,
): Promise<OutputOf<Messages['termsDiff']>> => {
  const versions = await versionsOf(service, id, actor);
  return { id, from, to, changes: diffTerms(pick(versions, from).content, pick(versions, to).content) };
};
