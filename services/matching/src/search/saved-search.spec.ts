import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectionSpec, spec } from '@lastmile/eventsourcing/testing';
import { matchingEvents } from '@lastmile/protocol';
import fc from 'fast-check';
import { alertDecider } from './alert.decider.js';
import type { AlertCommand } from './alert.decider.js';
import { alertEvents } from './alert.events.js';
import type { AlertEvent } from './alert.events.js';
import { alertToPublic } from './alert.public.js';
import { savedSearchProjection } from './saved-search-details.projection.js';
import { MOST_SAVED_SEARCHES, savedSearchDecider } from './saved-search.decider.js';
import type { SavedSearchCommand } from './saved-search.decider.js';
import { savedSearchEvents } from './saved-search.events.js';
import type { SavedSearchEvent, SearchContent } from './saved-search.events.js';

const now = '2030-05-20T10:00:00.000Z';
const later = '2030-05-21T10:00:00.000Z';
const content: SearchContent = { name: 'Pumps', kind: 'LISTING', query: '热泵', filter: { field: ['NEW_ENERGY'] } };
const owner = { searchId: 's', organisationId: 'enterprise' };
const save = (
  more: Partial<SearchContent> = {},
  facts: { isEmpty?: boolean; others?: number; now?: string } = {},
): SavedSearchCommand => ({
  type: 'SaveSearch',
  ...owner,
  content: { ...content, ...more },
  isEmpty: false,
  others: 0,
  now,
  ...facts,
});
const drop: SavedSearchCommand = { type: 'DropSearch', now: later };
const saved: SavedSearchEvent = { type: 'SearchSaved', ...owner, ...content, savedAt: now };
const changed = (more: Partial<SearchContent>): SavedSearchEvent => ({
  type: 'SearchChanged',
  ...content,
  ...more,
  changedAt: later,
});
const dropped: SavedSearchEvent = { type: 'SearchDropped', droppedAt: later };

describe('saving a search', () => {
  it('makes it stand', () => spec(savedSearchDecider).given([]).when(save()).then([saved]));
  it('twice is done once', () =>
    spec(savedSearchDecider)
      .given([saved])
      .when(save({}, { others: MOST_SAVED_SEARCHES }))
      .thenNothing());
  it('with other content changes it', () =>
    spec(savedSearchDecider)
      .given([saved])
      .when(save({ filter: {} }, { now: later }))
      .then([changed({ filter: {} })]));
  it('of another name changes it too', () =>
    spec(savedSearchDecider)
      .given([saved])
      .when(save({ name: 'Heat' }, { now: later }))
      .then([changed({ name: 'Heat' })]));
  it('again after it was dropped makes it stand anew', () =>
    spec(savedSearchDecider).given([saved, dropped]).when(save()).then([saved]));
  it('that asks for nothing is refused', () =>
    spec(savedSearchDecider)
      .given([])
      .when(save({}, { isEmpty: true }))
      .thenRejects('SAVED_SEARCH_EMPTY'));
  it('beyond the most is refused, but changing one of them is not', () => {
    spec(savedSearchDecider)
      .given([])
      .when(save({}, { others: MOST_SAVED_SEARCHES }))
      .thenRejects('TOO_MANY_SAVED_SEARCHES');
    spec(savedSearchDecider)
      .given([saved])
      .when(save({ name: 'Heat' }, { others: MOST_SAVED_SEARCHES, now: later }))
      .then([changed({ name: 'Heat' })]);
  });
});

describe('dropping a search', () => {
  it('ends it', () => spec(savedSearchDecider).given([saved]).when(drop).then([dropped]));
  it('twice is done once', () => spec(savedSearchDecider).given([saved, dropped]).when(drop).thenNothing());
  it('that was never saved is refused', () => spec(savedSearchDecider).given([]).when(drop).thenRejects('NOT_FOUND'));
});

describe('the document of a saved search', () => {
  const body = { ...owner, ...content, createdAt: now, updatedAt: now, since: now };
  it('begins with the saving', () => projectionSpec(savedSearchProjection).given([saved]).then(body));
  it('knows since when it asks what it asks', () => {
    projectionSpec(savedSearchProjection)
      .given([saved, changed({ query: '水泵' })])
      .then({ ...body, query: '水泵', updatedAt: later, since: later });
    projectionSpec(savedSearchProjection)
      .given([saved, changed({ name: 'Heat' })])
      .then({ ...body, name: 'Heat', updatedAt: later });
  });
  it('ends with the dropping', () => projectionSpec(savedSearchProjection).given([saved, dropped]).then(undefined));
});

const alert: AlertEvent = {
  type: 'AlertRaised',
  ...owner,
  name: 'Pumps',
  kind: 'LISTING',
  recordId: 'l',
  recordRevision: 2,
  title: '空气源热泵',
  words: ['热泵'],
  filters: ['field:NEW_ENERGY'],
  raisedAt: now,
};
const raise = ({ type: _, raisedAt, ...rest }: AlertEvent): AlertCommand => ({ type: 'RaiseAlert', ...rest, now: raisedAt });

describe('an alert', () => {
  it('is raised once', () => {
    spec(alertDecider).given([]).when(raise(alert)).then([alert]);
    spec(alertDecider)
      .given([alert])
      .when(raise({ ...alert, recordRevision: 3, raisedAt: later }))
      .thenNothing();
  });
  it('goes out with its reason', () => {
    const { subject, body } = alertToPublic(alert, { revision: 0 } as never);
    expect(subject).toBe(matchingEvents.savedSearchMatched.subject);
    expect(matchingEvents.savedSearchMatched.body.parse(body)).toEqual({
      savedSearchId: 's',
      revision: 0,
      organisationId: 'enterprise',
      name: 'Pumps',
      kind: 'LISTING',
      recordId: 'l',
      title: '空气源热泵',
      words: ['热泵'],
      filters: ['field:NEW_ENERGY'],
    });
  });
});

describe('every stored version', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const fixtures = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  const decoded = (stored: { type: string; data: unknown }): unknown =>
    savedSearchEvents.storedNames.includes(stored.type)
      ? savedSearchEvents.encode(savedSearchEvents.decode(stored))
      : alertEvents.encode(alertEvents.decode(stored));
  it('has a fixture', () =>
    expect(fixtures.sort()).toEqual([...savedSearchEvents.storedNames, ...alertEvents.storedNames].sort()));
  it.each(fixtures)('%s decodes, and nothing of it is lost', (storedName) => {
    const stored = JSON.parse(readFileSync(join(folder, `${storedName}.json`), 'utf8')) as { type: string; data: unknown };
    expect(stored.type).toBe(storedName);
    expect(decoded(stored)).toEqual(stored);
  });
});

describe('whatever is asked of a saved search', () => {
  const command: fc.Arbitrary<SavedSearchCommand> = fc.oneof(
    fc
      .record({
        query: fc.constantFrom('热泵', '水泵'),
        name: fc.constantFrom('a', 'b'),
        isEmpty: fc.boolean(),
        others: fc.constantFrom(0, 200),
      })
      .map(({ query, name, ...facts }) => save({ query, name }, facts)),
    fc.constant(drop),
  );
  it('it is saved, changed and dropped by turns, and asked twice in a row is done once', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let state = savedSearchDecider.initialState();
        for (const one of commands) {
          try {
            const events = savedSearchDecider.decide(one, state);
            expect(events.length).toBeLessThanOrEqual(1);
            const [event] = events;
            if (event?.type === 'SearchSaved') expect(state.status).not.toBe('STANDING');
            if (event && event.type !== 'SearchSaved') expect(state.status).toBe('STANDING');
            for (const next of events) state = savedSearchDecider.evolve(state, next);
            expect(savedSearchDecider.decide({ ...one, ...('others' in one ? { others: 0 } : {}) }, state)).toEqual([]);
          } catch (error) {
            expect(error).toHaveProperty('code');
          }
        }
      }),
    );
  });
});
