import { matchingEvents, matchingMessages } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import { matchIdOf } from '../src/match/match-id.js';
import {
  broker,
  demandPublished,
  enterprise,
  listingPublished,
  listingWithdrawn,
  operator,
  startPlatform,
  stranger,
  university,
} from './platform.js';
import type { Platform } from './platform.js';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

const wait = 30_000;
const viewOf = (match: string) => platform.request(matchingMessages.getMatch, { id: match }, university);
const proposed = (match: string) => eventually(async () => expect((await viewOf(match)).status).toBe('PROPOSED'), wait);
const closedFacts = async (match: string) =>
  (await platform.published()).filter(
    ({ subject, body }) => subject === matchingEvents.matchClosed.subject && body.matchId === match,
  );

describe('a match', () => {
  it('is closed in public when a side is withdrawn, once, and takes no answer any more', async () => {
    const match = matchIdOf('gone', 'wish');
    const facts = [listingPublished('gone', '氮化硅陶瓷基板烧结'), demandPublished('wish', '氮化硅陶瓷基板烧结方案')];
    await platform.publish(...facts);
    await proposed(match);
    await platform.request(matchingMessages.expressIntent, { id: match }, enterprise);
    const withdrawal = listingWithdrawn('gone', 2);
    await platform.publish(withdrawal);
    await eventually(async () => expect((await closedFacts(match)).length).toBe(1), wait);
    const [fact] = await closedFacts(match);
    expect(matchingEvents.matchClosed.body.parse(fact!.body)).toMatchObject({
      listingId: 'gone',
      constraints: [{ name: 'WITHDRAWN', side: 'SUPPLY' }],
    });
    await platform.publishAgain(withdrawal);
    const view = await platform.request(matchingMessages.getMatch, { id: match, atRevision: 2 }, enterprise);
    expect(view).toMatchObject({ status: 'CLOSED', closed: [{ name: 'WITHDRAWN', side: 'SUPPLY' }] });
    for (const actor of [university, enterprise]) {
      await expect(platform.request(matchingMessages.expressIntent, { id: match }, actor)).rejects.toMatchObject({
        code: 'MATCH_CLOSED',
      });
      const decline = platform.request(matchingMessages.decline, { id: match, reason: 'OTHER' }, actor);
      await expect(decline).rejects.toMatchObject({ code: 'MATCH_CLOSED' });
    }
    expect((await closedFacts(match)).length).toBe(1);
  });

  it('is closed by the calendar when an offer is over, and proposed again when it is renewed', async () => {
    const match = matchIdOf('season', 'harvest');
    const content = { validUntil: '2090-05-20' };
    await platform.publish(listingPublished('season', '玉米秸秆腐解菌剂', content));
    await platform.publish(demandPublished('harvest', '玉米秸秆腐解菌剂应用'));
    await proposed(match);
    await platform.stopService();
    await platform.startService({ now: '2090-05-21T08:00:00.000Z' });
    await eventually(async () => expect((await viewOf(match)).status).toBe('CLOSED'), wait);
    expect((await viewOf(match)).closed).toMatchObject([{ name: 'EXPIRED', side: 'SUPPLY' }]);
    await eventually(async () => expect((await closedFacts(match)).length).toBe(1), wait);
    await platform.publish(listingPublished('season', '玉米秸秆腐解菌剂', { validUntil: '2091-05-20' }, { revision: 2 }));
    await proposed(match);
    await platform.stopService();
    await platform.startService();
    await proposed(match);
  });

  it('that a constraint keeps from being proposed is told to its sides with the reason', async () => {
    await platform.publish(
      listingPublished('taken', '污水低温硝化菌剂', { modes: ['LICENCE'], licences: [{ mode: 'EXCLUSIVE' }] }),
    );
    await platform.publish(demandPublished('seeker', '污水低温硝化菌剂', { modes: ['LICENCE'], confidentiality: 'ANONYMOUS' }));
    const asked = { kind: 'LISTING' as const, id: 'taken', limit: 20 };
    const blocked = () => platform.request(matchingMessages.listBlocked, asked, university);
    await eventually(async () => expect((await blocked()).items.length).toBe(1), wait);
    expect((await blocked()).items).toMatchObject([{ demandId: 'seeker', constraints: [{ name: 'LICENCE_CONFLICT' }] }]);
    const pair = { listingId: 'taken', demandId: 'seeker' };
    const told = await platform.request(matchingMessages.explainPair, pair, enterprise);
    expect(matchingMessages.explainPair.output.parse(told)).toEqual(told);
    expect(told).toMatchObject({
      matchId: matchIdOf('taken', 'seeker'),
      constraints: [{ name: 'LICENCE_CONFLICT', side: 'SUPPLY' }],
    });
    await expect(platform.request(matchingMessages.explainPair, pair, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(platform.request(matchingMessages.listBlocked, asked, enterprise)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(viewOf(told.matchId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a decline', () => {
  it('lowers the neighbours, is told to the owner, and stands in the log of outcomes', async () => {
    await platform.publish(listingPublished('inertial', '无人机惯性导航算法'));
    await platform.publish(listingPublished('sibling', '无人机惯性导航模块', {}, { organisationId: 'institute' }));
    await platform.publish(demandPublished('drone', '无人机惯性导航'));
    const [declined, neighbour] = [matchIdOf('inertial', 'drone'), matchIdOf('sibling', 'drone')];
    const neighbourView = () => platform.request(matchingMessages.getMatch, { id: neighbour }, enterprise);
    const before = await eventually(neighbourView, wait);
    await proposed(declined);
    await platform.request(matchingMessages.decline, { id: declined, reason: 'WRONG_FIELD', note: '我们做光学' }, enterprise);
    await eventually(async () => expect((await neighbourView()).score).toBeLessThan(before.score), wait);
    const after = await neighbourView();
    expect(after.explanation.components.at(-1)).toMatchObject({
      name: 'feedback',
      evidence: [{ code: 'DECLINED_BEFORE', values: { reason: 'WRONG_FIELD', side: 'DEMAND', count: 1 } }],
    });
    expect(JSON.stringify(after.explanation)).not.toContain('university');
    expect(after.rendered.zh.join()).not.toBe(before.rendered.zh.join());
    const feedback = await platform.request(matchingMessages.getFeedback, { kind: 'LISTING', id: 'inertial' }, university);
    expect(matchingMessages.getFeedback.output.parse(feedback)).toEqual(feedback);
    expect(feedback).toMatchObject({ pairs: 1, declines: [{ reason: 'WRONG_FIELD', count: 1, notes: ['我们做光学'] }] });
    const { rankings } = await platform.request(matchingMessages.rankingOutcomes, {}, operator);
    const asked = rankings.find((one) => one.declined > 0);
    expect(asked).toMatchObject({ declined: 1, declines: [{ reason: 'WRONG_FIELD', pairs: 1, share: 1 }] });
    expect(asked!.ranking.modelVersion).not.toBe('none');
    expect(rankings.reduce((sum, one) => sum + one.proposed, 0)).toBe(4);
    await expect(platform.request(matchingMessages.rankingOutcomes, {}, university)).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await expect(platform.request(matchingMessages.rankingOutcomes, {}, broker)).resolves.toEqual({ rankings });
  });

  it('is remembered when the read models are made anew', async () => {
    const figures = () => platform.request(matchingMessages.rankingOutcomes, {}, operator);
    const before = await figures();
    await platform.stopService();
    await platform.startService({ forget: true });
    await eventually(async () => expect(await figures()).toEqual(before), 60_000);
    const blocked = () => platform.request(matchingMessages.listBlocked, { kind: 'LISTING', id: 'taken', limit: 20 }, university);
    await eventually(async () => expect((await blocked()).items.length).toBe(1), 60_000);
    expect(await figures()).toEqual(before);
  });
});
