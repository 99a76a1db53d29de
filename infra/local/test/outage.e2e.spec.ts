import { randomUUID } from 'node:crypto';
import { eventually } from '@lastmile/testing';
import { call, startTestPlatform } from './platform.js';
import type { Answer, TestPlatform } from './platform.js';

interface Problem {
  code: string;
  title: string;
  detail: string;
  status: number;
  traceId: string;
}
interface Result {
  id: string;
  revision: number;
}

describe('when a backing server does not answer', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform();
  }, 120_000);
  afterAll(() => platform.stop());

  const server = (name: string) => {
    const found = platform.processes.find((one) => one.name === name);
    if (!found) throw new Error(`there is no process ${name}`);
    return found;
  };
  const post = (key: string, title = '断电时提交的成果'): Promise<Answer<Result & Problem>> =>
    call(platform, 'university', '/listings', { body: { title, abstract: '说明' }, headers: { 'idempotency-key': key } });
  const own = async (): Promise<string[]> => {
    const { body } = await call<{ items: { id: string; title: string }[] }>(
      platform,
      'university',
      '/listings?mine=true&limit=200',
    );
    return body.items.map(({ title }) => title);
  };

  it.each(['eventstore', 'nats', 'catalog'])(
    'a command gets a coded answer while %s is frozen, and is done once afterwards',
    async (name) => {
      const key = randomUUID();
      const title = `${name} 冻结时提交的成果`;
      server(name).signal('SIGSTOP');
      let refused: Answer<Result & Problem>;
      try {
        refused = await post(key, title);
      } finally {
        server(name).signal('SIGCONT');
      }
      expect([503, 504]).toContain(refused.status);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(refused.body).toMatchObject({
        status: refused.status,
        code: expect.stringMatching(/^[A-Z_]+$/) as string,
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      });
      expect(refused.body.detail).toMatch(/[\u4e00-\u9fff]/);
      if (refused.status === 503) expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const done = await eventually(async () => {
        const answer = await post(key, title);
        expect(answer.status).toBe(201);
        return answer.body;
      }, 60_000);
      expect((await post(key, title)).body).toEqual(done);
      await eventually(async () => expect((await own()).filter((one) => one === title)).toHaveLength(1), 30_000);
    },
  );

  it('refuses a page with a code while its read model cannot be asked, and shows it again afterwards', async () => {
    server('catalog').signal('SIGKILL');
    const answer = await call<Problem>(platform, undefined, '/listings');
    if (answer.status !== 200) {
      expect([503, 504]).toContain(answer.status);
      expect(answer.body.code).toMatch(/^[A-Z_]+$/);
    }
    await eventually(async () => expect((await call(platform, undefined, '/listings')).status).toBe(200), 60_000);
  });

  it('says so at the door: the gateway is not ready while the broker is away', async () => {
    server('nats').signal('SIGSTOP');
    try {
      await eventually(async () => expect((await fetch(`${platform.apiUrl}/health/ready`)).status).toBe(503), 30_000);
      expect((await fetch(`${platform.apiUrl}/health/live`)).status).toBe(200);
    } finally {
      server('nats').signal('SIGCONT');
    }
    await eventually(async () => expect((await fetch(`${platform.apiUrl}/health/ready`)).status).toBe(200), 30_000);
  });
});

describe('when input is wrong', () => {
  let platform: TestPlatform;
  let listing: Result;
  beforeAll(async () => {
    platform = await startTestPlatform();
    listing = (await call<Result>(platform, 'university', '/listings', { body: { title: '成果', abstract: '说明' } })).body;
  }, 120_000);
  afterAll(() => platform.stop());

  const mebibyte = 1024 * 1024;
  const cases: [string, () => Promise<Answer<Problem>>, number, string][] = [
    ['broken JSON', () => call(platform, 'university', '/listings', { raw: '{"title":' }), 400, 'INVALID_JSON'],
    [
      'an unknown field value',
      () => call(platform, 'university', '/listings', { body: { title: '成果', field: 'ALCHEMY' } }),
      400,
      'INVALID_MESSAGE',
    ],
    ['an empty title', () => call(platform, 'university', '/listings', { body: { title: ' ' } }), 400, 'INVALID_MESSAGE'],
    [
      'too much',
      () => call(platform, 'university', '/listings', { raw: JSON.stringify({ title: 'a', abstract: 'x'.repeat(mebibyte) }) }),
      413,
      'BODY_TOO_LARGE',
    ],
    ['nobody', () => call(platform, undefined, '/listings', { body: { title: '成果' } }), 401, 'UNAUTHENTICATED'],
    ['the wrong role', () => call(platform, 'enterprise', '/listings', { body: { title: '成果' } }), 403, 'ROLE_NOT_ALLOWED'],
    [
      'a stale revision',
      () =>
        call(platform, 'university', `/listings/${listing.id}`, {
          method: 'PATCH',
          body: { title: '新' },
          headers: { 'if-match': '"7"' },
        }),
      409,
      'REVISION_CONFLICT',
    ],
    ['an unknown id', () => call(platform, 'university', `/listings/${randomUUID()}`), 404, 'NOT_FOUND'],
    ['an unknown address', () => call(platform, 'university', '/nowhere'), 404, 'ROUTE_NOT_FOUND'],
    ["somebody else's contract", () => call(platform, 'enterprise', `/contracts/${randomUUID()}`), 404, 'NOT_FOUND'],
  ];

  it.each(cases)('%s is refused with its code, in words of the user', async (_, ask, status, code) => {
    const answer = await ask();
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.title).toMatch(/[\u4e00-\u9fff]/);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.js:\d+/);
  });

  it('leaves nothing half-done', async () => {
    const { body } = await call<{ items: { id: string; revision: number }[] }>(platform, 'university', '/listings?mine=true');
    expect(body.items.map(({ id, revision }) => ({ id, revision }))).toEqual([{ id: listing.id, revision: 0 }]);
  });
});
