import type { Actor, Role } from '@lastmile/protocol';
import { problem } from '../problems/problem.js';

/** Who sends a request. */
export type Caller =
  | { kind: 'anonymous' }
  | { kind: 'key'; actor: Actor & { role: Role } }
  | { kind: 'session'; actor: Actor & { role: Role }; sessionId: string; expiresAt: string };

export type KnownCaller = Exclude<Caller, { kind: 'anonymous' }>;

export const roleOf = (caller: Caller): Role | 'anonymous' => (caller.kind === 'anonymous' ? 'anonymous' : caller.actor.role);

/** How the public appears to the services: an organisation that owns nothing, with the role that may least. */
export const anonymousActor: Actor = { organisationId: 'anonymous', role: 'enterprise', subjectId: 'anonymous' };

/** No organisation may take these ids. */
export const reservedIds: readonly string[] = [anonymousActor.organisationId, 'platform'];

/** For what a public route offers only to those who are known. */
export const demandSignedIn = (caller: Caller): void => {
  if (caller.kind === 'anonymous') throw problem('UNAUTHENTICATED');
};

/** For what belongs to one organisation; the operator may too where `orOperator` is given. */
export const demandOwn = (actor: Actor, organisationId: string, orOperator = false): void => {
  if (actor.organisationId === organisationId || (orOperator && actor.role === 'operator')) return;
  throw problem('NOT_ALLOWED');
};
