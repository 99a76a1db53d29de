import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { deriveId } from '@lastmile/eventsourcing';
import { connectNats, jetStreamPublishPort } from '@lastmile/nats';
import type { Bus, PublishPort } from '@lastmile/nats';
import {
  calendarMessages,
  contractMessages,
  dossierMessages,
  keyringMessages,
  ledgerMessages,
  matchingEvents,
  pricingMessages,
  systemActor,
} from '@lastmile/protocol';
import type { Actor, CommandResult, ContractView, Declaration, RequestMessage, Terms } from '@lastmile/protocol';
import { generateKeyFile, openKeyFile, registrationOf } from '@lastmile/receipt';
import type { PartySigner } from '@lastmile/receipt';
import { eventually, startEventStore, startNats, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import type { ServerProcess } from '@lastmile/testing';

const hash64 = 'e'.repeat(64);
const termsOf = (number: string): Terms => ({
  kind: 'LICENCE',
  licenceMode: 'EXCLUSIVE',
  projectName: '生物活性填料产业化项目',
  scope: '独占许可',
  price: { amount: '980000.00', currency: 'CNY' },
  technologyValue: { amount: '900000.00', currency: 'CNY' },
  paymentPlan: '一次总付',
  validFrom: '2027-01-01',
  validTo: '2031-12-31',
  acceptanceCriteria: '按指标验收',
  ownershipOfResults: '各自所有',
  confidentiality: '保密五年',
  facts: { isMastered: true, transfersRight: false, grantsUse: true },
  ip: [number],
  improvements: { choice: 'MAKER' },
});

describe('the life of a deal up to its signatures, over real servers', () => {
  const folder = temporaryDirectory('deal-life');
  const university: Actor = { organisationId: 'u', role: 'university', subjectId: 'key-u' };
  const enterprise: Actor = { organisationId: 'e', role: 'enterprise', subjectId: 'key-e' };
  const rival: Actor = { organisationId: 'r', role: 'enterprise', subjectId: 'key-r' };
  const broker: Actor = { organisationId: 'b', role: 'broker', subjectId: 'key-b' };
  const operator: Actor = { organisationId: 'o', role: 'operator', subjectId: 'key-o' };
  const visitor: Actor = { organisationId: 'anonymous', role: 'enterprise', subjectId: 'anonymous' };
  let stop: (() => Promise<void>)[] = [];
  let service: ServerProcess;
  let bus: Bus;
  let port: PublishPort;
  let position = 0;
  let launch: () => Promise<ServerProcess>;
  const keys = new Map<string, PartySigner>();

  const ask = <I, O>(message: RequestMessage<I, O>, input: I, actor: Actor): Promise<O> =>
    bus.request(message, input, { actor, idempotencyKey: randomUUID(), correlationId: randomUUID() });

  const register = async (actor: Actor): Promise<void> => {
    const key = await openKeyFile(generateKeyFile('Ed25519'));
    const { organisationId } = actor;
    const signatory = { id: `s-${organisationId}`, role: 'AGENT' as const };
    await ask(keyringMessages.registerKey, { ...(await registrationOf(key, { organisationId, signatory })), signatory }, actor);
    keys.set(organisationId, key);
  };

  beforeAll(async () => {
    const nats = await startNats();
    const store = await startEventStore();
    const env = {
      SERVICE_NAME: 'contract',
      HTTP_PORT: '0',
      NATS_URL: nats.url,
      EVENTSTORE_URL: store.url,
      DOCUMENTS_URL: `sqlite:${folder.path}/contract.db`,
      NODE_OPTIONS: undefined,
      LEDGER_ORIGIN: 'log.example/contracts',
      LEDGER_KEY: randomBytes(32).toString('base64'),
      LEDGER_SM2_KEY: Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64'),
      DEMO_CALENDAR: 'on',
    };
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const args = ['--import', '@lastmile/telemetry/register', 'dist/main.js'];
    launch = () => startServerProcess({ command: process.execPath, args, ready: /"msg":"ready"/, env, cwd, timeoutMs: 60_000 });
    service = await launch();
    bus = await connectNats({ url: nats.url, name: 'test' });
    port = jetStreamPublishPort(bus, 'matching');
    stop = [() => bus.close(), () => service.stop(), () => nats.stop(), () => store.stop()];
    for (const actor of [university, enterprise, rival]) await register(actor);
  }, 120_000);
  afterAll(async () => {
    for (const step of stop) await step();
    folder.remove();
  });

  const drafted = async (matchId: string, buyer: Actor): Promise<string> => {
    position += 1;
    const body = {
      ...{ matchId, revision: 2, listingId: `l-${matchId}`, demandId: `d-${matchId}` },
      supply: { organisationId: university.organisationId, title: '生物活性填料' },
      demand: { organisationId: buyer.organisationId, title: '水处理填料' },
    };
    const headers = {
      'Lastmile-Actor': JSON.stringify(systemActor('test')),
      'Lastmile-Correlation': randomUUID(),
      'Lastmile-Stream': `match-${matchId}`,
      'Lastmile-Revision': '2',
      'Lastmile-At': '2026-03-02T08:00:00.000Z',
    };
    await port.publish([{ id: randomUUID(), subject: matchingEvents.matchIntroduced.subject, body, headers, position }]);
    const id = deriveId('contract', matchId);
    await eventually(() => ask(contractMessages.get, { id }, university));
    return id;
  };
  const at = (id: string, { revision }: CommandResult): Promise<ContractView> =>
    ask(contractMessages.get, { id, atRevision: revision }, university);
  const agreed = async (id: string, buyer: Actor, number: string): Promise<void> => {
    const proposed = await at(id, await ask(contractMessages.proposeTerms, { id, terms: termsOf(number) }, university));
    const { version = 0, hash = '' } = proposed.terms ?? {};
    await ask(contractMessages.acceptTerms, { id, version, hash }, buyer);
  };
  const declareAll = async (id: string, seller: Declaration): Promise<void> => {
    const declarations: Declaration[] = [
      seller,
      { about: 'CO_OWNERS', ids: [] },
      { about: 'SECRECY', isClassified: false, touchesSecurity: false },
      { about: 'INTERESTS', isBuyerRelated: false, persons: [] },
      { about: 'NO_ILLEGAL_GAIN', isFree: true },
    ];
    for (const declaration of declarations) await ask(dossierMessages.declare, { id, declaration }, university);
  };
  const signAs = async (actor: Actor, id: string): Promise<CommandResult> => {
    const { signingPayload = '' } = await ask(contractMessages.get, { id }, actor);
    const key = keys.get(actor.organisationId) as PartySigner;
    return ask(contractMessages.sign, { id, keyId: key.keyId, signature: await key.sign(signingPayload) }, actor);
  };
  const enterpriseSeller: Declaration = { about: 'SELLER', region: '110108', isStateUnit: false, basis: '营业执照' };

  it('runs a notice its days, freezes it for an objection, closes it by itself, then checks and signs', async () => {
    const id = await drafted('m-1', enterprise);
    await agreed(id, enterprise, 'ZL202010000001.1');
    await declareAll(id, { about: 'SELLER', region: '110108' });
    await expect(signAs(university, id)).rejects.toMatchObject({ code: 'CHECKS_NOT_PASSED' });
    await expect(ask(dossierMessages.passChecks, { id }, university)).rejects.toMatchObject({ code: 'CHECKS_NOT_PASSED' });
    for (const element of ['DEMOCRATIC_DECISION', 'PUBLIC_INFORMATION', 'REASONABLE_CARE', 'SUPERVISION'] as const)
      await ask(dossierMessages.recordEvidence, { id, element, name: element, sha256: hash64 }, university);
    await ask(pricingMessages.choosePricing, { id, mode: 'AGREED_PRICE', basis: '评估' }, university);
    const opened = await ask(pricingMessages.openNotice, { id, contents: {}, places: ['UNIT'] }, university);
    await at(id, opened);
    const { items } = await ask(pricingMessages.notices, { limit: 20 }, visitor);
    expect(items).toMatchObject([{ id, status: 'OPEN', price: '980000.00', daysLeft: 16, objections: [] }]);
    expect(JSON.stringify(items)).not.toContain('独占许可');

    await expect(ask(pricingMessages.closeNotice, { id }, university)).rejects.toMatchObject({ code: 'NOTICE_STILL_RUNNING' });
    const { objectionId } = await ask(pricingMessages.raiseObjection, { id, grounds: '价格偏低' }, broker);
    await expect(ask(calendarMessages.advance, { days: 16 }, university)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await ask(calendarMessages.advance, { days: 16 }, operator);
    await expect(ask(pricingMessages.closeNotice, { id }, university)).rejects.toMatchObject({ code: 'OBJECTION_OPEN' });
    const decision = { id, objectionId, outcome: 'DISMISSED' as const, reasons: '评估支持该价格' };
    await ask(pricingMessages.decideObjection, decision, university);
    await eventually(
      async () => expect(await ask(pricingMessages.notice, { id }, visitor)).toMatchObject({ status: 'CLOSED', daysLeft: 0 }),
      30_000,
    );
    const checklist = await ask(dossierMessages.checks, { id }, enterprise);
    expect(checklist.checks.filter(({ status }) => status === 'FAILED')).toEqual([]);
    const checked = await at(id, await ask(dossierMessages.passChecks, { id }, enterprise));
    expect(checked).toMatchObject({ status: 'CHECKED', checks: { region: '110108' } });
    await signAs(university, id);
    expect((await at(id, await signAs(enterprise, id))).concludedAt).toBeDefined();
    await eventually(() => ask(ledgerMessages.receipt, { id }, enterprise));
  });

  it('lets one of two exclusive licences of a right be signed, however close they come', async () => {
    const number = 'ZL202010000002.2';
    const buyers = [enterprise, rival];
    const ids = await Promise.all(buyers.map((buyer, index) => drafted(`m-x${index}`, buyer)));
    for (const [index, buyer] of buyers.entries()) {
      const id = ids[index] ?? '';
      await agreed(id, buyer, number);
      await declareAll(id, enterpriseSeller);
      await at(id, await ask(dossierMessages.passChecks, { id }, university));
    }
    const outcomes = await Promise.allSettled(buyers.map((buyer, index) => signAs(buyer, ids[index] ?? '')));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [lost] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    const winner = ids[outcomes.findIndex(({ status }) => status === 'fulfilled')] ?? '';
    expect(lost).toMatchObject({ code: 'LICENCE_OVERLAPS', details: { contracts: [winner] } });

    // given up, it stands in the other's way no longer
    const other = ids.findIndex((id) => id !== winner);
    await ask(dossierMessages.abandon, { id: winner, reason: '未能成交' }, university);
    await signAs(buyers[other] ?? enterprise, ids[other] ?? '');
  });

  it('keeps the demonstration calendar over a restart, and goes forward only', async () => {
    const before = await ask(calendarMessages.get, {}, operator);
    expect(before).toMatchObject({ isDemonstration: true, daysAhead: 16 });
    await expect(ask(calendarMessages.advance, { days: 0 }, operator)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
    await expect(ask(calendarMessages.advance, { days: 401 }, operator)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
    await service.kill('SIGKILL');
    service = await launch();
    const after = await eventually(() => ask(calendarMessages.get, {}, operator));
    expect([after.daysAhead, after.now > before.now]).toEqual([16, true]);
  });
});
