import { SubjectErasedError, subjectOf } from '@lastmile/eventsourcing/runtime';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { Actor, InputOf, OutputOf, subjectMessages } from '@lastmile/protocol';
import { readable } from '../attachments/attachments.queries.js';
import { demandVault } from '../attachments/vault.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import type { Service } from '../service.js';

type Messages = typeof subjectMessages;

/** What is sealed for one contract opens in that one only. */
export const scopeOf = (contractId: string): string => `contract-${contractId}`;

/** Seals before any command: what goes on from here is `{ subjectId, sealed }`. */
export const sealPerson = async (
  service: Service,
  { id, subjectId, name }: InputOf<Messages['seal']>,
  actor: Actor,
): Promise<OutputOf<Messages['seal']>> => {
  const { subjects } = demandVault(service);
  const { contract } = await readable(service, id, actor);
  const { organisationId } = actor;
  assertParty(contract, organisationId);
  const held = await subjects.find(subjectId);
  if (held.state === 'HELD' && held.organisationId !== organisationId) throw reject('NOT_FOUND');
  try {
    return { subjectId, sealed: await subjects.seal({ subjectId, scope: scopeOf(id), plaintext: name, organisationId }) };
  } catch (error) {
    throw error instanceof SubjectErasedError ? reject('SUBJECT_ERASED') : error;
  }
};

export const unsealPerson = async (
  service: Service,
  { id, sealed }: InputOf<Messages['unseal']>,
  actor: Actor,
): Promise<OutputOf<Messages['unseal']>> => {
  const { subjects } = demandVault(service);
  await readable(service, id, actor);
  const subjectId = subjectOf(sealed);
  if (subjectId === undefined) throw reject('NOT_FOUND');
  const name = await subjects.unseal(sealed, scopeOf(id)).catch(() => {
    throw reject('NOT_FOUND');
  });
  return { subjectId, ...(name !== undefined && { name }), isErased: name === undefined };
};

const isOwn = (actor: Actor, organisationId: string | undefined): boolean =>
  actor.role === 'operator' || actor.organisationId === organisationId;

/** First the key, then the word that it is gone: a repeat after a death in between says it. */
export const eraseSubject = async (
  service: Service,
  { id, reason }: InputOf<Messages['erase']>,
  context: CommandContext,
): Promise<OutputOf<Messages['erase']>> => {
  const { subjects } = demandVault(service);
  const { state, organisationId } = await subjects.find(id);
  if (state === 'NONE' || (state === 'HELD' && !isOwn(context.actor, organisationId))) throw reject('NOT_FOUND');
  if (state === 'ERASED' && !(await mayRepeat(service, id, context.actor))) throw reject('NOT_FOUND');
  await subjects.erase(id);
  const command = { type: 'EraseSubject', organisationId: context.actor.organisationId, reason, now: service.clock() } as const;
  return service.erasures(id, command, context);
};

const mayRepeat = async (service: Service, id: string, actor: Actor): Promise<boolean> => {
  const { state } = await service.erasures.load(id);
  return isOwn(actor, state.erased?.erasedBy);
};

/** What is held about a person, without the values themselves. */
export const getSubject = async (
  service: Service,
  { id }: InputOf<Messages['get']>,
  actor: Actor,
): Promise<OutputOf<Messages['get']>> => {
  const { state, organisationId } = await demandVault(service).subjects.find(id);
  const { erased } = (await service.erasures.load(id)).state;
  if (state === 'NONE' || !isOwn(actor, organisationId ?? erased?.erasedBy)) throw reject('NOT_FOUND');
  return { id, state, ...(erased && { erased: { by: erased.erasedBy, reason: erased.reason, at: erased.erasedAt } }) };
};
