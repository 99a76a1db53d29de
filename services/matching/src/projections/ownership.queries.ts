import { reject } from '@lastmile/protocol';
import type { Actor } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import type { Service } from '../service.js';
import { matchDetailsCollection } from './match-details.projection.js';
import { isOverseer } from './overseers.js';

type Places = Pick<Service, 'documents' | 'engine'>;

/** Whose record it is; a withdrawn one is known from its matches. Undefined when nobody knows it. */
const ownerOf = async ({ documents, engine }: Places, kind: Kind, id: string): Promise<string | undefined> => {
  const entry = await engine.get(kind, id);
  if (entry) return entry.organisationId;
  const where = { [kind === 'LISTING' ? 'listingId' : 'demandId']: id };
  const [match] = (await documents.collection(matchDetailsCollection).find({ where, limit: 1 })).items;
  return kind === 'LISTING' ? match?.supply.organisationId : match?.demand.organisationId;
};

/** A stranger gets the answer of a record that does not exist; overseers see all that there is. */
export const requireOwner = async (places: Places, { kind, id }: { kind: Kind; id: string }, actor: Actor): Promise<void> => {
  const owner = await ownerOf(places, kind, id);
  const isAllowed = owner !== undefined && (isOverseer(actor) || owner === actor.organisationId);
  if (!isAllowed) throw reject('NOT_FOUND');
};
