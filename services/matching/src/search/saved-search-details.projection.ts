import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import type { EventMeta } from '@lastmile/eventsourcing';
import type { SavedSearchEvent, SearchSaved } from './saved-search.events.js';

/** A standing search; dropped ones have no document. */
export interface SavedSearchDetails extends Document, Omit<SearchSaved, 'type' | 'savedAt'> {
  createdAt: string;
  updatedAt: string;
}

export const savedSearchCollection = defineCollection<SavedSearchDetails>({
  name: 'saved_searches',
  version: 1,
  indexes: [{ name: 'by_organisation', fields: ['organisationId', 'createdAt'] }],
});

type Body = Omit<SavedSearchDetails, 'id' | 'revision'>;

const project = (document: SavedSearchDetails | undefined, event: SavedSearchEvent, meta: EventMeta): Body | undefined => {
  switch (event.type) {
    case 'SearchSaved': {
      const { type: _, savedAt, ...content } = event;
      return { ...content, createdAt: savedAt, updatedAt: savedAt };
    }
    case 'SearchChanged': {
      if (!document) throw new Error(`${meta.stream}@${meta.revision}: SearchChanged before SearchSaved`);
      const { id: _id, revision: _revision, ...body } = document;
      const { name, kind, query, filter, changedAt } = event;
      return { ...body, name, kind, query, filter, updatedAt: changedAt };
    }
    case 'SearchDropped':
      return undefined;
  }
};

export const savedSearchProjection = projection<SavedSearchDetails, SavedSearchEvent>({
  name: 'saved-search-details',
  category: 'saved-search',
  collection: savedSearchCollection,
  project,
});
