import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import { savedSearchAfter } from './saved-search.events.js';
import type { SavedSearchEvent, StandingSearch } from './saved-search.events.js';

/** A standing search; dropped ones have no document. */
export interface SavedSearchDetails extends Document, StandingSearch {}

export const savedSearchCollection = defineCollection<SavedSearchDetails>({
  name: 'saved_searches',
  version: 1,
  indexes: [{ name: 'by_organisation', fields: ['organisationId', 'createdAt'] }],
});

const withoutKey = ({ id: _id, revision: _revision, ...search }: SavedSearchDetails): StandingSearch => search;

export const savedSearchProjection = projection<SavedSearchDetails, SavedSearchEvent>({
  name: 'saved-search-details',
  category: 'search',
  collection: savedSearchCollection,
  project: (document, event) => savedSearchAfter(document && withoutKey(document), event),
});
