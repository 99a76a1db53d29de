import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { deriveId } from '@lastmile/eventsourcing';
import { kurrentEventStore } from '@lastmile/eventsourcing/runtime';
import { connectNats, jetStreamPublishPort } from '@lastmile/nats';
import type { Bus, PublishPort, RequestContext } from '@lastmile/nats';
import { contractMessages, keyringMessages, ledgerMessages, matchingEvents, systemActor } from '@lastmile/protocol';
import type { Actor, CommandResult, ContractView, RequestMessage, Terms } from '@lastmile/protocol';
import { generateKeyFile, openKeyFile, registrationOf, rotationOf, verifyReceipt } from '@lastmile/receipt';
import type { PartySigner } from '@lastmile/receipt';
import { eventually, startEventStore, startMongo, startNats, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import type { ServerProcess } from '@lastmile/testing';
import { contractEventsCodec } from '../src/contract/contract.events.js';

const terms: Terms = {
  kind: 'LICENCE',
  licenceMode: 'EXCLUSIVE',
  projectName: '生物活性填料产业化项目',
  scope: '独占许可',
  price: { amount: '980000.00', currency: 'CNY' },
  paymentPlan: '',
  validFrom: '2027-01-01',
  validTo: '2031-12-31',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};

describe.each(['sqlite', 'mongodb'] as const)('the contract service on %s', (kind) => {
  const folder = temporaryDirectory('contract');
  const university: Actor = { organisationId: `u-${kind}`, role: 'university', subjectId: 'key-u' };
  const enterprise: Actor = { organisationId: `e-${kind}`, role: 'enterprise', subjectId: 'key-e' };
  const stranger: Actor = { organisationId: 'stranger', role: 'enterprise', subjectId: 'key-s' };
  const regulator: Actor = { organisationId: 'city', role: 'regulator', subjectId: 'key-r' };
  let stop: (() => Promise<void>)[] = [];
  let service: ServerProcess;
  let bus: Bus;
  let port: PublishPort;
  let eventStoreUrl: string;
  let position = 0;
  let launch: () => Promise<ServerProcess>;

  beforeAll(async () => {
    const nats = await startNats();
    const store = await startEventStore();
    const mongo = kind === 'mongodb' ? await startMongo() : undefined;
    const env = {
      SERVICE_NAME: 'contract',
      HTTP_PORT: '0',
      NATS_URL: nats.url,
      EVENTSTORE_URL: store.url,
      DOCUMENTS_URL: mongo?.url ?? `sqlite:${folder.path}/contract.db`,
      NODE_OPTIONS: undefined,
      LEDGER_ORIGIN: 'log.example/contracts',
      LEDGER_KEY: randomBytes(32).toString('base64'),
      LEDGER_SM2_KEY: Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64'),
    };
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    launch = () =>
      startServerProcess({
        command: process.execPath,
        args: ['--import', '@lastmile/telemetry/register', 'dist/main.js'],
        ready: /"msg":"ready"/,
        env,
        cwd,
        timeoutMs: 60_000,
      });
    service = await launch();
    bus = await connectNats({ url: nats.url, name: 'test' });
    port = jetStreamPublishPort(bus, 'matching');
    eventStoreUrl = store.url;
    stop = [() => bus.close(), () => service.stop(), () => nats.stop(), () => store.stop(), async () => mongo?.stop()];
  });
  afterAll(async () => {
    for (const step of stop) await step();
    folder.remove();
  });

  const context = (actor: Actor, idempotencyKey: string = randomUUID()): RequestContext => ({
    actor,
    idempotencyKey,
    correlationId: randomUUID(),
  });
  const ask = <I, O>(message: RequestMessage<I, O>, input: I, actor: Actor, key?: string): Promise<O> =>
    bus.request(message, input, context(actor, key));

  const introduce = async (matchId: string, eventId: string = randomUUID()): Promise<string> => {
    position += 1;
    const body = {
      matchId,
      revision: 2,
      listingId: `l-${matchId}`,
      demandId: `d-${matchId}`,
      supply: { organisationId: university.organisationId, title: '生物活性填料' },
      demand: { organisationId: enterprise.organisationId, title: '水处理填料' },
    };
    const headers = {
      'Lastmile-Actor': JSON.stringify(systemActor('test')),
      'Lastmile-Correlation': randomUUID(),
      'Lastmile-Stream': `match-${matchId}`,
      'Lastmile-Revision': '2',
      'Lastmile-At': '2026-03-02T08:00:00.000Z',
    };
    await port.publish([{ id: eventId, subject: matchingEvents.matchIntroduced.subject, body, headers, position }]);
    return deriveId('contract', matchId);
  };
  const drafted = (id: string): Promise<ContractView> => eventually(() => ask(contractMessages.get, { id }, university));
  const at = (id: string, revision: number, actor = university): Promise<ContractView> =>
    ask(contractMessages.get, { id, atRevision: revision }, actor);

  const organisationOf = ({ organisationId }: Actor, id = `s-${organisationId}`) => ({
    organisationId,
    signatory: { id, role: 'AGENT' as const },
  });
  const register = async (actor: Actor, key: PartySigner, signatoryId?: string): Promise<PartySigner> => {
    const { signatory: _, ...body } = await registrationOf(key, organisationOf(actor, signatoryId));
    await ask(keyringMessages.registerKey, { ...body, signatory: organisationOf(actor, signatoryId).signatory }, actor);
    return key;
  };
  const newKey = async (actor: Actor): Promise<PartySigner> => register(actor, await openKeyFile(generateKeyFile('Ed25519')));
  const signature = ({ signingPayload = '' }: ContractView, key: PartySigner): Promise<string> => key.sign(signingPayload);
  const signAs = async (actor: Actor, contract: ContractView, key: PartySigner, over = contract): Promise<CommandResult> => {
    const made = await signature(over, key);
    return ask(contractMessages.sign, { id: contract.id, keyId: key.keyId, signature: made }, actor);
  };

  const agreed = async (matchId: string): Promise<ContractView> => {
    const id = await introduce(matchId);
    await drafted(id);
    const proposed = await at(id, (await ask(contractMessages.proposeTerms, { id, terms }, university)).revision);
    const { version = 0, hash = '' } = proposed.terms ?? {};
    return at(id, (await ask(contractMessages.acceptTerms, { id, version, hash }, enterprise)).revision);
  };

  /** Agreed and checked; that the checks passed is written into the store past the service, which has a spec of its own for them. */
  const checked = async (matchId: string): Promise<ContractView> => {
    const { id, revision, terms: agreedTerms } = await agreed(matchId);
    const passed = contractEventsCodec.encode({
      type: 'ChecksPassed',
      termsHash: agreedTerms?.hash ?? '',
      region: '110108',
      on: '2026-03-02',
      results: [],
      checkedBy: university.organisationId,
      checkedAt: '2026-03-02T08:00:00.000Z',
    });
    const store = kurrentEventStore(eventStoreUrl);
    try {
      const metadata = { actor: { ...university }, correlationId: randomUUID() };
      await store.append(`contract-${id}`, [{ id: randomUUID(), ...passed, metadata }], revision);
    } finally {
      await store.close();
    }
    return at(id, revision + 1);
  };

  it('carries an introduction to a concluded contract whose history the store itself tells', async () => {
    const contract = await checked('m-1');
    const { id } = contract;
    await expect(ask(ledgerMessages.receipt, { id }, university)).rejects.toMatchObject({ code: 'CONTRACT_NOT_CONCLUDED' });
    const [sellerKey, buyerKey] = [await newKey(university), await newKey(enterprise)];
    await signAs(university, contract, sellerKey);
    const done = await signAs(enterprise, contract, buyerKey);
    expect(await at(id, done.revision)).toMatchObject({ status: 'CONCLUDED', terms: { hash: contract.terms?.hash } });
    const { entries } = await ask(contractMessages.history, { id }, enterprise);
    expect(entries.map(({ type }) => type)).toEqual([
      'ContractDrafted.v1',
      'TermsProposed.v1',
      'TermsAccepted.v1',
      'TermsAccepted.v1',
      'TermsAgreed.v1',
      'ChecksPassed.v1',
      'SigningOpened.v1',
      'ContractSigned.v1',
      'ContractSigned.v1',
      'ContractConcluded.v1',
    ]);
    expect(entries[1]?.data).toMatchObject({ version: 1, terms: { price: terms.price } });
    await eventually(async () => {
      const last = await bus.manager.streams.getMessage('CONTRACT_EVENTS', { last_by_subj: 'contract.event.concluded.v1' });
      expect(last?.json()).toMatchObject({
        contractId: id,
        kind: 'LICENCE',
        licenceMode: 'EXCLUSIVE',
        termsHash: contract.terms?.hash,
      });
    });
    const receipt = await eventually(() => ask(ledgerMessages.receipt, { id }, enterprise));
    expect(verifyReceipt(receipt, { terms: contract.terms?.content })).toMatchObject({ ok: true, termsChecked: true });
  });

  it('drafts one contract however often an introduction arrives', async () => {
    const id = await introduce('m-2', 'first');
    await introduce('m-2', 'second');
    await introduce('m-3');
    await drafted(deriveId('contract', 'm-3'));
    const store = kurrentEventStore(eventStoreUrl);
    try {
      expect((await store.read(`contract-${id}`)).map(({ type }) => type)).toEqual(['ContractDrafted.v1']);
    } finally {
      await store.close();
    }
  });

  it('refuses a signature by a foreign key, over other terms, or by a stranger', async () => {
    const contract = await checked('m-4');
    const { id } = contract;
    const [own, foreign] = [await newKey(university), await newKey(enterprise)];
    await expect(signAs(university, contract, foreign)).rejects.toMatchObject({ code: 'SIGNING_KEY_UNKNOWN' });
    const other = { ...contract, signingPayload: 'other' };
    await expect(signAs(university, contract, own, other)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    await expect(signAs(stranger, contract, own)).rejects.toMatchObject({ code: 'NOT_A_PARTY' });
    await ask(keyringMessages.revokeKey, { keyId: own.keyId, reason: 'COMPROMISED' }, university);
    await expect(signAs(university, contract, own)).rejects.toMatchObject({ code: 'SIGNING_KEY_REVOKED' });
    expect((await at(id, contract.revision)).signatures).toEqual([]);
  });

  it('registers a key only with proof that its holder has it, and replaces it only when the old key signs for the new one', async () => {
    const [first, next] = [await openKeyFile(generateKeyFile('Ed25519')), await openKeyFile(generateKeyFile('SM2'))];
    const own = organisationOf(university, 'rotating');
    const foreign = await registrationOf(first, { ...own, organisationId: 'stranger' });
    await expect(ask(keyringMessages.registerKey, { ...foreign, signatory: own.signatory }, university)).rejects.toMatchObject({
      code: 'KEY_PROOF_INVALID',
    });
    await register(university, first, 'rotating');
    const rotation = { ...(await rotationOf({ old: first, next }, own)), signatory: own.signatory, keyId: first.keyId };
    const forged = { ...rotation, rotationProof: await next.sign('anything') };
    await expect(ask(keyringMessages.rotateKey, forged, university)).rejects.toMatchObject({ code: 'KEY_PROOF_INVALID' });
    const done = await ask(keyringMessages.rotateKey, rotation, university);
    expect(done.keyId).toBe(next.keyId);
    expect(await ask(keyringMessages.rotateKey, rotation, university)).toMatchObject({ revision: done.revision });
    const { items } = await ask(keyringMessages.listKeys, { organisationId: university.organisationId }, stranger);
    const shown = items.filter(({ signatory }) => signatory?.id === 'rotating');
    expect(shown).toMatchObject([
      { keyId: first.keyId, algorithm: 'Ed25519', replacedBy: next.keyId },
      { keyId: next.keyId, algorithm: 'SM2', userId: '1234567812345678', replaces: first.keyId },
    ]);
  });

  it('is signed by two in order, by SM2 and Ed25519, under the policy that stood when the terms were ready', async () => {
    const files = [generateKeyFile('SM2'), generateKeyFile('Ed25519'), generateKeyFile('SM2', '')];
    const [head, agent, buyer] = (await Promise.all(files.map(openKeyFile))) as [PartySigner, PartySigner, PartySigner];
    await register(university, head, 'head');
    await register(university, agent, 'agent');
    await register(enterprise, buyer, 'buyer');
    const policy = { mode: 'IN_ORDER' as const, signatories: ['agent', 'head'] };
    await ask(keyringMessages.setSigningPolicy, policy, university);
    const contract = await checked('m-9');
    await ask(keyringMessages.setSigningPolicy, { mode: 'ONE', signatories: [] }, university);
    await expect(signAs(university, contract, head)).rejects.toMatchObject({ code: 'SIGNING_OUT_OF_ORDER' });
    await signAs(university, contract, agent);
    await expect(signAs(university, contract, agent)).rejects.toMatchObject({ code: 'ALREADY_SIGNED' });
    await signAs(enterprise, contract, buyer);
    const done = await signAs(university, contract, head);
    const view = await at(contract.id, done.revision);
    expect(view).toMatchObject({ status: 'CONCLUDED', signingPolicies: [{ policy }, { policy: { mode: 'ONE' } }] });
    const receipt = await eventually(() => ask(ledgerMessages.receipt, { id: contract.id }, enterprise));
    const verdict = verifyReceipt(receipt, { terms: contract.terms?.content });
    expect(verdict).toMatchObject({
      ok: true,
      parties: [
        { algorithm: 'Ed25519', signatoryId: 'agent' },
        { algorithm: 'SM2', userId: '', signatoryId: 'buyer' },
        { algorithm: 'SM2', userId: '1234567812345678', signatoryId: 'head' },
      ],
    });
  });

  it('shows a contract to its parties and overseers, and to strangers as if it were not there', async () => {
    const { id } = await agreed('m-5');
    expect(await at(id, 0, regulator)).toMatchObject({ id });
    await expect(at(id, 0, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(contractMessages.history, { id }, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await ask(contractMessages.list, { limit: 200 }, stranger)).items).toEqual([]);
    expect((await ask(contractMessages.list, { limit: 200 }, enterprise)).items.map((item) => item.id)).toContain(id);
  });

  it('answers a repeated command with its first result, and a reused key with a refusal', async () => {
    const id = await introduce('m-6');
    await drafted(id);
    const key = randomUUID();
    const first = await ask(contractMessages.proposeTerms, { id, terms }, university, key);
    await ask(contractMessages.proposeTerms, { id, terms: { ...terms, scope: '其他' } }, enterprise);
    expect(await ask(contractMessages.proposeTerms, { id, terms }, university, key)).toEqual(first);
    await expect(
      ask(contractMessages.proposeTerms, { id, terms: { ...terms, scope: '改动' } }, university, key),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await expect(
      ask(contractMessages.proposeTerms, { id, terms: { ...terms, scope: '旧页面' }, expectedRevision: 0 }, university),
    ).rejects.toMatchObject({ code: 'REVISION_CONFLICT' });
  });

  it('goes on after SIGKILL where it was', async () => {
    const contract = await agreed('m-7');
    await service.kill('SIGKILL');
    const next = await introduce('m-8');
    service = await launch();
    expect(await at(contract.id, contract.revision)).toEqual(contract);
    expect(await drafted(next)).toMatchObject({ status: 'DRAFTED' });
  });
});
