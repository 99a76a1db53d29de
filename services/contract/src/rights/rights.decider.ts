import { reject } from '@lastmile/protocol';
import { hashOfJson } from '@lastmile/receipt';
import type { Decider } from '@lastmile/eventsourcing';
import { licencesConflict } from '../checks/licence-overlap.decider.js';
import type { RightsEvent } from './rights.events.js';
import type { Claim, Rights, RightsCommand } from './rights.types.js';

/**
 * Licences conflict by mode and scope. What is assigned cannot be assigned again or licensed by the same seller; an assignment ends no
 * earlier licence, so a claim of a licence does not stand in its way.
 */
const conflicts = (fresh: Claim, other: Claim): boolean => {
  if (fresh.kind === 'LICENCE' && other.kind === 'LICENCE') return licencesConflict(fresh.licence, other.licence);
  return other.kind === 'ASSIGNMENT' && fresh.sellerId === other.sellerId;
};

const sameClaim = (one: Claim, other: Claim): boolean => hashOfJson(one) === hashOfJson(other);

/** The contracts whose claims a new one cannot stand beside. */
export const conflictsWith = (claim: Claim, { claims }: Rights): string[] =>
  claims.filter((other) => other.licence.id !== claim.licence.id && conflicts(claim, other)).map(({ licence }) => licence.id);

const claimRight = ({ claim, now }: Extract<RightsCommand, { type: 'ClaimRights' }>, rights: Rights): RightsEvent[] => {
  if (rights.claims.some((own) => sameClaim(own, claim))) return [];
  const contracts = conflictsWith(claim, rights);
  if (contracts.length > 0) throw reject('LICENCE_OVERLAPS', { contracts });
  return [{ type: 'RightsClaimed', ...claim, licence: unread(claim.licence), claimedAt: now }];
};

/** Own copies: what is stored may change hands. */
const unread = ({ ip, fields, territories, ...licence }: Claim['licence']) => ({
  ...licence,
  ip: [...ip],
  ...(fields && { fields: [...fields] }),
  ...(territories && { territories: [...territories] }),
});

const decide = (command: RightsCommand, rights: Rights): RightsEvent[] => {
  if (command.type === 'ClaimRights') return claimRight(command, rights);
  const { contractId, now: releasedAt } = command;
  return rights.claims.some(({ licence }) => licence.id === contractId)
    ? [{ type: 'RightsReleased', contractId, releasedAt }]
    : [];
};

const evolve = ({ claims }: Rights, event: RightsEvent): Rights => {
  if (event.type === 'RightsReleased') return { claims: claims.filter(({ licence }) => licence.id !== event.contractId) };
  const { kind, sellerId, licence } = event;
  return { claims: [...claims.filter((one) => one.licence.id !== licence.id), { kind, sellerId, licence }] };
};

/** Claims on one right, decided one after another by the stream's revision. */
export const rightsDecider: Decider<Rights, RightsCommand, RightsEvent> = {
  initialState: () => ({ claims: [] }),
  decide,
  evolve,
};
