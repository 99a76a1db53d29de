import {
  catalogEvents,
  constraintNames,
  contractEvents,
  deadlineEvents,
  dossierEvents,
  incomeEvents,
  performanceEvents,
  pricingEvents,
  registrationEvents,
  declineReasons,
  demandContentSchema,
  listingContentSchema,
  matchingEvents,
} from '@lastmile/protocol';
import type { BodyOf, EventMessage } from '@lastmile/protocol';
import fc from 'fast-check';
import { noticesOf, routes } from './delivery.routing.js';

const publicEvents: Record<string, EventMessage> = {
  ...catalogEvents,
  ...matchingEvents,
  ...contractEvents,
  ...deadlineEvents,
  ...dossierEvents,
  ...incomeEvents,
  ...performanceEvents,
  ...pricingEvents,
  ...registrationEvents,
};
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Organisation, kind, subject and facts of each notice. */
const told = <Body>(message: EventMessage<Body>, body: Body) =>
  noticesOf(message.subject, body, { id: 'e-1' }).map(({ organisationId, kind, subject, facts }) => [
    organisationId,
    kind,
    `${subject.type} ${subject.id}`,
    facts,
  ]);

const match = {
  matchId: 'm-1',
  revision: 0,
  listingId: 'l-1',
  demandId: 'd-1',
  supply: { organisationId: 'university-1', title: 'Silver paste' },
  demand: { organisationId: 'enterprise-1', title: 'Joining paste' },
};
const titles = { listingTitle: 'Silver paste', demandTitle: 'Joining paste' };
const toSupply = (kind: string, facts = {}) => ['university-1', kind, 'MATCH m-1', { ...titles, side: 'SUPPLY', ...facts }];
const toDemand = (kind: string, facts = {}) => ['enterprise-1', kind, 'MATCH m-1', { ...titles, side: 'DEMAND', ...facts }];

const contract = {
  contractId: 'c-1',
  revision: 0,
  matchId: 'm-1',
  listingId: 'l-1',
  demandId: 'd-1',
  title: 'Licence of paste',
  parties: [
    { organisationId: 'university-1', side: 'SUPPLY' as const },
    { organisationId: 'enterprise-1', side: 'DEMAND' as const },
  ],
};
const hash = '0'.repeat(64);
const party = (side: 'SUPPLY' | 'DEMAND', kind: string, facts = {}) => [
  side === 'SUPPLY' ? 'university-1' : 'enterprise-1',
  kind,
  'CONTRACT c-1',
  { title: 'Licence of paste', side, ...facts },
];

describe('the table', () => {
  it('has one row for each public event, named like it', () =>
    expect(Object.fromEntries(routes.map(({ message, kind }) => [message.subject, kind]))).toEqual(
      Object.fromEntries(Object.entries(publicEvents).map(([name, { subject }]) => [subject, kebab(name)])),
    ));
  it('makes nothing of a subject it does not know', () =>
    expect(noticesOf('other.event.happened.v1', {}, { id: 'e-1' })).toEqual([]));
  it('ties a notice to its event and trace', () => {
    const body = { achievementId: 'a-1', revision: 0, organisationId: 'university-1', title: 'Paste' };
    expect(noticesOf(catalogEvents.achievementDisclosed.subject, body, { id: 'e-1', traceId: 't-1' })).toEqual([
      {
        organisationId: 'university-1',
        kind: 'achievement-disclosed',
        subject: { type: 'ACHIEVEMENT', id: 'a-1' },
        facts: { title: 'Paste' },
        eventId: 'e-1',
        traceId: 't-1',
      },
    ]);
  });
});

describe('facts of the catalog go to their own organisation', () => {
  const listing = {
    listingId: 'l-1',
    revision: 1,
    organisationId: 'university-1',
    content: listingContentSchema.parse({ title: 'Paste' }),
  };
  const demand = {
    demandId: 'd-1',
    revision: 1,
    organisationId: 'enterprise-1',
    content: demandContentSchema.parse({ title: 'Paste' }),
  };
  const closed = { revision: 2, title: 'Paste', reason: 'Sold' };
  it('published: to nobody', () => {
    expect(told(catalogEvents.listingPublished, listing)).toEqual([]);
    expect(told(catalogEvents.demandPublished, demand)).toEqual([]);
  });
  it('revised: to nobody', () => {
    expect(told(catalogEvents.listingRevised, listing)).toEqual([]);
    expect(told(catalogEvents.demandRevised, demand)).toEqual([]);
  });
  it('withdrawn, with the reason', () => {
    expect(told(catalogEvents.listingWithdrawn, { listingId: 'l-1', organisationId: 'university-1', ...closed })).toEqual([
      ['university-1', 'listing-withdrawn', 'LISTING l-1', { title: 'Paste', reason: 'Sold' }],
    ]);
    expect(told(catalogEvents.demandWithdrawn, { demandId: 'd-1', organisationId: 'enterprise-1', ...closed })).toEqual([
      ['enterprise-1', 'demand-withdrawn', 'DEMAND d-1', { title: 'Paste', reason: 'Sold' }],
    ]);
  });
});

describe('facts of a match', () => {
  const proposed = (level: number) => ({ ...match, score: 0.8, level, words: ['paste'] });
  it.each([3, 4])('proposed on level %d: to both', (level) =>
    expect(told(matchingEvents.matchProposed, proposed(level))).toEqual([
      toSupply('match-proposed', { score: 0.8, level }),
      toDemand('match-proposed', { score: 0.8, level }),
    ]),
  );
  it.each([1, 2])('proposed on level %d: to nobody', (level) =>
    expect(told(matchingEvents.matchProposed, proposed(level))).toEqual([]),
  );
  it('intent expressed: to the other side', () => {
    expect(told(matchingEvents.intentExpressed, { ...match, side: 'SUPPLY' })).toEqual([toDemand('intent-expressed')]);
    expect(told(matchingEvents.intentExpressed, { ...match, side: 'DEMAND' })).toEqual([toSupply('intent-expressed')]);
  });
  it('declined: to the other side, with the reason', () =>
    expect(told(matchingEvents.matchDeclined, { ...match, side: 'DEMAND', reason: 'PRICE' })).toEqual([
      toSupply('match-declined', {
        reason: 'PRICE',
        reasonZh: '对方不能接受价格',
        reasonEn: 'The price does not suit the other side',
        adviceZh: expect.stringMatching(/分期/) as string,
        adviceEn: expect.stringMatching(/instalments/) as string,
      }),
    ]));
  it.each(declineReasons)('declined as %s: in words and with advice, each side its own, in both languages', (reason) => {
    const textsOf = (side: 'SUPPLY' | 'DEMAND') => {
      const body = { ...match, side, reason };
      const facts = noticesOf(matchingEvents.matchDeclined.subject, body, { id: 'e-1' })[0]?.facts;
      for (const name of ['reasonZh', 'adviceZh']) expect(facts?.[name]).toMatch(/\p{Script=Han}{4,}/u);
      for (const name of ['reasonEn', 'adviceEn']) expect(facts?.[name]).toMatch(/^[^\p{Script=Han}]{10,}$/u);
      return facts?.['adviceZh'];
    };
    expect(textsOf('SUPPLY') === textsOf('DEMAND')).toBe(reason === 'OTHER');
  });
  it('closed: to both, with all reasons in words', () => {
    const constraints: BodyOf<typeof matchingEvents.matchClosed>['constraints'] = [
      { name: 'EXPIRED', side: 'DEMAND', values: { until: '2030-01-31' } },
      { name: 'WITHDRAWN', side: 'SUPPLY', values: {} },
    ];
    const facts = {
      reason: 'EXPIRED WITHDRAWN',
      reasonZh: '需求的有效期已过（至 2030-01-31）；成果已撤回',
      reasonEn: 'The demand is no longer valid (until 2030-01-31); The listing was withdrawn',
    };
    expect(told(matchingEvents.matchClosed, { ...match, constraints })).toEqual([
      toSupply('match-closed', facts),
      toDemand('match-closed', facts),
    ]);
  });
  it('closed because one side excludes the other: only who excludes learns it', () => {
    const constraints = [{ name: 'EXCLUDED_PARTY' as const, side: 'SUPPLY' as const, values: {} }];
    const [own, other] = noticesOf(matchingEvents.matchClosed.subject, { ...match, constraints }, { id: 'e-1' });
    expect(own?.facts).toMatchObject({ reason: 'EXCLUDED_PARTY', reasonEn: expect.stringMatching(/^Your/) as string });
    expect(other?.facts).toMatchObject({ reason: 'UNAVAILABLE' });
    expect(JSON.stringify(other)).not.toMatch(/EXCLUDED|ruled out|声明/);
  });
  it.each(constraintNames)('closed by %s: in words of both languages', (name) => {
    const body = { ...match, constraints: [{ name, side: 'DEMAND' as const, values: {} }] };
    for (const { facts } of noticesOf(matchingEvents.matchClosed.subject, body, { id: 'e-1' })) {
      expect(facts['reasonZh']).toMatch(/\p{Script=Han}{4,}/u);
      expect(facts['reasonEn']).toMatch(/^[^\p{Script=Han}]{10,}$/u);
    }
  });
  it('introduced: to both', () =>
    expect(told(matchingEvents.matchIntroduced, match)).toEqual([toSupply('match-introduced'), toDemand('match-introduced')]));
  it('tells an organisation on both sides once', () =>
    expect(told(matchingEvents.matchIntroduced, { ...match, demand: match.supply })).toHaveLength(1));
});

describe('a saved search', () => {
  const alert = {
    ...{ savedSearchId: 's-1', revision: 0, organisationId: 'enterprise-1', name: 'Pastes', kind: 'LISTING' as const },
    ...{ recordId: 'l-1', title: 'Silver paste', words: ['silver', 'paste'], filters: ['field:NEW_MATERIALS', 'region:11'] },
  };
  const facts = { title: 'Silver paste', searchName: 'Pastes', savedSearchId: 's-1' };
  it('tells its owner what fits and by which words and filters', () =>
    expect(told(matchingEvents.savedSearchMatched, alert)).toEqual([
      [
        ...['enterprise-1', 'saved-search-matched', 'LISTING l-1'],
        { ...facts, words: 'silver, paste', filters: 'field:NEW_MATERIALS region:11' },
      ],
    ]));
  it('names no words or filters where it has none', () =>
    expect(
      told(matchingEvents.savedSearchMatched, { ...alert, kind: 'DEMAND', recordId: 'd-1', words: [], filters: [] }),
    ).toEqual([['enterprise-1', 'saved-search-matched', 'DEMAND d-1', facts]]));
});

describe('a deadline of a contract', () => {
  const near = { ...contract, kind: 'PAYMENT_DUE' as const, dueOn: '2030-05-01', about: 'INSTALMENT 1' };
  const facts = { deadline: 'PAYMENT_DUE', dueOn: '2030-05-01', about: 'INSTALMENT 1' };
  const tellAbout = (owedBy: 'SUPPLY' | 'DEMAND' | 'OFFICE', stage: 'WEEK' | 'OVERDUE') =>
    told(deadlineEvents.deadlineNear, { ...near, owedBy, stage });
  it('goes to the side that owes it', () =>
    expect(tellAbout('DEMAND', 'WEEK')).toEqual([party('DEMAND', 'deadline-near', { ...facts, stage: 'WEEK' })]));
  it('goes to both when it was missed, or when neither owes it', () => {
    for (const rows of [tellAbout('SUPPLY', 'OVERDUE'), tellAbout('OFFICE', 'WEEK')]) expect(rows).toHaveLength(2);
  });
});

describe('facts of a deal', () => {
  const amount = { amount: '360000.00', currency: 'CNY' as const };
  it('a notice: to both, with its days', () =>
    expect(
      told(pricingEvents.noticeOpened, { ...contract, opensOn: '2030-01-01', endsOn: '2030-01-16', ruleVersion: 'v' }),
    ).toEqual([
      party('SUPPLY', 'notice-opened', { opensOn: '2030-01-01', endsOn: '2030-01-16' }),
      party('DEMAND', 'notice-opened', { opensOn: '2030-01-01', endsOn: '2030-01-16' }),
    ]));
  it('a payment: to both, with amount and status', () =>
    expect(
      told(performanceEvents.paymentRecorded, { ...contract, what: 'INSTALMENT', number: 1, amount, status: 'RECORDED' }),
    ).toEqual([
      party('SUPPLY', 'payment-recorded', { amount: '360000.00', status: 'RECORDED' }),
      party('DEMAND', 'payment-recorded', { amount: '360000.00', status: 'RECORDED' }),
    ]));
  it('what one side did: to the other', () => {
    const abandoned = { ...contract, abandonedBy: 'university-1', reason: 'No budget' };
    expect(told(dossierEvents.abandoned, abandoned)).toEqual([party('DEMAND', 'abandoned')]);
    const proposed = { ...contract, version: 2, hash, proposedBy: 'enterprise-1' };
    expect(told(performanceEvents.amendmentProposed, proposed)).toEqual([party('SUPPLY', 'amendment-proposed', { version: 2 })]);
  });
  it('income that was distributed: to the unit alone', () =>
    expect(
      told(incomeEvents.distributed, { ...contract, distributionId: 'd', team: amount, unit: amount, ruleVersions: ['v'] }),
    ).toEqual([party('SUPPLY', 'distributed')]));
});

describe('facts of a contract', () => {
  const both = (kind: string, facts = {}) => [party('SUPPLY', kind, facts), party('DEMAND', kind, facts)];
  it('drafted: to both', () => expect(told(contractEvents.contractDrafted, contract)).toEqual(both('contract-drafted')));
  it('terms proposed: to the other', () =>
    expect(told(contractEvents.termsProposed, { ...contract, version: 2, hash, proposedBy: 'university-1' })).toEqual([
      party('DEMAND', 'terms-proposed', { version: 2 }),
    ]));
  it('terms agreed: to both', () =>
    expect(told(contractEvents.termsAgreed, { ...contract, version: 2, hash })).toEqual(both('terms-agreed', { version: 2 })));
  it('signed: to the other', () =>
    expect(told(contractEvents.contractSigned, { ...contract, organisationId: 'enterprise-1' })).toEqual([
      party('SUPPLY', 'contract-signed'),
    ]));
  it('concluded: to both, with what it is', () => {
    const concluded = { ...contract, kind: 'LICENCE' as const, termsHash: hash, concludedAt: '2030-01-01T00:00:00.000Z' };
    expect(told(contractEvents.contractConcluded, { ...concluded, licenceMode: 'SOLE' })).toEqual(
      both('contract-concluded', { contractKind: 'LICENCE', licenceMode: 'SOLE' }),
    );
    expect(told(contractEvents.contractConcluded, concluded)).toEqual(both('contract-concluded', { contractKind: 'LICENCE' }));
  });
  it('recorded: to both, with its place in the log', () => {
    const place = { recorded: 'CONTRACT_CONCLUDED', index: 4, size: 7 };
    expect(told(contractEvents.contractRecorded, { ...contract, ...place })).toEqual(both('contract-recorded', place));
  });
});

describe('whoever the parties are', () => {
  const organisation = fc.constantFrom('a', 'b', 'c');
  const title = fc.constantFrom('Paste', 'Alloy');
  const side = fc.record({ organisationId: organisation, title });
  const expressed: fc.Arbitrary<BodyOf<typeof matchingEvents.intentExpressed>> = fc.record({
    matchId: fc.constant('m-1'),
    listingId: fc.constant('l-1'),
    demandId: fc.constant('d-1'),
    revision: fc.nat(),
    supply: side,
    demand: side,
    side: fc.constantFrom('SUPPLY' as const, 'DEMAND' as const),
  });
  it('an organisation gets at most one notice of one event, and none names another organisation', () => {
    fc.assert(
      fc.property(expressed, (fact) => {
        for (const message of [matchingEvents.intentExpressed, matchingEvents.matchIntroduced]) {
          const notices = noticesOf(message.subject, fact, { id: 'e-1' });
          const receivers = notices.map(({ organisationId }) => organisationId);
          expect(new Set(receivers).size).toBe(receivers.length);
          for (const receiver of receivers) expect([fact.supply.organisationId, fact.demand.organisationId]).toContain(receiver);
          for (const { facts } of notices) expect(Object.keys(facts).sort()).toEqual(['demandTitle', 'listingTitle', 'side']);
        }
      }),
    );
  });
});
