import { demandContentSchema, listingContentSchema, matchingMessages } from '@lastmile/protocol';
import type { DemandContent, ListingContent } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import {
  demandPublished,
  enterprise,
  listingPublished,
  listingWithdrawn,
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

const listing = (content: Partial<ListingContent>) => listingContentSchema.parse({ title: '卧龙草药干燥装置', ...content });
const demand = (content: Partial<DemandContent>) => demandContentSchema.parse({ title: '草药干燥太慢', ...content });
const drying =
  '用热泵分段除湿,按药材含水率调节风温和风速,芳香成分留得住,干燥均匀不焦边,每批由两天缩短到十四小时,已在三个加工点运行一个产季。';

const assessListing = (content: Partial<ListingContent>, actor = university, id?: string) =>
  platform.request(matchingMessages.assessListing, { id, content: listing(content) }, actor);
const assessDemand = (content: Partial<DemandContent>, actor = enterprise, id?: string) =>
  platform.request(matchingMessages.assessDemand, { id, content: demand(content) }, actor);
const duplicatesOf = async (content: Partial<ListingContent>, actor = university, id?: string) =>
  (await assessListing(content, actor, id)).duplicates.map((one) => [one.id, one.isOwn]);

it('tells what a draft lacks, with what to do about it', async () => {
  const quality = await assessDemand({ title: '技术需求' });
  expect(quality).toMatchObject({ grade: 'POOR', duplicates: [], policyVersion: expect.stringMatching(/^quality-/) });
  expect(quality.hints.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['TITLE_GENERIC', 'TEXT_MISSING', 'NO_QUANTIFIED_TARGET', 'NO_BUDGET_RANGE']),
  );
  expect(quality.score + quality.hints.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(1, 9);
});

it('knows published records that say nearly the same, also after a restart', async () => {
  await platform.publish(listingPublished('drying', '卧龙草药干燥装置', { abstract: drying }));
  const draft = { abstract: drying.replace('三个', '四个') };
  await eventually(async () => expect(await duplicatesOf(draft)).toEqual([['drying', true]]), 20_000);
  expect(await duplicatesOf(draft, university, 'drying')).toEqual([]);
  expect(await duplicatesOf(draft, stranger)).toEqual([['drying', false]]);

  await platform.stopService();
  await platform.startService();
  expect(await duplicatesOf(draft)).toEqual([['drying', true]]);

  await platform.publish(listingWithdrawn('drying'));
  await eventually(async () => expect(await duplicatesOf(draft)).toEqual([]), 20_000);
});

it('shows a stranger nothing of an anonymous demand', async () => {
  const hidden = { title: '某基地草药干燥太慢', content: drying };
  await platform.publish(demandPublished('hidden', hidden.title, { ...hidden, confidentiality: 'ANONYMOUS' }));
  await eventually(async () => {
    const { duplicates } = await assessDemand(hidden);
    expect(duplicates).toEqual([{ id: 'hidden', isOwn: true, title: hidden.title, likeness: 1 }]);
  }, 20_000);
  const asked = await assessDemand(hidden, stranger);
  expect(asked.duplicates).toEqual([]);
  expect(asked.hints.map(({ code }) => code)).not.toContain('NEAR_DUPLICATE');
});
