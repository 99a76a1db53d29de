import { defineEvents } from '@lastmile/eventsourcing';
import { instantSchema, recordKindSchema, searchFilterSchema } from '@lastmile/protocol';
import { z } from 'zod';

const content = {
  name: z.string(),
  kind: recordKindSchema,
  query: z.string(),
  filter: searchFilterSchema,
};

const saved = z.object({
  /** As its owner names it; the stream's id follows from it and the organisation. */
  searchId: z.string(),
  organisationId: z.string(),
  ...content,
  savedAt: instantSchema,
});
const changed = z.object({ ...content, changedAt: instantSchema });
const dropped = z.object({ droppedAt: instantSchema });

export type SearchSaved = { type: 'SearchSaved' } & z.infer<typeof saved>;
export type SavedSearchEvent =
  SearchSaved | ({ type: 'SearchChanged' } & z.infer<typeof changed>) | ({ type: 'SearchDropped' } & z.infer<typeof dropped>);

export const savedSearchEvents = defineEvents<SavedSearchEvent>({
  'SearchSaved.v1': { event: 'SearchSaved', schema: saved },
  'SearchChanged.v1': { event: 'SearchChanged', schema: changed },
  'SearchDropped.v1': { event: 'SearchDropped', schema: dropped },
});

export type SearchContent = Pick<SearchSaved, 'name' | 'kind' | 'query' | 'filter'>;

export interface StandingSearch extends SearchContent {
  searchId: string;
  organisationId: string;
  createdAt: string;
  updatedAt: string;
  /** Since when it asks what it asks now: its name may have changed later. */
  since: string;
}

const filterNames = [
  'field',
  'region',
  'mode',
  'achievementKind',
  'priceBand',
  'readinessMin',
  'readinessMax',
] as const satisfies (keyof SearchContent['filter'])[];

export const asksTheSame = (a: SearchContent, b: SearchContent): boolean =>
  a.kind === b.kind &&
  a.query === b.query &&
  filterNames.every((name) => JSON.stringify(a.filter[name]) === JSON.stringify(b.filter[name]));

/** A new one, or the changed one. */
export const savedSearchAfter = (search: StandingSearch | undefined, event: SavedSearchEvent): StandingSearch | undefined => {
  switch (event.type) {
    case 'SearchSaved': {
      const { type: _, savedAt, ...content } = event;
      return { ...content, createdAt: savedAt, updatedAt: savedAt, since: savedAt };
    }
    case 'SearchChanged': {
      if (!search) throw new Error('SearchChanged on a search that does not stand');
      const { type: _, changedAt, ...content } = event;
      return { ...search, ...content, updatedAt: changedAt, since: asksTheSame(search, content) ? search.since : changedAt };
    }
    case 'SearchDropped':
      return undefined;
  }
};
