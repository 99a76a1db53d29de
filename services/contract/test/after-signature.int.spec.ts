import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { kurrentEventStore } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { contractMessages, incomeMessages, ledgerMessages, performanceMessages, registrationMessages } from '@lastmile/protocol';
import type { Actor, RequestMessage } from '@lastmile/protocol';
import { formatReceipt, parseReceipt, verifyReceipt } from '@lastmile/receipt';
import { eventually, startEventStore, startNats, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import { chinaDayOf } from '../src/rules/days.decider.js';
import { agreedTerms, concludedLife, filing as filled } from './after-signature.fixture.js';
import { newEvents } from './ledger.fixture.js';

const money = (amount: string) => ({ amount, currency: 'CNY' as const });

describe('a contract after its last signature', () => {
  const folder = temporaryDirectory('after-signature');
  const university: Actor = { organisationId: 'u', role: 'university', subjectId: 'key-u' };
  const enterprise: Actor = { organisationId: 'e', role: 'enterprise', subjectId: 'key-e' };
  const office: Actor = { organisationId: 'office', role: 'registrar', subjectId: 'key-o' };
  const today = chinaDayOf(new Date().toISOString());
  let stop: (() => Promise<void>)[] = [];
  let bus: Bus;
  let store: EventStore;

  beforeAll(async () => {
    const nats = await startNats();
    const server = await startEventStore();
    const service = await startServerProcess({
      command: process.execPath,
      args: ['--import', '@lastmile/telemetry/register', 'dist/main.js'],
      ready: /"msg":"ready"/,
      env: {
        SERVICE_NAME: 'contract',
        HTTP_PORT: '0',
        NATS_URL: nats.url,
        EVENTSTORE_URL: server.url,
        DOCUMENTS_URL: `sqlite:${folder.path}/contract.db`,
        NODE_OPTIONS: undefined,
        LEDGER_ORIGIN: 'log.example/contracts',
        LEDGER_KEY: randomBytes(32).toString('base64'),
        LEDGER_SM2_KEY: Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64'),
      },
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      timeoutMs: 60_000,
    });
    bus = await connectNats({ url: nats.url, name: 'test' });
    store = kurrentEventStore(server.url);
    stop = [() => bus.close(), () => store.close(), () => service.stop(), () => nats.stop(), () => server.stop()];
  });
  afterAll(async () => {
    for (const step of stop) await step();
    folder.remove();
  });

  const ask = <I, O>(message: RequestMessage<I, O>, input: I, actor: Actor, idempotencyKey: string = randomUUID()): Promise<O> =>
    bus.request(message, input, { actor, idempotencyKey, correlationId: randomUUID() });
  const { headings, ...rest } = filled;
  const filing = { ...rest, ...headings, region: '110108', documents: [...filled.documents], isByDraft: false };

  /** Concluded past the service, with text and parties of its own choice. */
  const concluded = async (id: string, scope: string): Promise<void> => {
    const terms = { ...agreedTerms, scope, validFrom: '2026-03-01', validTo: '2099-12-31' };
    await store.append(`contract-${id}`, newEvents(concludedLife(terms)), 'no-stream');
    await eventually(() => ask(contractMessages.get, { id }, university));
  };
  const file = (id: string, key?: string) => ask(registrationMessages.file, { id, filing }, university, key);
  const decide = (id: string, step: Parameters<typeof registrationMessages.decide.input.parse>[0], actor = office) =>
    ask(registrationMessages.decide, { id, step: step as never }, actor);

  it('is registered once: by one contract of the same text, under a number that no other has', async () => {
    await concluded('r-1', '同一文本');
    await concluded('r-2', '同一文本');
    await concluded('r-3', '另一文本');
    const key = randomUUID();
    const filed = await file('r-1', key);
    expect(await file('r-1', key)).toEqual(filed);
    await expect(file('r-2')).rejects.toMatchObject({ code: 'REGISTERED_ELSEWHERE' });
    await file('r-3');
    const queue = await eventually(async () => {
      const page = await ask(registrationMessages.list, { limit: 20, status: 'FILED' }, office);
      expect(page.items.map(({ contractId }) => contractId).sort()).toEqual(['r-1', 'r-3']);
      return page.items;
    });
    expect(queue[0]).toMatchObject({ isOverdue: false, ageDays: 0, ruleVersion: 'beijing/registration-limit/2002-11-01' });
    await expect(ask(registrationMessages.list, { limit: 20 }, enterprise)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const register = { decision: 'register', registrationNumber: '26110108000123' };
    await expect(decide('r-1', register, university)).rejects.toMatchObject({ code: 'NOT_YOUR_STEP' });
    await decide('r-1', register);
    await expect(decide('r-3', register)).rejects.toMatchObject({ code: 'REGISTERED_ELSEWHERE' });
    await decide('r-3', { decision: 'supplement-request', reasons: '附件不全' });
    await decide('r-3', { decision: 'withdraw' }, university);
    const receipt = await eventually(() => ask(ledgerMessages.receipt, { id: 'r-1', of: 'registration' }, university));
    expect(verifyReceipt(receipt)).toMatchObject({ ok: true, leaf: { type: 'CONTRACT_REGISTERED' } });
  });

  it('shares what was received, and proves it without the service', async () => {
    const id = 'd-1';
    await concluded(id, '收益分配');
    const payment = { what: 'LUMP_SUM' as const, number: 1, amount: money('1000000.00'), paidOn: today, reference: '20261124-1' };
    await ask(performanceMessages.recordPayment, { id, payment }, enterprise);
    const distribution = {
      region: '110108',
      isStateUnit: true,
      shared: {
        kind: 'NET_INCOME' as const,
        gross: money('1000000.00'),
        costs: { taxes: money('60000.00'), upkeep: money('20000.00'), deal: money('40000.00') },
      },
      recipients: [
        { subjectId: 'p-1', parts: 30, isLeader: false },
        { subjectId: 'p-2', parts: 70, isLeader: false },
      ],
    };
    const propose = () => ask(incomeMessages.propose, { id, distribution }, university);
    await expect(propose()).rejects.toMatchObject({ code: 'INCOME_NOT_RECEIVED' });
    await ask(performanceMessages.confirmPayment, { id, paymentId: '1' }, university);
    await propose();
    await ask(performanceMessages.openDispute, { id, grounds: '质量' }, enterprise);
    const execute = () => ask(incomeMessages.execute, { id, distributionId: '1' }, university);
    await expect(execute()).rejects.toMatchObject({ code: 'PAYOUT_FROZEN' });
    await ask(performanceMessages.settleDispute, { id, outcome: 'WITHDRAWN', reasons: '已解决' }, enterprise);
    const { revision } = await execute();
    const state = await ask(incomeMessages.get, { id, atRevision: revision }, university);
    expect(state).toMatchObject({
      available: money('0.00'),
      items: [
        {
          status: 'EXECUTED',
          whole: money('880000.00'),
          team: money('616000.00'),
          payouts: [{ amount: money('184800.00') }, { amount: money('431200.00') }],
        },
      ],
    });
    await expect(ask(incomeMessages.get, { id }, enterprise)).rejects.toMatchObject({ code: 'NOT_YOUR_STEP' });
    const receipt = await eventually(() => ask(ledgerMessages.receipt, { id, of: 'distribution' }, university));
    const text = formatReceipt(parseReceipt(receipt));
    expect(verifyReceipt(text)).toMatchObject({ ok: true, leaf: { type: 'INCOME_DISTRIBUTED', contractId: id } });
    expect(verifyReceipt(text.replace('INCOME_DISTRIBUTED', 'CONTRACT_TERMINATED'))).toMatchObject({ ok: false });
    await expect(ask(ledgerMessages.receipt, { id, of: 'amendment' }, university)).rejects.toMatchObject({
      code: 'NOTHING_RECORDED',
    });
  });
});
