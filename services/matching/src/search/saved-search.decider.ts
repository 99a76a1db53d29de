import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import { asksTheSame, savedSearchAfter } from './saved-search.events.js';
import type { SavedSearchEvent, SearchContent, StandingSearch } from './saved-search.events.js';

/** An organisation keeps at most this many. */
export const MOST_SAVED_SEARCHES = 200;

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

export type SavedSearchState = { status: 'NONE' } | { status: 'DROPPED' } | { status: 'STANDING'; search: StandingSearch };

type CommandOf<Type extends SavedSearchCommand['type']> = Extract<SavedSearchCommand, { type: Type }>;

const save = (command: CommandOf<'SaveSearch'>, state: SavedSearchState): SavedSearchEvent[] => {
  const { searchId, organisationId, content, isEmpty, others, now } = command;
  if (isEmpty) throw reject('SAVED_SEARCH_EMPTY');
  if (state.status === 'STANDING')
    return asksTheSame(state.search, content) && state.search.name === content.name
      ? []
      : [{ type: 'SearchChanged', ...content, changedAt: now }];
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
  const search = savedSearchAfter(state.status === 'STANDING' ? state.search : undefined, event);
  return search ? { status: 'STANDING', search } : { status: 'DROPPED' };
};

/** A standing search of one organisation; dropped, it may be saved again. */
export const savedSearchDecider: Decider<SavedSearchState, SavedSearchCommand, SavedSearchEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};

/** What makes two commands one request: not what was gathered around them. */
export const savedSearchIdentity = (command: SavedSearchCommand): unknown =>
  command.type === 'SaveSearch' ? [command.searchId, command.content] : command.type;
