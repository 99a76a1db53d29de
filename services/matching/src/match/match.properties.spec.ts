import { isRejection } from '@lastmile/protocol';
import fc from 'fast-check';
import { matchDetailsProjection } from '../projections/match-details.projection.js';
import type { MatchDetails } from '../projections/match-details.projection.js';
import { matchDecider } from './match.decider.js';
import type { MatchCommand } from './match.decider.js';
import { matchEvents } from './match.events.js';
import type { MatchEvent } from './match.events.js';

const now = fc.constantFrom('2030-05-20T10:00:00.000Z', '2030-05-21T10:00:00.000Z');
const organisationId = fc.constantFrom('university', 'enterprise', 'other');
const note = fc.option(fc.constantFrom('Yes', '好'), { nil: undefined });
const propose: fc.Arbitrary<MatchCommand> = fc.record({
  type: fc.constant('ProposeMatch' as const),
  listingId: fc.constant('l'),
  demandId: fc.constant('d'),
  supply: fc.constant({ organisationId: 'university', title: 'Offer' }),
  demand: fc.record({ organisationId: fc.constant('enterprise'), title: fc.constant('Wish'), isAnonymous: fc.boolean() }),
  score: fc.integer({ min: 0, max: 10_000 }).map((score) => score / 10_000),
  level: fc.integer({ min: 1, max: 4 }),
  explanation: fc.record({
    words: fc.array(fc.record({ word: fc.string(), weight: fc.constantFrom(0, 0.5) }), { maxLength: 2 }),
    components: fc.constant([{ name: 'title', score: 0.5, weight: 1 }]),
    engineVersion: fc.constant('lexical-1'),
  }),
  basis: fc.record({ listing: fc.nat({ max: 3 }), demand: fc.nat({ max: 3 }) }),
  now,
});
const command: fc.Arbitrary<MatchCommand> = fc.oneof(
  propose,
  fc.record({ type: fc.constant('ExpressIntent' as const), organisationId, note, now }),
  fc.record({
    type: fc.constant('DeclineMatch' as const),
    organisationId,
    reason: fc.constantFrom('PRICE' as const, 'OTHER' as const),
    note,
    now,
  }),
);
const closing: fc.Arbitrary<MatchCommand> = fc.record({
  type: fc.constant('CloseMatch' as const),
  constraints: fc.array(
    fc.record({
      name: fc.constantFrom('EXPIRED' as const, 'WITHDRAWN' as const),
      side: fc.constantFrom('SUPPLY' as const, 'DEMAND' as const),
      values: fc.constant({}),
    }),
    { maxLength: 2 },
  ),
  now,
});
const commands = fc.array(fc.oneof({ arbitrary: command, weight: 3 }, closing), { maxLength: 15 });

const played = (asked: readonly MatchCommand[]): MatchEvent[] => {
  const events: MatchEvent[] = [];
  let match = matchDecider.initialState();
  for (const next of asked) {
    try {
      for (const event of matchDecider.decide(next, match)) {
        match = matchDecider.evolve(match, event);
        events.push(event);
      }
    } catch (error) {
      if (!isRejection(error)) throw error;
    }
  }
  return events;
};

const project = (document: MatchDetails | undefined, event: MatchEvent, revision: number): MatchDetails => ({
  ...matchDetailsProjection.project(document, event, { revision } as never)!,
  id: 'm',
  revision,
});

describe('whatever is asked of a match', () => {
  it('begins with a proposal, ends with at most one decline or introduction, and comes back only after it was closed', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const types = played(asked).map(({ type }) => type);
        const ends = types.filter((type) => type === 'MatchDeclined' || type === 'MatchIntroduced');
        types.forEach((type, at) => expect(type === 'MatchProposed').toBe(at === 0 || types[at - 1] === 'MatchClosed'));
        expect(ends.length).toBeLessThanOrEqual(1);
        if (ends[0]) expect(types.at(-1)).toBe(ends[0]);
      }),
    );
  });
  it('introduces when, and only when, both sides said yes, each once', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const events = played(asked);
        const since = events.slice(events.findLastIndex(({ type }) => type === 'MatchProposed'));
        const sides = since.flatMap((event) => (event.type === 'IntentExpressed' ? [event.side] : []));
        expect(new Set(sides).size).toBe(sides.length);
        expect(events.some(({ type }) => type === 'MatchIntroduced')).toBe(sides.length === 2);
      }),
    );
  });
  it('never rates from older texts, and a standing proposal only to another rating', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const ratings = played(asked).flatMap((event) => ('score' in event ? [event] : []));
        ratings.slice(1).forEach((rating, at) => {
          const before = ratings[at]!;
          if (rating.type === 'MatchRescored') expect([rating.level, rating.score]).not.toEqual([before.level, before.score]);
          expect(rating.basis.listing).toBeGreaterThanOrEqual(before.basis.listing);
          expect(rating.basis.demand).toBeGreaterThanOrEqual(before.basis.demand);
        });
      }),
    );
  });
  it('asked twice in a row is done once', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        expect(played(asked.flatMap((one) => [one, one]))).toEqual(played(asked));
      }),
    );
  });
  it('is stored and read without loss', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const event of played(asked)) {
          const stored = JSON.parse(JSON.stringify(matchEvents.encode(event))) as { type: string; data: unknown };
          expect(matchEvents.decode(stored)).toEqual(event);
        }
      }),
    );
  });
  it('shows what was decided, projected once or twice', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const events = played(asked);
        let document: MatchDetails | undefined;
        let match = matchDecider.initialState();
        events.forEach((event, revision) => {
          const once = project(document, event, revision);
          expect(project(document, event, revision)).toEqual(once);
          document = once;
          match = matchDecider.evolve(match, event);
          expect(document.status).toBe(match.status);
          if (match.status === 'PROPOSED') expect([document.level, document.intents]).toEqual([match.level, match.intents]);
        });
      }),
    );
  });
});
