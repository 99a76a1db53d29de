import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@lastmile/testing';
import type { DemoKeys } from '../src/secrets.js';
import { call, callUntilDefinite, startTestPlatform } from './platform.js';
import type { Answer, TestPlatform } from './platform.js';

type Role = keyof DemoKeys;
interface Result {
  id: string;
  revision: number;
}
interface Acknowledged extends Result {
  path: string;
  role: Role;
}
interface Signatory {
  role: Role;
  keyId: string;
  privateKey: KeyObject;
}
interface Contract {
  id: string;
  status: string;
  terms: { version: number; hash: string };
  signingPayload: string;
}
interface Notification {
  id: string;
  eventId: string;
  kind: string;
  subject: { id: string };
}

const minutes = 60_000;

describe('when every process is killed in turn while commands flow', () => {
  let platform: TestPlatform;
  const acknowledged: Acknowledged[] = [];
  const concluded: string[] = [];
  let signatories: Record<'university' | 'enterprise', Signatory>;

  const must = <T>(answer: Answer<T>, path: string): T => {
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const command = async (role: Role, path: string, body: unknown, kind: string): Promise<Result> => {
    const result = must(await callUntilDefinite<Result>(platform, role, path, { body }), path);
    acknowledged.push({ ...result, role, path: `/${kind}/${result.id}` });
    return result;
  };
  const read = async <T>(role: Role, path: string): Promise<T> => must(await callUntilDefinite<T>(platform, role, path), path);

  const signatory = async (role: 'university' | 'enterprise'): Promise<Signatory> => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
    const { organisationId } = await read<{ organisationId: string }>(role, '/auth/me');
    const path = `/organisations/${organisationId}/signing-keys`;
    const key = { algorithm: 'Ed25519', publicKey: raw, signatory: { id: 's-1', role: 'AGENT' } } as const;
    const text = ['lastmile-signing-key/v1', organisationId, key.algorithm, raw, '-', 's-1', 'AGENT', '-'].join('\n');
    const proof = sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64');
    const { keyId } = must(await callUntilDefinite<{ keyId: string }>(platform, role, path, { body: { ...key, proof } }), path);
    return { role, keyId, privateKey };
  };

  /** A pair that fits only itself, so that the deal is about these two whatever else goes on. */
  const post = async (subject: string): Promise<{ listing: Result; demand: Result }> => {
    const listing = await command(
      'university',
      '/listings',
      { title: `${subject}制备方法`, abstract: `本成果提供${subject}的制备方法与样品,已完成中试验证。` },
      'listings',
    );
    const demand = await command(
      'enterprise',
      '/demands',
      { title: `寻求${subject}`, content: `公司产线需要${subject}的制备方法,希望已完成中试。` },
      'demands',
    );
    await command('university', `/listings/${listing.id}/publish`, {}, 'listings');
    await command('enterprise', `/demands/${demand.id}/publish`, {}, 'demands');
    return { listing, demand };
  };

  const matched = ({ listing, demand }: { listing: Result; demand: Result }): Promise<{ id: string }> =>
    eventually(
      async () => {
        const { items } = await read<{ items: { id: string; listingId: string }[] }>(
          'enterprise',
          `/matches?demandId=${demand.id}`,
        );
        const match = items.find(({ listingId }) => listingId === listing.id);
        if (!match) throw new Error(`no match yet for ${listing.id} and ${demand.id}`);
        return match;
      },
      2 * minutes,
      250,
    );

  const contractOf = (matchId: string): Promise<Result> =>
    eventually(
      async () =>
        must(await callUntilDefinite<Result>(platform, 'university', '/contracts', { body: { matchId } }), '/contracts'),
      2 * minutes,
      250,
    );

  const contractAt = ({ id, revision }: Result): Promise<Contract> =>
    read<Contract>('university', `/contracts/${id}?atRevision=${revision}`);

  const signAs = ({ role, keyId, privateKey }: Signatory, { id, signingPayload }: Contract): Promise<Result> =>
    command(
      role,
      `/contracts/${id}/sign`,
      { keyId, signature: sign(null, Buffer.from(signingPayload), privateKey).toString('base64') },
      'contracts',
    );

  const terms = (title: string): object => ({
    kind: 'SERVICE',
    projectName: title,
    scope: '提供制备方法与样品',
    price: { amount: '350000', currency: 'CNY' },
    technologyValue: { amount: '350000', currency: 'CNY' },
    paymentPlan: '验收后支付',
    acceptanceCriteria: '按指标验收',
    facts: { solvesProblem: true, transfersRight: false },
    improvements: { choice: 'MAKER' },
    validFrom: '2027-01-01',
    validTo: '2027-12-31',
  });

  /** A seller that is no state-founded unit needs no notice. */
  const declarations = [
    { about: 'SELLER', region: '110108', isStateUnit: false, basis: '营业执照' },
    { about: 'SECRECY', isClassified: false, touchesSecurity: false },
    { about: 'INTERESTS', isBuyerRelated: false, persons: [] },
  ];

  /** From two posts to a concluded contract. */
  const deal = async (subject: string): Promise<void> => {
    const match = await matched(await post(subject));
    await command('enterprise', `/matches/${match.id}/intent`, {}, 'matches');
    await command('university', `/matches/${match.id}/intent`, {}, 'matches');
    const { id } = await contractOf(match.id);
    const proposed = await contractAt(await command('university', `/contracts/${id}/terms`, terms(subject), 'contracts'));
    const { version, hash } = proposed.terms;
    const agreed = await contractAt(await command('enterprise', `/contracts/${id}/accept`, { version, hash }, 'contracts'));
    for (const declaration of declarations)
      await command('university', `/contracts/${id}/declarations`, { declaration }, 'contracts');
    await command('university', `/contracts/${id}/checks`, {}, 'contracts');
    await signAs(signatories.university, agreed);
    await signAs(signatories.enterprise, agreed);
    concluded.push(id);
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    signatories = { university: await signatory('university'), enterprise: await signatory('enterprise') };
  }, 3 * minutes);
  afterAll(() => platform.stop());

  const subjects = [
    '石墨烯导热膜',
    '钙钛矿电池',
    '水凝胶敷料',
    '碳纤维轮毂',
    '海水淡化膜',
    '低温催化剂',
    '光子芯片',
    '稀土永磁体',
    '生物可降解塑料',
    '激光熔覆粉末',
    '固态电解质',
    '柔性传感器',
  ];

  it(
    'finishes every deal, keeps every acknowledged command, and comes back by itself',
    async () => {
      let isOver = false;
      const flow = async (offset: number): Promise<void> => {
        for (let index = offset; !isOver; index += 2)
          await deal(`${subjects[index % subjects.length]}${randomUUID().slice(0, 8)}`);
      };
      const flows = Promise.all([flow(0), flow(1)]);
      const killed: string[] = [];
      const kills = (async () => {
        for (const victim of platform.processes) {
          const before = victim.restarts;
          const soFar = concluded.length;
          victim.signal('SIGKILL');
          killed.push(victim.name);
          await eventually(() => expect(victim.restarts).toBeGreaterThan(before), minutes);
          await eventually(() => expect(platform.processes.every(({ isReady }) => isReady)).toBe(true), 2 * minutes, 100);
          await eventually(() => expect(concluded.length).toBeGreaterThan(soFar), 3 * minutes, 100);
        }
      })().finally(() => (isOver = true));
      await Promise.all([kills, flows]);
      expect(killed.sort()).toEqual([
        'auditor',
        'catalog',
        'contract',
        'eventstore',
        'gateway',
        'matching',
        'nats',
        'notification',
      ]);
      expect(concluded.length).toBeGreaterThanOrEqual(killed.length);
    },
    15 * minutes,
  );

  /** Killed and robbed of its files before it is back. */
  const loseDisk = async (name: string, files: RegExp): Promise<void> => {
    const victim = platform.processes.find((one) => one.name === name);
    const before = victim?.restarts ?? 0;
    victim?.signal('SIGKILL');
    for (const file of readdirSync(platform.dataDir).filter((entry) => files.test(entry))) {
      rmSync(join(platform.dataDir, file), { recursive: true, force: true });
    }
    await eventually(() => expect(victim?.restarts).toBeGreaterThan(before), minutes);
    await eventually(() => expect(platform.processes.every(({ isReady }) => isReady)).toBe(true), 2 * minutes, 100);
  };

  it.each([
    ['nats', /^nats$/],
    ['catalog', /^catalog\.db/],
    ['matching', /^matching\.db/],
    ['contract', /^contract\.db/],
    ['notification', /^notification\.db/],
  ])(
    'fills the %s again from the event store when its disk is lost, and goes on',
    async (name, files) => {
      await loseDisk(name, files);
      await deal(`${name}盘失后的样品${randomUUID().slice(0, 8)}`);
    },
    5 * minutes,
  );

  it(
    'has every acknowledged command in the read models',
    async () => {
      expect(acknowledged.length).toBeGreaterThan(50);
      const newest = new Map<string, Acknowledged>();
      for (const one of acknowledged) if ((newest.get(one.path)?.revision ?? -1) <= one.revision) newest.set(one.path, one);
      for (const { role, path, revision } of newest.values()) {
        const { body } = await call<Result>(platform, role, `${path}?atRevision=${revision}`);
        expect({ path, isThere: body.revision >= revision }).toEqual({ path, isThere: true });
      }
    },
    2 * minutes,
  );

  it(
    'has concluded every contract that both have signed',
    async () => {
      for (const id of concluded)
        expect(await read<Contract>('enterprise', `/contracts/${id}`)).toMatchObject({ status: 'CONCLUDED' });
    },
    2 * minutes,
  );

  it.each(['university', 'enterprise'] as const)(
    'has told the %s of every conclusion, once',
    async (role) => {
      const inbox = async (): Promise<Notification[]> => {
        const items: Notification[] = [];
        let cursor = '';
        do {
          const page: { items: Notification[]; nextCursor?: string } = await read(role, `/notifications?limit=200${cursor}`);
          items.push(...page.items);
          cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : '';
        } while (cursor !== '');
        return items;
      };
      const items = await eventually(async () => {
        const found = await inbox();
        const told = found.filter(({ kind }) => kind === 'contract-concluded').map(({ subject }) => subject.id);
        expect(concluded.filter((id) => !told.includes(id))).toEqual([]);
        return found;
      }, minutes);
      expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(items.length);
      const told = items.filter(({ kind }) => kind === 'contract-concluded').map(({ subject }) => subject.id);
      expect(new Set(told).size).toBe(told.length);
    },
    2 * minutes,
  );

  it('is healthy again without a hand', () => expect(platform.processes.every(({ isReady }) => isReady)).toBe(true));
});
