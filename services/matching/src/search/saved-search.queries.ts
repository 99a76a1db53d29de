import { InvalidCursor } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { reject } from '@lastmile/protocol';
import type { Actor, InputOf, OutputOf, SavedSearch, matchingMessages } from '@lastmile/protocol';
import { savedSearchCollection } from './saved-search-details.projection.js';
import type { SavedSearchDetails } from './saved-search-details.projection.js';

const viewOf = ({ searchId, id: _, organisationId: _own, since: _since, ...search }: SavedSearchDetails): SavedSearch => ({
  ...search,
  id: searchId,
});

/** The own ones of the actor's organisation, the newest first. */
export const listSavedSearches = async (
  documents: Documents,
  { limit, cursor }: InputOf<typeof matchingMessages.listSavedSearches>,
  { organisationId }: Actor,
): Promise<OutputOf<typeof matchingMessages.listSavedSearches>> => {
  const page = await documents
    .collection(savedSearchCollection)
    .find({ where: { organisationId }, sort: [{ path: 'createdAt', direction: 'desc' }], limit, cursor })
    .catch((error: unknown) => {
      throw error instanceof InvalidCursor ? reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] }) : error;
    });
  return { ...page, items: page.items.map(viewOf) };
};
