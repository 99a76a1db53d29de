import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually, startMongo } from '@lastmile/testing';
import { call, startTestPlatform } from './platform.js';
import type { TestPlatform } from './platform.js';

const root = join(import.meta.dirname, '../../..');
const jsonLines = <T>(file: string): T[] =>
  readFileSync(join(root, 'demo/data', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

interface Story {
  imported: { listings: { accepted: number; rejected: number }; demands: { accepted: number; rejected: number } };
  matches: { demand: { id: string; title: string }; best: { listing: string; level: number; words: string[] }[] }[];
  deal: {
    match: { listingId: string; demandId: string; supply: { title: string } };
    contract: { id: string; status: string; terms: { hash: string }; signatures: unknown[] };
    before: {
      notice: { status: string; opensOn: string; endsOn: string };
      calendar: { daysAhead: number };
      checks: { status: string }[];
    };
    history: { revision: number; type: string; organisationId: string }[];
  };
  receipt: { index: number; size: number; bytes: number; signedBy: string[] };
  after: {
    registration: { registrationNumber: string; ageDays: number };
    received: { amount: string };
    distribution: { whole: { amount: string }; team: { amount: string }; payouts: { amount: { amount: string } }[] };
    receipt: { signedBy: string[] };
    refused: string;
  };
  inboxes: Record<'supply' | 'demand', { id: string; kind: string; eventId: string }[]>;
  traceId: string;
  trace: { services: string[] };
}

describe.each(['sqlite', 'mongodb'] as const)('the story from import to a concluded contract, read models on %s', (kind) => {
  let platform: TestPlatform;
  let story: Story;
  let stopMongo: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    const mongo = kind === 'mongodb' ? await startMongo() : undefined;
    stopMongo = mongo && (() => mongo.stop());
    // one database a service is made below the server's address
    platform = await startTestPlatform({ mongoUrl: mongo && new URL('/', mongo.url).href });
    const env = {
      ...process.env,
      NODE_OPTIONS: undefined,
      LASTMILE_URL: platform.apiUrl,
      LASTMILE_KEYS: JSON.stringify(platform.keys),
    };
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'demo/dist/main.js'), '--json'], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    story = JSON.parse(stdout) as Story;
  }, 240_000);
  afterAll(async () => {
    await platform.stop();
    await stopMongo?.();
  });

  it('takes in every row of the two files', () => {
    expect(story.imported.listings).toMatchObject({ accepted: jsonLines('listings.jsonl').length, rejected: 0 });
    expect(story.imported.demands).toMatchObject({ accepted: jsonLines('demands.jsonl').length, rejected: 0 });
  });

  it('finds a listing that was written to fit for most demands, and says by which words', () => {
    const demands = new Map(jsonLines<{ id: string; title: string }>('demands.jsonl').map(({ id, title }) => [id, title]));
    const listings = new Map(jsonLines<{ id: string; title: string }>('listings.jsonl').map(({ id, title }) => [id, title]));
    const expected = jsonLines<{ demand: string; listings: string[] }>('expected.jsonl');
    const hits = expected.filter(({ demand, listings: fitting }) => {
      const best = story.matches.find((match) => match.demand.title === demands.get(demand))?.best ?? [];
      return best.some(({ listing }) => fitting.some((id) => listings.get(id) === listing));
    });
    expect(hits.length / expected.length).toBeGreaterThanOrEqual(0.5);
    for (const { best } of story.matches) for (const { words } of best) expect(words.length).toBeGreaterThan(0);
  });

  it('concludes a contract that both signed, with its history in order', () => {
    const { contract, history, match } = story.deal;
    expect(match.supply.title).toBe('移动智能动作监测骨科康复指导仪');
    expect(['CONCLUDED', 'EFFECTIVE']).toContain(contract.status);
    expect(contract).toMatchObject({ terms: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string } });
    expect(contract.signatures).toHaveLength(2);
    expect(history.map(({ revision }) => revision)).toEqual(history.map((_, index) => index));
    expect(history.at(0)?.type).toBe('ContractDrafted.v1');
    const types = history.map(({ type }) => type);
    const order = [
      'TermsAgreed.v1',
      'NoticeOpened.v1',
      'NoticeClosed.v1',
      'ChecksPassed.v1',
      'ContractSigned.v1',
      'ContractConcluded.v1',
    ];
    expect(types.filter((type) => order.includes(type))).toEqual([
      ...order.slice(0, 5),
      'ContractSigned.v1',
      'ContractConcluded.v1',
    ]);
    const { notice, calendar, checks } = story.deal.before;
    expect(Date.parse(notice.endsOn) - Date.parse(notice.opensOn)).toBe(15 * 86_400_000);
    expect([notice.status, calendar.daysAhead]).toEqual(['CLOSED', 16]);
    expect(checks.map(({ status }) => status)).not.toContain('FAILED');
  });

  it('gives a receipt that was checked without the platform, to those who may read the contract', async () => {
    // the end of the notice is the first leaf
    expect(story.receipt).toMatchObject({ index: 1, size: 2, signedBy: ['Ed25519', 'SM2'] });
    expect(story.receipt.bytes).toBeLessThan(4_096);
    const path = `/contracts/${story.deal.contract.id}/receipt`;
    expect((await call(platform, 'broker', path)).status).toBe(404);
    const { status, body: receipt } = await call<object>(platform, 'regulator', path);
    expect(status).toBe(200);
    expect((await call(platform, undefined, '/ledger/verify', { body: receipt })).body).toEqual({ isValid: true });
    const { body } = await call<{ leaf: string }>(platform, undefined, '/ledger/entries/1');
    expect(JSON.parse(body.leaf)).toMatchObject({ contractId: story.deal.contract.id, type: 'CONTRACT_CONCLUDED' });
  });

  it('has it registered by the office, paid in part, and the income shared thirty to seventy', () => {
    const { registration, received, distribution, receipt, refused } = story.after;
    expect(registration.registrationNumber).toMatch(/^\d{14}$/);
    expect(received.amount).toBe('294000.00');
    expect(distribution).toMatchObject({ whole: { amount: '282000.00' }, team: { amount: '197400.00' } });
    expect(distribution.payouts.map(({ amount }) => amount.amount)).toEqual(['59220.00', '138180.00']);
    expect(receipt.signedBy.length).toBeGreaterThan(0);
    expect(refused).toBe('INCLUSION_INVALID');
  });

  it('tells both sides, each event once', () => {
    for (const inbox of Object.values(story.inboxes)) {
      expect(inbox.map(({ kind: item }) => item)).toEqual(expect.arrayContaining(['contract-concluded', 'match-introduced']));
      expect(new Set(inbox.map(({ eventId }) => eventId)).size).toBe(inbox.length);
    }
  });

  it('shows the whole way in one trace through every service', () =>
    expect(story.trace.services).toEqual(expect.arrayContaining(['catalog', 'contract', 'gateway', 'matching', 'notification'])));

  it('closes what the contract was about', async () => {
    const { body } = await call<{ status: string }>(platform, 'enterprise', `/demands/${story.deal.match.demandId}`);
    expect(body.status).toBe('CONTRACTED');
  });

  it('imports the same files again without a second record', async () => {
    const before = await call<{ listings: number; demands: number }>(platform, 'university', '/match-index');
    const raw = readFileSync(join(root, 'demo/data/listings.jsonl'), 'utf8');
    const { body: job } = await call<{ id: string }>(platform, 'university', '/imports?kind=listing', {
      raw,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    await eventually(async () => {
      const { body } = await call<{ done: boolean; accepted: number }>(platform, 'university', `/imports/${job.id}`);
      expect(body).toMatchObject({ done: true, accepted: before.body.listings });
    });
    const after = await call<{ listings: number; demands: number }>(platform, 'university', '/match-index');
    expect(after.body).toEqual(before.body);
  });

  it('has nothing to complain about in the end', () => {
    expect(platform.processes.every(({ isReady }) => isReady)).toBe(true);
    expect(platform.lines.filter((line) => line.startsWith('!'))).toEqual([]);
  });
});
