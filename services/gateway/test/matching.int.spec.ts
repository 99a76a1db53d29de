import { catalogMessages, matchingMessages, reject, searchFilterSchema } from '@lastmile/protocol';
import type { BodyOf, DemandView, Explanation, ListingView, matchingEvents, MatchView, Quality } from '@lastmile/protocol';
import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.services.asked.length = 0;
});

const lastAsked = () => gateway.services.asked.at(-1);
const at = '2030-01-01T00:00:00.000Z';
const explanation: Explanation = {
  words: [{ word: '银浆', weight: 0.4 }],
  components: [{ name: 'title', score: 0.9, weight: 0.5, evidence: [{ code: 'WORDS_SHARED', values: { count: 1 } }] }],
  numbers: [
    { quantity: '烧结温度', target: '≤200 ℃', claim: '180 ℃', verdict: 'MEETS' },
    { quantity: '强度', target: '≥30 MPa', claim: '24 MPa', verdict: 'MISSES', by: { amount: 6, unit: 'MPa', share: 0.2 } },
  ],
  missing: ['DEMAND_BUDGET'],
  engineVersion: 'e-1',
  modelVersion: 'hand-1',
  policyVersion: '2030-01-01',
};
const rendered = { zh: ['两份材料都写到“银浆”'], en: ['Both texts speak of 银浆'] };
const quality: Quality = {
  ...{ score: 0.4, grade: 'FAIR', duplicates: [], policyVersion: '2030-01-01' },
  hints: [{ code: 'NO_ADVANTAGE', path: 'advantage', gain: 0.2, text: { zh: '写明优势', en: 'Name the advantage' }, values: {} }],
};

describe('a search', () => {
  const nothing = { items: [], total: 0, facets: {}, suggestions: [] };
  beforeEach(() => gateway.services.answer(matchingMessages.search, () => nothing));

  it('is open to the public, for listings unless said otherwise', async () => {
    const { status, body } = await gateway.send({ path: '/search' });
    expect([status, body]).toEqual([200, nothing]);
    expect(lastAsked()).toMatchObject({
      input: { kind: 'LISTING', query: '', sort: 'RELEVANCE', limit: 20, filter: {} },
      context: { actor: { organisationId: 'anonymous' } },
    });
  });
  it('takes filters repeated or with commas, levels, order and place', async () => {
    const q = encodeURIComponent('银浆 "低温 烧结" -铜 ');
    const { status } = await gateway.send({
      path:
        `/search?kind=demand&q=${q}&field=NEW_MATERIALS&field=NEW_ENERGY,NEW_MATERIALS&region=11,3201&mode=LICENCE&priceBand=TO_1M` +
        '&achievementKind=PATENT&trlMin=5&trlMax=8&sort=newest&limit=5&cursor=c',
    });
    expect(status).toBe(200);
    expect(lastAsked()?.input).toEqual({
      ...{ kind: 'DEMAND', query: '银浆 "低温 烧结" -铜 ', sort: 'NEWEST', limit: 5, cursor: 'c' },
      filter: {
        ...{ field: ['NEW_MATERIALS', 'NEW_ENERGY'], region: ['11', '3201'], mode: ['LICENCE'], priceBand: ['TO_1M'] },
        ...{ achievementKind: ['PATENT'], readinessMin: 5, readinessMax: 8 },
      },
    });
  });
  it('passes over an empty filter', async () => {
    await gateway.send({ path: '/search?field=&region=' });
    expect(lastAsked()?.input).toMatchObject({ filter: {} });
  });
  it.each(['kind=thing', 'field=COOKING', 'region=1', 'trlMin=0', 'trlMax=10', 'sort=oldest', `q=${'x'.repeat(201)}`])(
    'with %s is refused',
    async (query) => {
      const { status, body } = await gateway.send({ path: `/search?${query}` });
      expect([status, body['code']]).toEqual([400, 'INVALID_MESSAGE']);
    },
  );
  it('answers hits, facets and suggestions as the service gives them', async () => {
    const found = {
      items: [
        {
          ...{ kind: 'LISTING' as const, id: 'l-1', organisationId: 'o-1', score: 1.5, priceBand: 'TO_1M' as const },
          ...{ title: ['低温', '银浆'], snippet: ['', '银浆', '的烧结'], modes: ['LICENCE' as const], readinessLevel: 7 },
        },
      ],
      ...{ nextCursor: 'next', total: 3, correctedQuery: '银浆' },
      facets: { field: [{ value: 'NEW_MATERIALS', count: 3 }] },
      suggestions: [{ reason: 'TYPO' as const, query: '银浆', without: [], hits: 3 }],
    };
    gateway.services.answer(matchingMessages.search, () => found);
    expect((await gateway.send({ path: '/search?q=x' })).body).toEqual(found);
  });
  it('is helped by suggestions', async () => {
    const items = [{ text: '银浆', hits: 3 }];
    gateway.services.answer(matchingMessages.suggest, () => ({ items }));
    expect((await gateway.send({ path: '/search/suggestions?text=yj&kind=listing' })).body).toEqual({ items });
    expect(lastAsked()?.input).toEqual({ kind: 'LISTING', text: 'yj', limit: 8 });
    expect((await gateway.send({ path: '/search/suggestions?text=' })).status).toBe(400);
  });
});

describe('a saved search', () => {
  const search = { name: '银浆', query: '银浆', filter: { field: ['NEW_MATERIALS'] } };
  beforeEach(() => gateway.services.answer(matchingMessages.saveSearch, ({ id }) => ({ id, revision: 0 })));

  it('is made once for its key', async () => {
    const make = () =>
      gateway.send({
        ...{ method: 'POST', path: '/saved-searches', role: 'enterprise' as const, body: search },
        headers: { 'idempotency-key': 's-1' },
      });
    const [first, again] = [await make(), await make()];
    expect([first.status, first.headers.get('etag'), again.body]).toEqual([201, '"0"', first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(gateway.services.asked).toHaveLength(1);
    expect(lastAsked()).toMatchObject({
      input: { id: first.body['id'], ...search, kind: 'LISTING' },
      context: { actor: { organisationId: 'demo-enterprise' } },
    });
  });
  it('is changed and dropped at the revision that was seen', async () => {
    const headers = { 'if-match': '"3"' };
    const path = '/saved-searches/s-1';
    gateway.services.answer(matchingMessages.saveSearch, ({ id }) => ({ id, revision: 4 }));
    const changed = await gateway.send({ method: 'PUT', path, role: 'enterprise', body: { ...search, kind: 'demand' }, headers });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"4"']);
    expect(lastAsked()?.input).toEqual({ id: 's-1', ...search, kind: 'DEMAND', expectedRevision: 3 });
    gateway.services.answer(matchingMessages.dropSavedSearch, ({ id, expectedRevision }) => {
      throw expectedRevision === 3 ? reject('REVISION_CONFLICT', { expected: 3, actual: 4 }) : reject('NOT_FOUND', { id });
    });
    const stale = await gateway.send({ method: 'DELETE', path, role: 'enterprise', headers });
    expect([stale.status, stale.body['code']]).toEqual([409, 'REVISION_CONFLICT']);
    gateway.services.answer(matchingMessages.dropSavedSearch, ({ id }) => ({ id, revision: 5 }));
    expect((await gateway.send({ method: 'DELETE', path, role: 'enterprise' })).body).toEqual({ id: 's-1', revision: 5 });
  });
  it('is listed with the others', async () => {
    const item = { id: 's-1', revision: 0, ...search, kind: 'LISTING' as const, createdAt: at, updatedAt: at };
    const items = [{ ...item, filter: searchFilterSchema.parse(search.filter) }];
    gateway.services.answer(matchingMessages.listSavedSearches, () => ({ items }));
    expect((await gateway.send({ path: '/saved-searches', role: 'enterprise' })).body).toEqual({ items });
    expect(lastAsked()?.input).toEqual({ limit: 50 });
  });
  it.each([
    ['SAVED_SEARCH_EMPTY' as const, 422],
    ['TOO_MANY_SAVED_SEARCHES' as const, 409],
  ])('is refused with %s', async (code, status) => {
    gateway.services.answer(matchingMessages.saveSearch, () => {
      throw reject(code, { most: 200 });
    });
    const refused = await gateway.send({ method: 'POST', path: '/saved-searches', role: 'enterprise', body: search });
    expect([refused.status, refused.body['code']]).toEqual([status, code]);
  });
});

describe('quality', () => {
  const record = { id: 'x-1', revision: 2, createdAt: at, updatedAt: at, status: 'DRAFT' as const };
  const listing: ListingView = { ...record, ...listingContentSchema.parse({ title: '银浆' }), organisationId: 'demo-university' };
  const demand: DemandView = { ...record, ...demandContentSchema.parse({ title: '银浆' }), organisationId: 'demo-enterprise' };
  beforeEach(() => {
    gateway.services.answer(catalogMessages.getListing, () => listing);
    gateway.services.answer(catalogMessages.getDemand, () => demand);
    gateway.services.answer(matchingMessages.assessListing, () => quality);
    gateway.services.answer(matchingMessages.assessDemand, () => quality);
  });

  it('of an own record, a draft too, is assessed on its content', async () => {
    const ofListing = await gateway.send({ path: '/listings/x-1/quality?atRevision=2', role: 'university' });
    expect([ofListing.status, ofListing.body]).toEqual([200, quality]);
    expect(gateway.services.asked.map(({ input }) => input)).toEqual([
      { id: 'x-1', atRevision: 2 },
      { id: 'x-1', content: listingContentSchema.parse({ title: '银浆' }) },
    ]);
    expect((await gateway.send({ path: '/demands/x-1/quality', role: 'enterprise' })).body).toEqual(quality);
    expect(lastAsked()?.input).toEqual({ id: 'x-1', content: demandContentSchema.parse({ title: '银浆' }) });
  });
  it('of another one’s record is not told', async () => {
    gateway.services.answer(catalogMessages.getDemand, () => ({ ...demand, organisationId: '', confidentiality: 'ANONYMOUS' }));
    for (const path of ['/listings/x-1/quality', '/demands/x-1/quality']) {
      const { status, body } = await gateway.send({ path, role: 'broker' });
      expect([status, body['code']]).toEqual([403, 'NOT_ALLOWED']);
    }
    expect(gateway.services.asked.map(({ subject }) => subject)).not.toContain(matchingMessages.assessListing.subject);
  });
  it.each([
    ['LISTING', 'matching.request.assess-listing.v1'],
    ['demand', 'matching.request.assess-demand.v1'],
  ])('of a text that is not saved: %s', async (kind, subject) => {
    const body = { kind, id: 'x-1', content: { title: '银浆' } };
    const answer = await gateway.send({ method: 'POST', path: '/quality', role: 'broker', body });
    expect([answer.status, answer.body]).toEqual([200, quality]);
    expect(lastAsked()).toMatchObject({ subject, input: { id: 'x-1', content: { title: '银浆', keywords: [] } } });
  });
  it.each([{}, { kind: 'OTHER', content: { title: 'x' } }, { kind: 'LISTING' }, { kind: 'LISTING', content: {} }])(
    'of %j is refused',
    async (body) => {
      const answer = await gateway.send({ method: 'POST', path: '/quality', role: 'broker', body });
      expect([answer.status, answer.body['code']]).toEqual([400, 'INVALID_MESSAGE']);
    },
  );
});

describe('a match', () => {
  const match: MatchView = {
    ...{ id: 'm-1', revision: 3, listingId: 'l-1', demandId: 'd-1', score: 0.8, level: 4, explanation, rendered },
    ...{ supply: { organisationId: 'u', title: '银浆' }, demand: { organisationId: 'e', title: '粘接' }, intents: [] },
    ...{ status: 'CLOSED', proposedAt: at, updatedAt: at },
    closed: [{ name: 'LICENCE_CONFLICT', side: 'SUPPLY', values: { mode: 'EXCLUSIVE' } }],
  };
  it('comes with numbers, what is missing, sentences in both languages, and why it was closed', async () => {
    gateway.services.answer(matchingMessages.getMatch, () => match);
    expect((await gateway.send({ path: '/matches/m-1', role: 'university' })).body).toEqual(match);
    gateway.services.answer(matchingMessages.listMatches, () => ({ items: [match] }));
    const listed = await gateway.send({ path: '/matches?mine=true&status=CLOSED', role: 'university' });
    expect([listed.body, lastAsked()?.input]).toEqual([{ items: [match] }, { limit: 20, mine: true, status: 'CLOSED' }]);
  });
  it('that is closed takes no intent', async () => {
    gateway.services.answer(matchingMessages.expressIntent, () => {
      throw reject('MATCH_CLOSED');
    });
    const { status, body } = await gateway.send({ method: 'POST', path: '/matches/m-1/intent', role: 'university', body: {} });
    expect([status, body['code']]).toEqual([409, 'MATCH_CLOSED']);
  });
  it('is previewed with its sentences', async () => {
    const item = { id: 'l-1', title: '银浆', organisationId: 'u', score: 0.8, level: 4, explanation, rendered };
    const ranked = { items: [item], indexed: 1 };
    gateway.services.answer(matchingMessages.preview, () => ranked);
    const body = { kind: 'LISTING', title: '粘接' };
    expect((await gateway.send({ method: 'POST', path: '/match-preview', role: 'enterprise', body })).body).toEqual(ranked);
  });
  it('or what is none is explained for a pair', async () => {
    const why = { score: 0.8, level: 4, constraints: match.closed ?? [], explanation, rendered, matchId: 'm-1' };
    gateway.services.answer(matchingMessages.explainPair, () => why);
    const asked = await gateway.send({ path: '/matches/explain?listingId=l-1&demandId=d-1', role: 'regulator' });
    expect([asked.status, asked.body]).toEqual([200, why]);
    expect(lastAsked()?.input).toEqual({ listingId: 'l-1', demandId: 'd-1' });
    expect((await gateway.send({ path: '/matches/explain?listingId=l-1', role: 'regulator' })).status).toBe(400);
  });
});

describe('what stands around matches', () => {
  it.each([
    ['/listings/x-1', 'LISTING', 'university'],
    ['/demands/x-1', 'DEMAND', 'enterprise'],
  ] as const)('of %s: pairs kept apart, and why the others said no', async (path, kind, role) => {
    const constraints: BodyOf<typeof matchingEvents.matchClosed>['constraints'] = [
      { name: 'SAME_PARTY', side: 'SUPPLY', values: {} },
    ];
    const blocked = { items: [{ listingId: 'l', demandId: 'd', score: 0.8, level: 4, constraints, at }], nextCursor: 'n' };
    gateway.services.answer(matchingMessages.listBlocked, () => blocked);
    expect((await gateway.send({ path: `${path}/blocked?limit=5`, role: 'operator' })).body).toEqual(blocked);
    expect(lastAsked()?.input).toEqual({ kind, id: 'x-1', limit: 5 });
    const decline = { reason: 'PRICE' as const, count: 2, lastAt: at, advice: { zh: '分期', en: 'Instalments' }, notes: [] };
    gateway.services.answer(matchingMessages.getFeedback, () => ({ declines: [decline], pairs: 2 }));
    expect((await gateway.send({ path: `${path}/feedback`, role })).body).toEqual({ declines: [decline], pairs: 2 });
    expect(lastAsked()?.input).toEqual({ kind, id: 'x-1' });
  });
  it('for those who oversee: figures of the rankings; for operators: drift of the index', async () => {
    gateway.services.answer(matchingMessages.rankingOutcomes, () => ({ rankings: [] }));
    expect((await gateway.send({ path: '/ops/ranking', role: 'regulator' })).body).toEqual({ rankings: [] });
    const drift = { checkedAt: at, listings: 1, demands: 0, missing: [], surplus: ['l-9'], outdated: [] };
    gateway.services.answer(matchingMessages.indexDrift, () => drift);
    expect((await gateway.send({ path: '/ops/match-index/drift', role: 'operator' })).body).toEqual(drift);
  });
});
