import type { Constraint } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import { withFeedback } from '../feedback/declines.queries.js';
import { blockedOf, noteBlocked } from '../match/blocked-pairs.js';
import { admitted, mostProposals } from '../match/ceilings.js';
import { PROPOSAL_LEVEL } from '../match/match.decider.js';
import { closeMatches, propose } from '../match/proposing.commands.js';
import type { Cause } from '../match/proposing.commands.js';
import { rateOpen } from '../match/rating.commands.js';
import { retireText } from '../outcomes/retired-texts.js';
import { alertOn } from '../search/alerts.commands.js';
import type { Service } from '../service.js';
import type { Considered, RatedPair } from '../worker/engine-door.js';
import type { IndexedEntry } from './indexed-entry.js';
import { dropEntry, keepEntry } from './kept-index.js';

/** More are asked for than are proposed, because declines and ceilings leave some out. */
const SPARE = 2;

/** What was found blocked from this side now, and what was found so before, from either side, and is not any more. */
const renewBlocked = async (service: Service, entry: IndexedEntry, { blocked }: Considered): Promise<void> => {
  const { documents, engine } = service;
  const at = service.clock();
  const isFound = new Set(blocked.map(({ listing, demand }) => `${listing.id} ${demand.id}`));
  const before = (await blockedOf(documents, entry.kind, entry.id)).filter(
    ({ listingId, demandId }) => !isFound.has(`${listingId} ${demandId}`),
  );
  const rated = before.length > 0 ? await engine.ratePairs(before, at) : [];
  const still = rated.filter(({ constraints, level }) => constraints.length > 0 && level >= PROPOSAL_LEVEL);
  const isStill = new Set(still.map(({ listing, demand }) => `${listing.id} ${demand.id}`));
  // a classified record is not in the index: what it blocks holds until it is offered again
  const otherSide = entry.kind === 'LISTING' ? 'DEMAND' : 'SUPPLY';
  const isHidden = ({ constraints }: (typeof before)[number]): boolean =>
    constraints.some(({ name, side }) => name === 'SECRECY' && side === otherSide);
  const over = before.filter((pair) => !isStill.has(`${pair.listingId} ${pair.demandId}`) && !isHidden(pair));
  await noteBlocked(documents, { found: [...blocked, ...still], over, at });
};

interface Best {
  candidates: readonly RatedPair[];
  most: number;
  cause: Cause;
}

const proposeBest = async (service: Service, { candidates, most, cause }: Best): Promise<void> => {
  const rated = await withFeedback(service, candidates, service.clock());
  const worthIt = rated.filter(({ level }) => level >= PROPOSAL_LEVEL);
  if (worthIt.length === 0) return;
  const demands = [...new Set(worthIt.map(({ demand }) => demand.id))];
  const open = await service.openMatches.of('DEMAND', demands);
  await propose(service, admitted(worthIt, open, most), cause);
};

const consider = (service: Service, entry: IndexedEntry): Promise<Considered> =>
  service.engine.consider(entry, {
    now: service.clock(),
    limit: SPARE * mostProposals[entry.kind],
    minLevel: PROPOSAL_LEVEL,
  });

/** Rates the open matches of an entry anew and proposes its best new ones. Answers what it considered. */
export const matchAnew = async (service: Service, entry: IndexedEntry, cause: Cause): Promise<Considered> => {
  const considered = await consider(service, entry);
  await rateOpen(service, await service.openMatches.of(entry.kind, [entry.id]), cause);
  await proposeBest(service, { candidates: considered.candidates, most: mostProposals[entry.kind], cause });
  return considered;
};

/**
 * Takes a published or revised entry into the index, rates its open matches anew and proposes its best new ones. An older fact than the one
 * known is ignored; the same one again goes all the way through once more, because the first time may have ended anywhere.
 */
export const indexEntry = async (service: Service, entry: IndexedEntry, cause: Cause): Promise<void> => {
  await service.caughtUp();
  if (entry.classified) return hideEntry(service, entry, cause);
  await alertOn(service, entry, cause);
  if (!(await keepEntry(service, entry))) return;
  await renewBlocked(service, entry, await matchAnew(service, entry, cause));
};

type Gone = Pick<IndexedEntry, 'kind' | 'id' | 'revision'>;

const constraintOf = (kind: Kind, name: Constraint['name'], values: Constraint['values'] = {}): Constraint => ({
  name,
  side: kind === 'LISTING' ? 'SUPPLY' : 'DEMAND',
  values,
});

interface End {
  constraint: Constraint;
  cause: Cause;
}

const closeAllOf = async (service: Service, { kind, id, revision }: Gone, { constraint, cause }: End): Promise<void> => {
  const open = await service.openMatches.of(kind, [id]);
  const basis = kind === 'LISTING' ? { listing: revision } : { demand: revision };
  await closeMatches(
    service,
    open.map(({ listingId, demandId }) => ({ listingId, demandId, constraints: [constraint], basis })),
    cause,
  );
};

/** Classified technology never enters the index; what it would have been proposed for is kept, for its owner's eyes. */
const hideEntry = async (service: Service, entry: IndexedEntry, cause: Cause): Promise<void> => {
  if (!(await dropEntry(service, entry))) return;
  await closeAllOf(service, entry, { constraint: constraintOf(entry.kind, 'SECRECY'), cause });
  await renewBlocked(service, entry, await consider(service, entry));
};

/** A record that turned out to be classified is withdrawn with this reason. */
const CLASSIFIED = 'CLASSIFIED';

const endOf = ({ kind, reason }: Gone & { reason: string }): Constraint => {
  if (reason === CLASSIFIED) return constraintOf(kind, 'SECRECY');
  return constraintOf(kind, 'WITHDRAWN', reason === 'CONTRACTED' ? { contracted: true } : {});
};

/** Offers a withdrawn or contracted record to nobody any more, and closes what was proposed. */
export const forgetEntry = async (service: Service, gone: Gone & { reason: string }, cause: Cause): Promise<void> => {
  await service.caughtUp();
  const isClassified = gone.reason === CLASSIFIED;
  if (!isClassified) await retireText(service.documents, gone);
  if (!(await dropEntry(service, gone))) return;
  await closeAllOf(service, gone, { constraint: endOf(gone), cause });
  const blocked = await blockedOf(service.documents, gone.kind, gone.id);
  const over = blocked.filter(({ names }) => !(isClassified && names.includes('SECRECY')));
  await noteBlocked(service.documents, { found: [], over, at: cause.at });
};
