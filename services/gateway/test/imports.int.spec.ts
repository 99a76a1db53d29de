import { readdirSync } from 'node:fs';
import { catalogMessages, reject } from '@lastmile/protocol';
import type { ListingContent } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import type { ImportView } from '../src/imports/import-jobs.js';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway({ IMPORT_MAX_BYTES: '2000000' });
});
afterEach(() => gateway.stop());

const ndjson = { 'content-type': 'application/x-ndjson' };
const upload = (lines: string, key = 'import-1', kind = 'listing', role: 'university' | 'enterprise' = 'university') =>
  gateway.send({
    method: 'POST',
    path: `/imports?kind=${kind}`,
    role,
    raw: lines,
    headers: { ...ndjson, 'idempotency-key': key },
  });
const jobOf = async (id: unknown): Promise<ImportView> =>
  (await gateway.send({ path: `/imports/${String(id)}`, role: 'university' })).body as unknown as ImportView;
const done = (id: unknown): Promise<ImportView> =>
  eventually(async () => {
    const job = await jobOf(id);
    expect(job.done).toBe(true);
    return job;
  }, 30_000);

const line = (row: object): string => JSON.stringify(row);
const good = (index: number): string =>
  line({ id: `L${index}`, title: `成果 ${index}`, content: '正文', keywords: ['词'], extra: true });

/** Plays the catalogue: what was imported, by record id, and how often each row came. */
const catalogue = () => {
  const records = new Map<string, ListingContent>();
  const keys = new Map<string, number>();
  gateway.services.answer(catalogMessages.importListing, ({ id, content }, { idempotencyKey }) => {
    keys.set(idempotencyKey, (keys.get(idempotencyKey) ?? 0) + 1);
    if (content.title.includes('拒绝')) throw reject('LISTING_CLOSED');
    records.set(id, content);
    return { id, revision: 1 };
  });
  return { records, keys };
};

/** 2,000 rows; each hundredth is bad in one of four ways. */
const bad = ['{"id":"broken"', line({ title: 'without id' }), line({ id: 'X', title: '' }), line({ id: 'Y', title: '拒绝' })];
const rows = Array.from({ length: 2_000 }, (_, index) => (index % 100 === 99 ? (bad[(index / 100) & 3] ?? '') : good(index)));

it('takes every good row and names every bad one', async () => {
  const { records } = catalogue();
  const answer = await upload(rows.join('\n'));
  expect(answer.status).toBe(202);
  const job = await done(answer.body['id']);
  expect(job).toMatchObject({ kind: 'listing', rows: 2_000, accepted: 1_980, rejected: 20 });
  expect(job.errors.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * 100));
  expect(job.errors.slice(0, 4).map(({ id, code }) => [id, code])).toEqual([
    [undefined, 'INVALID_JSON'],
    [undefined, 'INVALID_MESSAGE'],
    ['X', 'INVALID_MESSAGE'],
    ['Y', 'LISTING_CLOSED'],
  ]);
  expect(records.size).toBe(1_980);
  expect([...records.values()][0]).toMatchObject({
    abstract: '正文',
    keywords: ['词'],
    sourceId: expect.stringMatching(/^L\d+$/) as string,
  });
  await eventually(() => expect(readdirSync(gateway.settings['IMPORT_DIR'] ?? '')).toEqual([]));
});

it('goes on after a restart in the middle, with the effect of once', async () => {
  const { records, keys } = catalogue();
  const answer = await upload(rows.join('\n'));
  await eventually(() => expect(keys.size).toBeGreaterThan(700));
  await gateway.restart();
  const job = await done(answer.body['id']);
  expect(job).toMatchObject({ rows: 2_000, accepted: 1_980, rejected: 20 });
  expect(records.size).toBe(1_980);
  expect(keys.size).toBe(1_985); // one key a row that reached the catalogue, however often it was sent
});

it('waits for a catalogue that is not there', async () => {
  const { records } = catalogue();
  await gateway.services.stop();
  const answer = await upload([good(1), good(2)].join('\n'));
  expect((await jobOf(answer.body['id'])).done).toBe(false);
  const { startFakeService } = await import('./fake-services.js');
  const late = await startFakeService(gateway.bus, [catalogMessages.importListing as never]);
  late.answer(catalogMessages.importListing, ({ id, content }) => {
    records.set(id, content);
    return { id, revision: 1 };
  });
  expect(await done(answer.body['id'])).toMatchObject({ accepted: 2, rejected: 0 });
  await late.stop();
});

it('sent again is the same import; its rows are the same records whoever sends the file', async () => {
  const { records } = catalogue();
  const lines = [good(1), good(2)].join('\n');
  const [first, twin] = await Promise.all([upload(lines), upload(lines)]);
  expect(twin.body).toEqual(first.body);
  expect((await upload(`${lines}\n${good(3)}`)).body['code']).toBe('IDEMPOTENCY_KEY_REUSED');
  await done(first.body['id']);
  const again = await upload(lines, 'import-2');
  expect(again.body['id']).not.toBe(first.body['id']);
  await done(again.body['id']);
  expect(records.size).toBe(2);
});

it('without a row is done at once', async () => {
  const answer = await upload('\n  \n');
  expect(await done(answer.body['id'])).toMatchObject({ rows: 0, accepted: 0, rejected: 0 });
});

it('is its organisation’s own, and of the kind that its role offers', async () => {
  catalogue();
  const answer = await upload(good(1));
  expect((await gateway.send({ path: `/imports/${String(answer.body['id'])}`, role: 'enterprise' })).body['code']).toBe(
    'NOT_FOUND',
  );
  expect((await upload(good(1), 'k', 'listing', 'enterprise')).body['code']).toBe('ROLE_NOT_ALLOWED');
  expect((await upload(good(1), 'k', 'contract')).body['code']).toBe('INVALID_MESSAGE');
  await done(answer.body['id']);
});

it('refuses what is no stream of lines or too large, and keeps nothing of it', async () => {
  const json = await gateway.send({ method: 'POST', path: '/imports?kind=listing', role: 'university', body: {} });
  expect([json.status, json.body['code']]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  const large = await upload(`${good(1)}\n`.repeat(25_000));
  expect([large.status, large.body['code']]).toEqual([413, 'BODY_TOO_LARGE']);
  await eventually(() => expect(readdirSync(gateway.settings['IMPORT_DIR'] ?? '')).toEqual([]));
  expect((await gateway.send({ path: '/health/live' })).status).toBe(200);
});
