import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { SavedSearchEvent, SearchSaved } from './saved-search.events.js';

/** An organisation keeps at most this many. */
export const MOST_SAVED_SEARCHES = 200;

export type SearchContent = Pick<SearchSaved, 'name' | 'kind' | 'query' | 'filter'>;

export type SavedSearchCommand =
  | {
      type: 'SaveSearch';
      searchId: string;
      organisationId: string;
      content: SearchContent;
      /** Whether the query wants anything at all: words that count, or a filter. */
      isEmpty: boolean;
      /** How many others the organisation has. */
      others: number;
      now: string;
    }
  | { type: 'DropSearch'; now: string };

export type SavedSearchState =
  | { status: 'NONE' }
  | { status: 'DROPPED' }
  | { status: 'STANDING'; searchId: string; organisationId: string; content: SearchContent };

type CommandOf<Type extends SavedSearchCommand['type']> = Extract<SavedSearchCommand, { type: Type }>;

const filterNames = [
  'field',
  'region',
  'mode',
  'achievementKind',
  'priceBand',
  'readinessMin',
  'readinessMax',
] as const satisfies (keyof SearchContent['filter'])[];

const isSame = (a: SearchContent, b: SearchContent): boolean =>
  a.name === b.name &&
  a.kind === b.kind &&
  a.query === b.query &&
  filterNames.every((name) => JSON.stringify(a.filter[name]) === JSON.stringify(b.filter[name]));

const save = (command: CommandOf<'SaveSearch'>, state: SavedSearchState): SavedSearchEvent[] => {
  const { searchId, organisationId, content, isEmpty, others, now } = command;
  if (isEmpty) throw reject('SAVED_SEARCH_EMPTY');
  if (state.status === 'STANDING')
    return isSame(state.content, content) ? [] : [{ type: 'SearchChanged', ...content, changedAt: now }];
  if (others >= MOST_SAVED_SEARCHES) throw reject('TOO_MANY_SAVED_SEARCHES', { most: MOST_SAVED_SEARCHES });
  return [{ type: 'SearchSaved', searchId, organisationId, ...content, savedAt: now }];
};

const drop = ({ now }: CommandOf<'DropSearch'>, state: SavedSearchState): SavedSearchEvent[] => {
  if (state.status === 'NONE') throw reject('NOT_FOUND');
  return state.status === 'DROPPED' ? [] : [{ type: 'SearchDropped', droppedAt: now }];
};

const decide = (command: SavedSearchCommand, state: SavedSearchState): SavedSearchEvent[] =>
  command.type === 'SaveSearch' ? save(command, state) : drop(command, state);

const evolve = (state: SavedSearchState, event: SavedSearchEvent): SavedSearchState => {
  switch (event.type) {
    case 'SearchSaved': {
      const { searchId, organisationId, name, kind, query, filter } = event;
      return { status: 'STANDING', searchId, organisationId, content: { name, kind, query, filter } };
    }
    case 'SearchChanged': {
      if (state.status !== 'STANDING') throw new Error(`SearchChanged on a search that is ${state.status}`);
      const { name, kind, query, filter } = event;
      return { ...state, content: { name, kind, query, filter } };
    }
    case 'SearchDropped':
      return { status: 'DROPPED' };
  }
};

/** A standing search of one organisation; dropped, it may be saved again. */
export const savedSearchDecider: Decider<SavedSearchState, SavedSearchCommand, SavedSearchEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
