import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import { matchingEvents } from '@lastmile/protocol';
import type { Constraint } from '@lastmile/protocol';
import { matchDecider } from './match.decider.js';
import type { MatchCommand } from './match.decider.js';
import { matchEvents } from './match.events.js';
import type { MatchEvent, MatchProposed } from './match.events.js';
import { matchToPublic } from './match.public.js';

const now = '2030-05-20T10:00:00.000Z';
const explanation = { words: [{ word: '轴承', weight: 0.4 }], components: [], engineVersion: 'lexical-1' };
const rating = { score: 0.45, level: 3, explanation, basis: { listing: 1, demand: 1 } };
const pair = {
  listingId: 'l',
  demandId: 'd',
  supply: { organisationId: 'university', title: '轴承淬火' },
  demand: { organisationId: 'enterprise', title: '轴承', isAnonymous: false },
};
const propose = (change: Partial<MatchProposed> = {}): MatchCommand => ({
  ...pair,
  ...rating,
  ...change,
  type: 'ProposeMatch',
  now,
});
const intent = (organisationId: string, note?: string): MatchCommand => ({ type: 'ExpressIntent', organisationId, note, now });
const decline = (organisationId: string): MatchCommand => ({ type: 'DeclineMatch', organisationId, reason: 'PRICE', now });

const proposed: MatchEvent = { type: 'MatchProposed', ...pair, ...rating, proposedAt: now };
const wanted = (side: 'SUPPLY' | 'DEMAND'): MatchEvent => ({ type: 'IntentExpressed', side, expressedAt: now });
const introduced: MatchEvent = { type: 'MatchIntroduced', introducedAt: now };
const declined = (side: 'SUPPLY' | 'DEMAND'): MatchEvent => ({ type: 'MatchDeclined', side, reason: 'PRICE', declinedAt: now });
const expired: Constraint = { name: 'EXPIRED', side: 'SUPPLY', values: { validUntil: '2030-05-19' } };
const withdrawn: Constraint = { name: 'WITHDRAWN', side: 'DEMAND', values: {} };
const close = (constraints: Constraint[] = [expired], basis?: { listing?: number; demand?: number }): MatchCommand => ({
  type: 'CloseMatch',
  constraints,
  basis,
  now,
});
const closed = (constraints: Constraint[] = [expired], basis = rating.basis): MatchEvent => ({
  type: 'MatchClosed',
  constraints,
  basis,
  closedAt: now,
});
const rescored = (change: object): MatchEvent => ({ type: 'MatchRescored', ...rating, ...change, rescoredAt: now });

describe('proposing', () => {
  it('makes a match of a fairly strong pair', () => spec(matchDecider).given([]).when(propose()).then([proposed]));
  it('makes none of a weak pair', () =>
    spec(matchDecider)
      .given([])
      .when(propose({ level: 2, score: 0.2 }))
      .thenNothing());
  it('makes none within one organisation', () =>
    spec(matchDecider)
      .given([])
      .when(propose({ demand: { ...pair.demand, organisationId: 'university' } }))
      .thenNothing());
  it('leaves the match alone while the rating stays', () =>
    spec(matchDecider)
      .given([proposed])
      .when(propose({ score: 0.455 }))
      .thenNothing());
  it('rates anew when the score moves within the level', () =>
    spec(matchDecider)
      .given([proposed])
      .when(propose({ score: 0.41 }))
      .then([rescored({ score: 0.41 })]));
  it('notes the place among the open proposals', () =>
    spec(matchDecider)
      .given([])
      .when({ ...pair, ...rating, type: 'ProposeMatch', position: 4, now })
      .then([{ ...proposed, position: 4 }]));
  it('rates anew when the level changes, up', () =>
    spec(matchDecider)
      .given([proposed])
      .when(propose({ score: 0.7, level: 4 }))
      .then([rescored({ score: 0.7, level: 4 })]));
  it('rates anew when the level changes, down', () =>
    spec(matchDecider)
      .given([proposed])
      .when(propose({ score: 0.1, level: 1, basis: { listing: 2, demand: 1 } }))
      .then([rescored({ score: 0.1, level: 1, basis: { listing: 2, demand: 1 } })]));
  it('compares with the newest rating', () =>
    spec(matchDecider)
      .given([proposed, rescored({ level: 4, score: 0.8 })])
      .when(propose({ level: 4, score: 0.8 }))
      .thenNothing());
  it.each([
    { listing: 0, demand: 1 },
    { listing: 9, demand: 0 },
  ])('ignores a rating of older texts %p', (basis) =>
    spec(matchDecider)
      .given([proposed])
      .when(propose({ level: 4, basis }))
      .thenNothing(),
  );
  it('remembers the texts of the newest rating', () =>
    spec(matchDecider)
      .given([proposed, rescored({ level: 4, basis: { listing: 5, demand: 1 } })])
      .when(propose({ level: 2, basis: { listing: 4, demand: 1 } }))
      .thenNothing());
  it('rates nothing after a decline', () =>
    spec(matchDecider)
      .given([proposed, declined('SUPPLY')])
      .when(propose({ level: 4 }))
      .thenNothing());
  it('rates nothing after the introduction', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY'), wanted('DEMAND'), introduced])
      .when(propose({ level: 4 }))
      .thenNothing());
  it('still rates when one side has said yes', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY')])
      .when(propose({ level: 4 }))
      .then([rescored({ level: 4 })]));
});

describe('an intent', () => {
  it('is of the side of the organisation', () => {
    spec(matchDecider)
      .given([proposed])
      .when(intent('university'))
      .then([wanted('SUPPLY')]);
    spec(matchDecider)
      .given([proposed])
      .when(intent('enterprise'))
      .then([wanted('DEMAND')]);
  });
  it('carries its note', () =>
    spec(matchDecider)
      .given([proposed])
      .when(intent('university', 'Come and see'))
      .then([{ type: 'IntentExpressed', side: 'SUPPLY', note: 'Come and see', expressedAt: now }]));
  it('counts once', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY')])
      .when(intent('university'))
      .thenNothing());
  it.each([
    ['SUPPLY', 'enterprise', 'DEMAND'],
    ['DEMAND', 'university', 'SUPPLY'],
  ] as const)('of the second side introduces (first: %s)', (first, organisationId, second) =>
    spec(matchDecider)
      .given([proposed, wanted(first)])
      .when(intent(organisationId))
      .then([wanted(second), introduced]),
  );
  it('survives a new rating', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY'), rescored({ level: 4 })])
      .when(intent('enterprise'))
      .then([wanted('DEMAND'), introduced]));
  it('after the introduction is the same intent', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY'), wanted('DEMAND'), introduced])
      .when(intent('university'))
      .thenNothing());
  it('is refused to strangers', () => spec(matchDecider).given([proposed]).when(intent('other')).thenRejects('NOT_A_PARTY'));
  it('is refused after a decline', () =>
    spec(matchDecider)
      .given([proposed, declined('DEMAND')])
      .when(intent('university'))
      .thenRejects('MATCH_ALREADY_DECLINED'));
  it('needs a match', () => spec(matchDecider).given([]).when(intent('university')).thenRejects('MATCH_NOT_PROPOSED'));
});

describe('declining', () => {
  it('is open to both sides', () => {
    spec(matchDecider)
      .given([proposed])
      .when(decline('university'))
      .then([declined('SUPPLY')]);
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY')])
      .when(decline('enterprise'))
      .then([declined('DEMAND')]);
  });
  it('takes back an own intent', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY')])
      .when(decline('university'))
      .then([declined('SUPPLY')]));
  it('keeps what the records said', () => {
    const seen = { listing: 2, demand: 1, price: 100 };
    spec(matchDecider)
      .given([proposed])
      .when({ type: 'DeclineMatch', organisationId: 'enterprise', reason: 'PRICE', seen, now })
      .then([{ type: 'MatchDeclined', side: 'DEMAND', reason: 'PRICE', seen, declinedAt: now }]);
  });
  it('counts once', () =>
    spec(matchDecider)
      .given([proposed, declined('SUPPLY')])
      .when(decline('university'))
      .thenNothing());
  it('is over when the other side has declined', () =>
    spec(matchDecider)
      .given([proposed, declined('SUPPLY')])
      .when(decline('enterprise'))
      .thenRejects('MATCH_ALREADY_DECLINED'));
  it('is too late after the introduction', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY'), wanted('DEMAND'), introduced])
      .when(decline('enterprise'))
      .thenRejects('MATCH_ALREADY_INTRODUCED'));
  it('is refused to strangers', () => spec(matchDecider).given([proposed]).when(decline('other')).thenRejects('NOT_A_PARTY'));
  it('needs a match', () => spec(matchDecider).given([]).when(decline('university')).thenRejects('MATCH_NOT_PROPOSED'));
});

describe('closing', () => {
  it('ends an open match with its reasons', () =>
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY')])
      .when(close([expired, withdrawn]))
      .then([closed([expired, withdrawn])]));
  it('keeps the revisions that the reasons were found in', () =>
    spec(matchDecider)
      .given([proposed])
      .when(close([withdrawn], { demand: 4 }))
      .then([closed([withdrawn], { listing: 1, demand: 4 })]));
  it('needs a reason', () => spec(matchDecider).given([proposed]).when(close([])).thenNothing());
  it.each([
    ['that was never proposed', []],
    ['that is introduced', [proposed, wanted('SUPPLY'), wanted('DEMAND'), introduced]],
    ['that is declined', [proposed, declined('SUPPLY')]],
    ['that is closed', [proposed, closed()]],
  ])('leaves a match alone %s', (_, events: MatchEvent[]) => spec(matchDecider).given(events).when(close()).thenNothing());
  it('takes neither intent nor decline afterwards', () => {
    spec(matchDecider).given([proposed, closed()]).when(intent('university')).thenRejects('MATCH_CLOSED');
    spec(matchDecider).given([proposed, closed()]).when(decline('enterprise')).thenRejects('MATCH_CLOSED');
    spec(matchDecider).given([proposed, closed()]).when(intent('other')).thenRejects('NOT_A_PARTY');
  });
  it('is undone by a newer text, as a new proposal without the old intents', () => {
    const basis = { listing: 2, demand: 1 };
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY'), closed()])
      .when(propose({ basis }))
      .then([{ type: 'MatchProposed', ...pair, ...rating, basis, proposedAt: now }]);
    spec(matchDecider)
      .given([proposed, wanted('SUPPLY'), closed(), { type: 'MatchProposed', ...pair, ...rating, basis, proposedAt: now }])
      .when(intent('enterprise'))
      .then([wanted('DEMAND')]);
  });
  it.each([[{ listing: 1, demand: 1 }], [{ listing: 2, demand: 0 }]])(
    'is not undone by a rating of texts that are not newer %p',
    (basis) => spec(matchDecider).given([proposed, closed()]).when(propose({ basis })).thenNothing(),
  );
  it('is undone by the calendar when all that kept the two apart were licences that ended', () => {
    const licence = (until?: string): Constraint => ({
      name: 'LICENCE_CONFLICT',
      side: 'SUPPLY',
      values: { mode: 'EXCLUSIVE', ...(until === undefined ? {} : { until }) },
    });
    const afterwards = (...constraints: Constraint[]) =>
      spec(matchDecider)
        .given([proposed, closed(constraints)])
        .when(propose());
    afterwards(licence('2030-05-19'), licence('2030-04-01')).then([proposed]);
    afterwards(licence('2030-05-20')).thenNothing();
    afterwards(licence('2030-05-19'), licence()).thenNothing();
    afterwards(licence('2030-05-19'), expired).thenNothing();
  });
  it('is not undone below the level of a proposal', () =>
    spec(matchDecider)
      .given([proposed, closed()])
      .when(propose({ level: 2, basis: { listing: 2, demand: 1 } }))
      .thenNothing());
  it('is for good when a side was withdrawn', () =>
    spec(matchDecider)
      .given([proposed, closed([expired, withdrawn])])
      .when(propose({ basis: { listing: 9, demand: 9 } }))
      .thenNothing());
});

describe('what the public gets', () => {
  const publicOf = (events: MatchEvent[]) => {
    const state = events.reduce((match, event) => matchDecider.evolve(match, event), matchDecider.initialState());
    const last = events.at(-1) ?? proposed;
    return matchToPublic(last, { id: 'm', revision: events.length - 1 } as never, state);
  };
  const { isAnonymous: _, ...demand } = pair.demand;
  const fact = { matchId: 'm', listingId: 'l', demandId: 'd', supply: pair.supply, demand };
  it('is both sides, the rating and the words of a proposal', () =>
    expect(publicOf([proposed])).toEqual({
      subject: matchingEvents.matchProposed.subject,
      body: { ...fact, revision: 0, score: 0.45, level: 3, words: ['轴承'] },
    }));
  it('is nothing of a new rating', () => expect(publicOf([proposed, rescored({ level: 4 })])).toBeUndefined());
  it('is the side of an intent', () =>
    expect(publicOf([proposed, wanted('DEMAND')])).toEqual({
      subject: matchingEvents.intentExpressed.subject,
      body: { ...fact, revision: 1, side: 'DEMAND' },
    }));
  it('is the introduction', () =>
    expect(publicOf([proposed, wanted('SUPPLY'), wanted('DEMAND'), introduced])).toEqual({
      subject: matchingEvents.matchIntroduced.subject,
      body: { ...fact, revision: 3 },
    }));
  it('is side and reason of a decline', () =>
    expect(publicOf([proposed, declined('SUPPLY')])).toEqual({
      subject: matchingEvents.matchDeclined.subject,
      body: { ...fact, revision: 1, side: 'SUPPLY', reason: 'PRICE' },
    }));
  it('is the reasons of a closing', () =>
    expect(publicOf([proposed, closed([withdrawn])])).toEqual({
      subject: matchingEvents.matchClosed.subject,
      body: { ...fact, revision: 1, constraints: [withdrawn] },
    }));
  it.each([
    [[proposed], matchingEvents.matchProposed],
    [[proposed, closed()], matchingEvents.matchClosed],
    [[proposed, wanted('SUPPLY')], matchingEvents.intentExpressed],
    [[proposed, wanted('SUPPLY'), wanted('DEMAND'), introduced], matchingEvents.matchIntroduced],
    [[proposed, declined('SUPPLY')], matchingEvents.matchDeclined],
  ])('fits its published schema (%#)', (events, { body }) => {
    const message = publicOf(events);
    expect(body.parse(message?.body)).toEqual(message?.body);
  });
});

describe('every stored version', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const fixtures = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  it('has a fixture', () => expect(fixtures.sort()).toEqual([...matchEvents.storedNames].sort()));
  it.each(fixtures)('%s decodes, and nothing of it is lost', (storedName) => {
    const stored = JSON.parse(readFileSync(join(folder, `${storedName}.json`), 'utf8')) as { type: string; data: unknown };
    expect(stored.type).toBe(storedName);
    expect(matchEvents.encode(matchEvents.decode(stored))).toEqual(stored);
  });
});
