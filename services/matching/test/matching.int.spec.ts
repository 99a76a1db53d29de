import { matchingEvents, matchingMessages } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import { matchIdOf } from '../src/match/match-id.js';
import {
  broker,
  demandPublished,
  enterprise,
  listingPublished,
  listingWithdrawn,
  startPlatform,
  stranger,
  university,
} from './platform.js';
import type { Fact, Platform } from './platform.js';

let platform: Platform;
let place = 0;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

/** Each test speaks of its own subject, so that no test's records match another's. */
const subjects = [
  '风电轴承感应淬火',
  '氮化硅陶瓷基板',
  '锂离子电池正极',
  '污水低温硝化菌剂',
  '无人机惯性导航',
  '中药近红外提取',
  '玉米秸秆腐解',
  '高盐废水电渗析',
  '公交信号优先',
];
interface Records {
  listing: string;
  demand: string;
  match: string;
  title: string;
  facts: [Fact, Fact];
}
const records = (content: Parameters<typeof demandPublished>[2] = {}): Records => {
  const title = subjects[place] ?? '';
  place += 1;
  const [listing, demand] = [`l-${place}`, `d-${place}`];
  const facts: [Fact, Fact] = [
    listingPublished(listing, `${title}工艺`, { abstract: `面向${title}` }),
    demandPublished(demand, `寻找${title}方案`, { content: `需要${title}`, ...content }),
  ];
  return { listing, demand, match: matchIdOf(listing, demand), title, facts };
};
const factsOf = async (match: string) => (await platform.published()).filter(({ body }) => body.matchId === match);
const proposedMatch = (match: string) =>
  eventually(() => platform.request(matchingMessages.getMatch, { id: match }, university), 20_000);
const eventuallyPublished = (match: string, subject: string) =>
  eventually(async () => {
    const found = (await factsOf(match)).filter((fact) => fact.subject === subject);
    expect(found.length).toBe(1);
    return found[0]!;
  }, 20_000);

describe('a published listing and a published demand', () => {
  it('become a proposed match in public, with its words', async () => {
    const { match, listing, demand, title, facts } = records();
    await platform.publish(...facts);
    const fact = await eventuallyPublished(match, matchingEvents.matchProposed.subject);
    expect(matchingEvents.matchProposed.body.parse(fact.body)).toMatchObject({
      listingId: listing,
      demandId: demand,
      supply: { organisationId: 'university', title: `${title}工艺` },
      demand: { organisationId: 'enterprise' },
      words: expect.arrayContaining([expect.stringMatching(/./)]),
    });
    const view = await proposedMatch(match);
    expect(view).toMatchObject({ status: 'PROPOSED', intents: [], listingId: listing, demandId: demand, revision: 0 });
    expect(view.level).toBeGreaterThanOrEqual(3);
    expect(view.explanation.components.map(({ name }) => name)).toEqual(expect.arrayContaining(['title', 'body']));
  });

  it('are introduced when both sides say yes, each once', async () => {
    const { match, facts } = records();
    await platform.publish(...facts);
    await proposedMatch(match);
    const first = await platform.request(matchingMessages.expressIntent, { id: match }, university, { key: 'yes-of-supply' });
    const again = await platform.request(matchingMessages.expressIntent, { id: match }, university, { key: 'yes-of-supply' });
    expect([first, again]).toEqual([
      { id: match, revision: 1 },
      { id: match, revision: 1 },
    ]);
    const last = await platform.request(matchingMessages.expressIntent, { id: match, note: '好' }, enterprise);
    expect(last).toEqual({ id: match, revision: 3 });
    await eventuallyPublished(match, matchingEvents.matchIntroduced.subject);
    const view = await platform.request(matchingMessages.getMatch, { id: match, atRevision: 3 }, enterprise);
    expect(view).toMatchObject({ status: 'INTRODUCED', intents: ['SUPPLY', 'DEMAND'] });
    expect((await factsOf(match)).map(({ subject }) => subject)).toEqual([
      matchingEvents.matchProposed.subject,
      matchingEvents.intentExpressed.subject,
      matchingEvents.intentExpressed.subject,
      matchingEvents.matchIntroduced.subject,
    ]);
    await expect(platform.request(matchingMessages.decline, { id: match, reason: 'PRICE' }, enterprise)).rejects.toMatchObject({
      code: 'MATCH_ALREADY_INTRODUCED',
    });
  });

  it('are over when one side declines', async () => {
    const { match, facts } = records();
    await platform.publish(...facts);
    await proposedMatch(match);
    await platform.request(matchingMessages.decline, { id: match, reason: 'TOO_EARLY', note: '明年' }, enterprise);
    const view = await platform.request(matchingMessages.getMatch, { id: match, atRevision: 1 }, university);
    expect(view).toMatchObject({ status: 'DECLINED', declined: { side: 'DEMAND', reason: 'TOO_EARLY', note: '明年' } });
    await expect(platform.request(matchingMessages.expressIntent, { id: match }, university)).rejects.toMatchObject({
      code: 'MATCH_ALREADY_DECLINED',
    });
  });

  it('are seen by both parties and by those who mediate, not by strangers', async () => {
    const { match, listing, demand, facts } = records();
    await platform.publish(...facts);
    await proposedMatch(match);
    const listed = async (filter: { listingId?: string; demandId?: string; mine?: boolean }, actor: typeof university) =>
      (await platform.request(matchingMessages.listMatches, { limit: 200, ...filter }, actor)).items.map(({ id }) => id);
    expect(await listed({ listingId: listing }, university)).toEqual([match]);
    expect(await listed({ demandId: demand }, broker)).toEqual([match]);
    expect(await listed({ mine: true }, enterprise)).toContain(match);
    expect(await listed({ listingId: listing }, stranger)).toEqual([]);
    expect(await listed({ mine: true }, broker)).toEqual([]);
    await expect(platform.request(matchingMessages.getMatch, { id: match }, stranger)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(platform.request(matchingMessages.expressIntent, { id: match }, stranger)).rejects.toMatchObject({
      code: 'NOT_A_PARTY',
    });
    await expect(platform.request(matchingMessages.listMatches, { limit: 5 }, broker)).rejects.toMatchObject({
      code: 'INVALID_MESSAGE',
    });
    const other = await platform.request(matchingMessages.listMatches, { limit: 1, mine: true }, enterprise);
    await expect(
      platform.request(matchingMessages.listMatches, { limit: 1, listingId: listing, cursor: other.nextCursor }, university),
    ).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  });

  it('keep an anonymous demand anonymous until the introduction', async () => {
    const { match, facts } = records({ confidentiality: 'ANONYMOUS' });
    await platform.publish(...facts);
    expect((await proposedMatch(match)).demand.organisationId).toBe('');
    const own = await platform.request(matchingMessages.getMatch, { id: match }, enterprise);
    expect(own.demand.organisationId).toBe('enterprise');
    await platform.request(matchingMessages.expressIntent, { id: match }, university);
    await platform.request(matchingMessages.expressIntent, { id: match }, enterprise);
    const view = await platform.request(matchingMessages.getMatch, { id: match, atRevision: 3 }, university);
    expect(view.demand.organisationId).toBe('enterprise');
  });
});

describe('the index', () => {
  const status = () => platform.request(matchingMessages.indexStatus, {}, stranger);
  const preview = (title: string) =>
    platform.request(matchingMessages.preview, { kind: 'LISTING', title, text: '', limit: 10 }, stranger);

  it('is not moved by a fact that comes again, nor by an older one', async () => {
    const { match, listing, title, facts } = records();
    await platform.publish(...facts);
    await proposedMatch(match);
    const [older] = facts;
    const revised = listingPublished(listing, `${title}新工艺`, { abstract: `面向${title}` }, { revision: 2 });
    await platform.publish(revised);
    await eventually(async () => expect((await preview(title)).items[0]).toMatchObject({ id: listing, title: `${title}新工艺` }));
    const before = await status();
    const marker = records();
    await platform.publishAgain(...facts, revised, older);
    await platform.publish(...marker.facts);
    await proposedMatch(marker.match);
    expect((await preview(title)).items[0]).toMatchObject({ id: listing, title: `${title}新工艺` });
    expect((await factsOf(match)).map(({ subject }) => subject)).toEqual([matchingEvents.matchProposed.subject]);
    await eventually(async () =>
      expect(await status()).toEqual({
        ...before,
        listings: before.listings + 1,
        demands: before.demands + 1,
        matches: before.matches + 1,
      }),
    );
  });

  it('comes back after a restart and after the documents were lost, without proposing twice', async () => {
    const before = await status();
    const published = (await platform.published()).length;
    await platform.stopService();
    await platform.startService();
    expect(await status()).toEqual(before);
    await platform.stopService();
    await platform.startService({ forget: true });
    await eventually(async () => expect(await status()).toEqual(before), 30_000);
    expect((await platform.published()).length).toBe(published);
  });

  it('goes on after the broker lost its stream, without proposing twice', async () => {
    const before = (await platform.published()).length;
    await platform.loseStream();
    const { match, facts } = records();
    await platform.publish(...facts);
    await eventuallyPublished(match, matchingEvents.matchProposed.subject);
    expect((await platform.published()).length).toBe(before + 1);
  });

  it('rates open matches anew when a text changes, and offers nothing that was withdrawn', async () => {
    const { match, listing, title, facts } = records();
    await platform.publish(...facts);
    const { level } = await proposedMatch(match);
    await platform.publish(listingPublished(listing, '食品冷链运输', {}, { revision: 2 }));
    await eventually(async () => expect((await proposedMatch(match)).level).toBeLessThan(level), 20_000);
    await platform.publish(listingPublished(listing, `${title}工艺`, {}, { revision: 3 }));
    await eventually(async () => expect((await preview(title)).items.map(({ id }) => id)).toContain(listing));
    await platform.publish(listingWithdrawn(listing, 4));
    await eventually(async () => expect((await preview(title)).items.map(({ id }) => id)).not.toContain(listing));
  });

  it('shows its health', async () => {
    const answer = await fetch(`${platform.url()}/health/ready`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'up' }]);
  });
});
