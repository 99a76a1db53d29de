import { spec } from '@lastmile/eventsourcing/testing';
import { isRejection, noticeSchema, pricingEvents } from '@lastmile/protocol';
import type { Declaration, Terms } from '@lastmile/protocol';
import fc from 'fast-check';
import { contractDecider } from '../contract/contract.decider.js';
import type { Contract, ContractCommand, ContractEvent, Started } from '../contract/contract.types.js';
import { contractPublic } from '../contract/contract.public.js';
import { hashOfTerms, toStoredTerms, toTerms } from '../contract/terms.js';
import { contractDetailsProjection } from '../projections/contract-details.projection.js';
import { noticeById } from '../pricing/pricing.queries.js';
import { addDays, chinaDayOf } from '../rules/days.decider.js';

const day = '2026-03-02';
const at = (date: string): string => `${date}T02:00:00.000Z`;
const now = at(day);
const hash64 = 'c'.repeat(64);

const terms: Terms = {
  kind: 'LICENCE',
  licenceMode: 'EXCLUSIVE',
  projectName: '移动智能动作监测骨科康复指导仪',
  scope: '独占许可',
  price: { amount: '1200000.00', currency: 'CNY' },
  paymentPlan: '',
  validFrom: '2026-04-01',
  validTo: '2031-03-31',
  acceptanceCriteria: '按指标验收',
  ownershipOfResults: '各自所有',
  confidentiality: '保密五年',
  facts: { isMastered: true, transfersRight: false, grantsUse: true },
  technologyValue: { amount: '1000000.00', currency: 'CNY' },
  ip: ['ZL202010000001.1'],
  patents: [{ number: 'ZL202010000001.1', status: 'GRANTED', validTo: '2040-01-01', feePaidTo: '2027-01-01' }],
  improvements: { choice: 'MAKER' },
  payment: { kind: 'LUMP_SUM', amount: { amount: '1200000.00', currency: 'CNY' }, due: { on: '2026-05-01' } },
  territories: ['110000'],
};
const stored = toStoredTerms(terms);
const hash = hashOfTerms(stored);

const drafted: ContractEvent = {
  type: 'ContractDrafted',
  ...{ matchId: 'm', listingId: 'l', demandId: 'd', title: '指导仪', draftedAt: now },
  parties: [
    { organisationId: 'u', side: 'SUPPLY' },
    { organisationId: 'e', side: 'DEMAND' },
  ],
};
const declarations: Declaration[] = [
  { about: 'SELLER', region: '110108' },
  { about: 'CO_OWNERS', ids: [] },
  { about: 'SECRECY', isClassified: false, touchesSecurity: false },
  { about: 'INTERESTS', isBuyerRelated: false, persons: [] },
  { about: 'NO_ILLEGAL_GAIN', isFree: true },
];
const elements = ['DEMOCRATIC_DECISION', 'PUBLIC_INFORMATION', 'REASONABLE_CARE', 'SUPERVISION'] as const;
const bySeller = { organisationId: 'u', now };

const declare = (declaration: Declaration, organisationId = 'u'): ContractCommand => ({
  type: 'Declare',
  ...{ declaration, organisationId, role: 'university', now },
});
const propose: ContractCommand = { type: 'ProposeTerms', organisationId: 'u', terms: stored, hash, now };
const acceptBy = (organisationId: string): ContractCommand => ({ type: 'AcceptTerms', organisationId, version: 1, hash, now });
const choose: ContractCommand = { type: 'ChoosePricing', mode: 'AGREED_PRICE', basis: '资产评估报告', ...bySeller };
const openNotice = { type: 'OpenNotice' as const, contents: {}, places: ['UNIT' as const], ...bySeller };
const close = (date: string, organisationId = 'platform'): ContractCommand => ({
  type: 'CloseNotice',
  organisationId,
  now: at(date),
});
const pass = (date = '2026-03-20') => ({
  type: 'PassChecks' as const,
  organisationId: 'e',
  liveLicences: [],
  now: at(date),
});

const dossier: ContractCommand[] = [
  ...declarations.map((one) => declare(one)),
  ...elements.map((element): ContractCommand => ({
    type: 'RecordEvidence',
    ...{ evidenceId: element, element, name: element, sha256: hash64, ...bySeller },
  })),
];
const toAgreement: ContractCommand[] = [propose, acceptBy('e')];

const run = (commands: readonly ContractCommand[], from: readonly ContractEvent[] = [drafted]): ContractEvent[] =>
  commands.reduce<ContractEvent[]>(
    (events, command) => {
      const state = events.reduce(contractDecider.evolve, contractDecider.initialState());
      return [...events, ...contractDecider.decide(command, state)];
    },
    [...from],
  );
const fold = (events: readonly ContractEvent[]): Started =>
  events.reduce<Contract>(contractDecider.evolve, contractDecider.initialState()) as Started;
const given = (...commands: ContractCommand[]) => spec(contractDecider).given(run(commands));

describe('the way to signing', () => {
  const shown = [...toAgreement, choose, openNotice];
  it('leads from terms through the notice and the checks', () => {
    const steps: [ContractCommand[], string][] = [
      [dossier, 'DRAFTED'],
      [toAgreement, 'AGREED'],
      [[choose, openNotice], 'NOTICE_OPEN'],
      [[close('2026-03-18')], 'NOTICE_CLOSED'],
      [[pass()], 'CHECKED'],
    ];
    steps.reduce<ContractEvent[]>(
      (events, [commands, status]) => {
        const after = run(commands, events);
        expect(fold(after).status).toBe(status);
        return after;
      },
      [drafted],
    );
  });
  it('keeps the version of every rule and the hash of every result', () => {
    const passed = run([...dossier, ...shown, close('2026-03-18'), pass()]).at(-1);
    if (passed?.type !== 'ChecksPassed') throw new Error('the checks did not pass');
    expect(passed).toMatchObject({ termsHash: hash, region: '110108', on: '2026-03-20', checkedBy: 'e' });
    expect(passed.results.map(({ check }) => check)).toContain('licence-overlap');
    for (const { hash: result, ruleVersion } of passed.results) {
      expect(result).toMatch(/^[0-9a-f]{64}$/);
      expect(ruleVersion).toMatch(/^(national|beijing)\//);
    }
  });
  it('is barred while anything is missing, and says what', () => {
    given(...toAgreement)
      .when(pass())
      .thenRejects('CHECKS_NOT_PASSED');
    given(...dossier, ...shown, close('2026-03-18'))
      .when({
        ...pass(),
        liveLicences: [{ id: 'x', licenseeId: 'o', mode: 'EXCLUSIVE', ip: ['zl202010000001.1'] }],
      })
      .thenRejects('CHECKS_NOT_PASSED');
    given(...dossier, ...shown)
      .when(pass())
      .thenRejects('CHECKS_NOT_PASSED');
    given(...dossier, propose)
      .when(pass())
      .thenRejects('TERMS_NOT_AGREED');
  });
  it('begins anew with every change after the checks', () => {
    const checked = [...dossier, ...shown, close('2026-03-18'), pass()];
    const changed = run([...checked, declare({ about: 'OWN_USE', isUsed: true })]);
    expect(changed.at(-1)).toMatchObject({ type: 'ChecksReopened', because: 'DeclarationMade' });
    expect(fold(changed)).toMatchObject({ status: 'NOTICE_CLOSED', dossier: { passed: undefined } });
    expect(fold(run([pass()], changed)).status).toBe('CHECKED');
    const other = { ...stored, priceMinor: 1, payment: undefined };
    const again = run([{ ...propose, terms: other, hash: hashOfTerms(other) }], run(checked));
    expect(fold(again).status).toBe('DRAFTED');
    const agreed = run([{ ...acceptBy('e'), version: 2, hash: hashOfTerms(other) } as ContractCommand], again);
    expect(() => run([pass()], agreed)).toThrow('CHECKS_NOT_PASSED');
    expect(fold(run([{ ...openNotice, now: at('2026-04-01') }], agreed)).status).toBe('NOTICE_OPEN');
  });
  it('is the seller’s to prepare', () => {
    given()
      .when(declare({ about: 'CO_OWNERS', ids: [] }, 'e'))
      .thenRejects('NOT_YOUR_STEP');
    given()
      .when(declare({ about: 'CO_OWNERS', ids: [] }, 'x'))
      .thenRejects('NOT_A_PARTY');
    given()
      .when(declare({ about: 'SELLER', region: '110108', isStateUnit: false }))
      .thenRejects('REASONS_MISSING');
  });
  it('needs no notice for a seller who is no state-founded unit', () => {
    const free = declare({ about: 'SELLER', region: '110108', isStateUnit: false, basis: '营业执照' });
    expect(fold(run([...dossier, free, ...toAgreement, pass()])).status).toBe('CHECKED');
  });
});

describe('consents and offers', () => {
  it('are asked for by name and hold for the terms offered', () => {
    const holders = declare({ about: 'REFUSAL_HOLDERS', holders: [{ id: 'p', right: 'COMPLETER' }] });
    const offer: ContractCommand = { type: 'OfferFirstRefusal', holderId: 'p', ...bySeller };
    given(propose).when(offer).thenRejects('NOT_FOUND');
    const offered = run([propose, holders, offer]);
    expect(offered.at(-1)).toMatchObject({
      type: 'FirstRefusalOffered',
      termsHash: hash,
      offeredOn: day,
      answerBy: '2026-03-17',
    });
    const answered = run(
      [{ type: 'AnswerFirstRefusal', holderId: 'p', answer: 'DECLINED', reference: '声明', ...bySeller }],
      offered,
    );
    expect(fold(answered).dossier.offers).toMatchObject([{ holderId: 'p', answer: 'DECLINED' }]);
  });
  it('of a co-owner stand in the way of an exclusive licence until they are there', () => {
    const ready = [
      ...dossier,
      declare({ about: 'CO_OWNERS', ids: ['c'] }),
      ...toAgreement,
      choose,
      openNotice,
      close('2026-03-18'),
    ];
    given(...ready)
      .when(pass())
      .thenRejects('CHECKS_NOT_PASSED');
    const consent: ContractCommand = { type: 'RecordConsent', coOwnerId: 'c', reference: '同意书', ...bySeller };
    expect(fold(run([...ready, consent, pass()])).status).toBe('CHECKED');
  });
});

describe('a notice in the life of a deal', () => {
  const shown = [...toAgreement, choose, openNotice];
  const object: ContractCommand = { type: 'RaiseObjection', objectionId: 'o', organisationId: 'x', grounds: '价格偏低', now };
  const decide = (outcome: 'DISMISSED' | 'UPHELD', organisationId = 'u'): ContractCommand => ({
    type: 'DecideObjection',
    ...{ objectionId: 'o', outcome, reasons: '评估支持', organisationId, now },
  });
  it('shows name and price of the terms and the marks that were declared', () => {
    const interests = declare({
      about: 'INTERESTS',
      isBuyerRelated: true,
      persons: [{ subjectId: 's', role: 'LEADER', hasDeclared: true }],
    });
    const opened = run([interests, ...toAgreement, choose, { ...openNotice, contents: { NAME: '别的', PRICE: '1' } }]);
    expect(opened.at(-1)).toMatchObject({
      type: 'NoticeOpened',
      contents: { NAME: terms.projectName, PRICE: '1200000.00', RELATED_BUYER: '是' },
      isBuyerRelated: true,
      hasLeaders: true,
      endsOn: '2026-03-17',
    });
  });
  it('is frozen by anybody’s objection until the unit decides it', () => {
    given(...shown)
      .when(close('2026-03-17'))
      .thenRejects('NOTICE_STILL_RUNNING');
    given(...shown, object)
      .when(close('2026-03-18'))
      .thenRejects('OBJECTION_OPEN');
    given(...shown, object)
      .when(decide('DISMISSED', 'e'))
      .thenRejects('NOT_YOUR_STEP');
    expect(fold(run([...shown, object])).status).toBe('NOTICE_FROZEN');
    expect(fold(run([...shown, object, decide('DISMISSED')])).status).toBe('NOTICE_OPEN');
    expect(fold(run([...shown, object, { ...object, objectionId: 'p' }, decide('DISMISSED')])).status).toBe('NOTICE_FROZEN');
  });
  it('leads back to the table when an objection is upheld; the same terms may be shown again', () => {
    const lost = run([...shown, object, decide('UPHELD')]);
    expect(fold(lost).status).toBe('DRAFTED');
    const again = run([propose, { ...acceptBy('e'), version: 2 } as ContractCommand, openNotice], lost);
    expect(fold(again).status).toBe('NOTICE_OPEN');
  });
  it('tells its facts in the published shape', () => {
    let contract = contractDecider.initialState();
    const subjects = run([...shown, object, decide('DISMISSED'), close('2026-03-18')]).map((event, revision) => {
      contract = contractDecider.evolve(contract, event);
      const actor = { organisationId: 'u', role: 'university' as const, subjectId: 's' };
      const meta = {
        eventId: 'x',
        stream: 'contract-c',
        id: 'c',
        revision,
        position: 1,
        at: now,
        actor,
        correlationId: 'x',
        trace: {},
      };
      const message = contractPublic(event, meta, contract);
      const declared = Object.values(pricingEvents).find(({ subject }) => subject === message?.subject);
      if (declared) expect(declared.body.parse(message?.body)).toEqual(message?.body);
      return message?.subject;
    });
    expect(subjects.filter((subject) => subject?.includes('notice') || subject?.includes('objection'))).toEqual([
      'contract.event.notice-opened.v1',
      'contract.event.objection-raised.v1',
      'contract.event.objection-decided.v1',
      'contract.event.notice-closed.v1',
    ]);
  });
  it('shows the public neither who objected nor why', async () => {
    const events = run([...shown, object, decide('DISMISSED')]);
    const meta = { eventId: 'x', stream: 'contract-c', id: 'c', position: 1, at: now, correlationId: 'x', trace: {} };
    const actor = { organisationId: 'u', role: 'university' as const, subjectId: 's' };
    const details = events.reduce<Parameters<typeof contractDetailsProjection.project>[0]>((document, event, revision) => {
      const fields = contractDetailsProjection.project(document, event, { ...meta, actor, revision });
      return fields && { ...fields, id: 'c', revision };
    }, undefined);
    const documents = { collection: () => ({ get: () => Promise.resolve(details) }) };
    const view = await noticeById({ documents: documents as never, clock: () => at('2026-03-10') }, 'c');
    expect(noticeSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ status: 'OPEN', daysLeft: 8, objections: [{ outcome: 'DISMISSED', reasons: '评估支持' }] });
    expect(JSON.stringify(view)).not.toMatch(/价格偏低|"x"|独占许可|"e"/);
  });
});

describe('a sale in the life of a deal', () => {
  const sell: ContractCommand[] = [
    { ...choose, mode: 'LISTED_SALE' },
    { type: 'ListForSale', basePriceMinor: 100, basis: '评估', endsOn: '2026-03-10', ...bySeller },
    { type: 'PlaceOffer', offerId: '1', priceMinor: 120_000_000, isSmallBusiness: true, organisationId: 'w', now },
    { type: 'CloseSale', organisationId: 'u', now: at('2026-03-11') },
  ];
  it('sets the price that the terms must have, and the buyer', () => {
    const won = run(sell);
    expect(fold(won).deal.parties).toEqual([
      { organisationId: 'u', side: 'SUPPLY' },
      { organisationId: 'w', side: 'DEMAND' },
    ]);
    const cheap = { ...stored, priceMinor: 1, payment: undefined };
    expect(() => run([{ ...propose, terms: cheap, hash: hashOfTerms(cheap) }], won)).toThrow('PRICE_NOT_AS_WON');
    const checked = run([...dossier, propose, acceptBy('w'), { ...pass(), organisationId: 'w' }], won);
    expect(fold(checked).status).toBe('CHECKED');
  });
  it('refuses to accept terms that were proposed before at another price', () => {
    const other = { ...stored, priceMinor: 5, payment: undefined };
    const before = run([{ ...propose, terms: other, hash: hashOfTerms(other) }, ...sell]);
    expect(() => run([{ ...acceptBy('w'), hash: hashOfTerms(other) } as ContractCommand], before)).toThrow('PRICE_NOT_AS_WON');
  });
  it('is not for the seller to bid in, nor for others to run', () => {
    given(...sell.slice(0, 2))
      .when({ type: 'PlaceOffer', offerId: '2', priceMinor: 200, isSmallBusiness: false, organisationId: 'u', now })
      .thenRejects('NOT_YOUR_STEP');
    given({ ...choose, mode: 'LISTED_SALE' })
      .when({ type: 'ListForSale', basePriceMinor: 1, basis: 'x', endsOn: '2026-03-10', organisationId: 'e', now })
      .thenRejects('NOT_YOUR_STEP');
  });
  it('may be an auction', () => {
    const auction = run([
      { ...choose, mode: 'AUCTION' },
      {
        type: 'OpenAuction',
        ...{ startPriceMinor: 100, stepMinor: 10, reserveMinor: 100, depositMinor: 5, closesAt: at('2026-03-05'), basis: '评估' },
        ...bySeller,
      },
      { type: 'RecordDeposit', bidderId: 'w', ...bySeller },
      { type: 'PlaceBid', amountMinor: 150, organisationId: 'w', now },
      { type: 'CloseAuction', organisationId: 'u', now: at('2026-03-06') },
    ]);
    expect(auction.at(-1)).toMatchObject({ type: 'HammerFell', bidderId: 'w', hammerPriceMinor: 150 });
  });
});

describe('whatever is commanded', () => {
  const organisation = fc.constantFrom('u', 'e', 'x', 'platform');
  const when = fc.integer({ min: 0, max: 60 }).map((days) => at(addDays(day, days)));
  const command: fc.Arbitrary<ContractCommand> = fc.oneof(
    fc.constantFrom(propose, acceptBy('e'), choose, ...dossier),
    fc
      .tuple(organisation, when)
      .map(([organisationId, moment]): ContractCommand => ({ ...openNotice, organisationId, now: moment })),
    fc
      .tuple(organisation, when)
      .map(([organisationId, moment]): ContractCommand => ({ type: 'CloseNotice', organisationId, now: moment })),
    fc.tuple(organisation, when).map(([organisationId, moment]): ContractCommand => ({ ...pass(), organisationId, now: moment })),
    fc.tuple(organisation, when).map(([organisationId, moment]): ContractCommand => ({
      type: 'RaiseObjection',
      objectionId: moment,
      grounds: 'g',
      organisationId,
      now: moment,
    })),
    when.map((moment): ContractCommand => ({
      type: 'DecideObjection',
      objectionId: moment,
      outcome: 'DISMISSED',
      reasons: 'r',
      organisationId: 'u',
      now: moment,
    })),
    organisation.map(
      (organisationId): ContractCommand =>
        ({
          type: 'SignContract',
          organisationId,
          policies: [],
          now,
          signed: {
            keyId: organisationId,
            signature: 's',
            termsHash: hash,
            isValid: true,
            key: { publicKey: organisationId, algorithm: 'Ed25519', isRevoked: false, isOver: false },
          },
        }) as unknown as ContractCommand,
    ),
  );
  const attempt = (events: ContractEvent[], next: ContractCommand): ContractEvent[] => {
    try {
      return run([next], events);
    } catch (error) {
      if (isRejection(error)) return events;
      throw error;
    }
  };
  it('nothing is signed before its checks passed and its notice closed, and no notice ends early', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), fc.nat(3), (commands, done) => {
        const way = [openNotice, close('2026-03-18'), pass()];
        const start = run([...dossier, ...toAgreement, choose, ...way.slice(0, done)]);
        const events = commands.reduce(attempt, start);
        let endsOn = '';
        events.forEach((event, index) => {
          const before = events.slice(0, index).map(({ type }) => type);
          if (event.type === 'NoticeOpened') ({ endsOn } = event);
          if (event.type === 'NoticeClosed') expect(chinaDayOf(event.closedAt) > endsOn).toBe(true);
          if (event.type !== 'ContractSigned') return;
          const last = before.lastIndexOf('ChecksPassed');
          expect(last).toBeGreaterThan(Math.max(before.lastIndexOf('TermsProposed'), before.lastIndexOf('ChecksReopened')));
          expect(before.slice(0, last)).toContain('NoticeClosed');
        });
      }),
      { numRuns: 200 },
    ));
});

describe('structured terms', () => {
  it('come back as they went in, and leave the hash of plain ones alone', () => {
    expect(toTerms(stored)).toEqual(terms);
    const { facts: _, ...less } = terms;
    expect(hashOfTerms(toStoredTerms(less))).not.toBe(hash);
  });
});
