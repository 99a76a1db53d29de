import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { contractDecider } from '../contract/contract.decider.js';
import type { Contract, ContractEvent, Started } from '../contract/contract.types.js';
import { addDays } from '../rules/days.decider.js';
import { deadlinesOf } from './deadlines-of.decider.js';
import { keyOf, nextReminderOn } from './deadlines.decider.js';
import { runTimer } from './timer.js';

const hash = 'a'.repeat(64);
const at = '2026-03-02T02:00:00.000Z';
const parties = [
  { organisationId: 'a', side: 'SUPPLY' as const },
  { organisationId: 'b', side: 'DEMAND' as const },
];
const terms = {
  kind: 'LICENCE' as const,
  ...{ projectName: 'Filler', scope: 'use', priceMinor: 100, currency: 'CNY' as const, paymentPlan: '' },
  ...{ validFrom: '2026-04-01', validTo: '2026-12-31', acceptanceCriteria: '', ownershipOfResults: '', confidentiality: '' },
  // due when a milestone is accepted, so on no day yet
  payment: { kind: 'LUMP_SUM' as const, amountMinor: 100, due: { milestone: 'm-1' } },
};
const draftedToAgreed: ContractEvent[] = [
  { type: 'ContractDrafted', matchId: 'm', listingId: 'l', demandId: 'd', title: 'Filler', parties, draftedAt: at },
  { type: 'TermsProposed', version: 1, hash, proposedBy: 'a', terms, proposedAt: at },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'a', acceptedAt: at },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'b', acceptedAt: at },
  { type: 'TermsAgreed', version: 1, hash, agreedAt: at },
];
const fold = (events: readonly ContractEvent[]): Started =>
  events.reduce<Contract>(contractDecider.evolve, contractDecider.initialState()) as Started;
const concluded = fold([
  ...draftedToAgreed,
  ...parties.map(({ organisationId }): ContractEvent => ({
    type: 'ContractSigned',
    ...{ organisationId, keyId: 'k', publicKey: 'p', signature: 's', termsHash: hash, signedAt: at },
  })),
  { type: 'ContractConcluded', termsHash: hash, concludedAt: at },
]);

const remind = (contract: Started, day: string): { told: string[]; contract: Started } => {
  const events = contractDecider.decide({ type: 'RemindOfDeadlines', now: `${day}T04:00:00.000Z` }, contract);
  return {
    told: events.map((event) => (event.type === 'DeadlineReminded' ? `${event.kind} ${event.stage} ${event.dueOn}` : event.type)),
    contract: events.reduce<Contract>(contractDecider.evolve, contract) as Started,
  };
};

describe('deadlines of a contract', () => {
  it('there are none before it is concluded', () => expect(deadlinesOf(fold(draftedToAgreed))).toEqual([]));
  it('it ends on the last day of its terms', () =>
    expect(deadlinesOf(concluded)).toEqual([{ kind: 'CONTRACT_ENDS', dueOn: '2026-12-31', owedBy: 'NOBODY' }]));
});

describe('deadlines before signing', () => {
  const open: ContractEvent[] = [
    ...draftedToAgreed,
    { type: 'PriceAgreed', priceMinor: 100, basis: 'b', needsNotice: true, termsHash: hash, agreedAt: at },
    {
      type: 'NoticeOpened',
      ...{ contents: { NAME: 'n' }, places: ['UNIT'], isBuyerRelated: false, hasLeaders: false },
      ...{ opensOn: '2026-03-02', endsOn: '2026-03-17', days: 15, ruleVersion: 'r', openedAt: at },
    },
  ];
  it('are the end of a notice, and the decision of an objection', () => {
    expect(deadlinesOf(fold(open)).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['NOTICE_ENDS', '2026-03-17']]);
    const frozen = fold([...open, { type: 'ObjectionRaised', objectionId: 'o', raisedBy: 'x', grounds: 'g', raisedAt: at }]);
    expect(deadlinesOf(frozen).map(({ kind, owedBy, about }) => [kind, owedBy, about])).toEqual([
      ['NOTICE_ENDS', 'NOBODY', undefined],
      ['OBJECTION_DECISION', 'SUPPLY', 'o'],
    ]);
  });
  it('are the answers to an offer of these terms, until they come', () => {
    const offered: ContractEvent = {
      type: 'FirstRefusalOffered',
      ...{
        holderId: 'p',
        termsHash: hash,
        offeredOn: '2026-03-02',
        answerBy: '2026-03-17',
        ruleVersion: 'r',
        offeredBy: 'a',
        offeredAt: at,
      },
    };
    const answered: ContractEvent = {
      type: 'FirstRefusalAnswered',
      ...{ holderId: 'p', termsHash: hash, answer: 'DECLINED', reference: 'r', recordedBy: 'a', answeredAt: at },
    };
    expect(deadlinesOf(fold([...draftedToAgreed, offered]))).toMatchObject([{ kind: 'FIRST_REFUSAL_ANSWER', about: 'p' }]);
    expect(deadlinesOf(fold([...draftedToAgreed, offered, answered]))).toEqual([]);
  });
});

describe('reminders', () => {
  it('come a week ahead and the day before, each once', () => {
    expect(remind(concluded, '2026-12-23').told).toEqual([]);
    const week = remind(concluded, '2026-12-24');
    expect(week.told).toEqual(['CONTRACT_ENDS WEEK 2026-12-31']);
    expect(remind(week.contract, '2026-12-24').told).toEqual([]);
    const day = remind(week.contract, '2026-12-30');
    expect(day.told).toEqual(['CONTRACT_ENDS DAY 2026-12-31']);
    expect(remind(day.contract, '2027-02-01').told).toEqual([]);
  });
  it('that were missed are told by the latest stage alone', () =>
    expect(remind(concluded, '2027-01-05').told).toEqual(['CONTRACT_ENDS DAY 2026-12-31']));
  it('wait for the day in China, not in Greenwich', () => {
    const told = (now: string) => contractDecider.decide({ type: 'RemindOfDeadlines', now }, concluded).length;
    expect([told('2026-12-23T15:59:59.000Z'), told('2026-12-23T16:00:00.000Z')]).toEqual([0, 1]);
  });
  it('are given on the day that the page waits for, and never twice the same', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), (steps) => {
        let contract = concluded;
        const seen: string[] = [];
        for (const step of [...steps].sort((one, other) => one - other)) {
          const day = addDays('2026-06-01', step);
          const next = nextReminderOn(contract);
          const given = remind(contract, day);
          expect(given.told.length > 0).toBe(next !== undefined && next <= day);
          seen.push(...given.told);
          ({ contract } = given);
        }
        expect(new Set(seen).size).toBe(seen.length);
      }),
    ));
  it('know one deadline from another of the same kind', () =>
    expect(
      new Set(['one', 'other'].map((about) => keyOf({ kind: 'PAYMENT_DUE', dueOn: '2026-05-01', owedBy: 'DEMAND', about }))).size,
    ).toBe(2));
});

describe('a timer', () => {
  it('goes on after a round that failed, and stops when it is told to', async () => {
    let rounds = 0;
    const warned: unknown[] = [];
    const logger = { info: () => undefined, warn: (detail: unknown) => void warned.push(detail), error: () => undefined };
    const seen = Promise.withResolvers<void>();
    const round = async (): Promise<void> => {
      rounds += 1;
      if (rounds === 1) throw new Error('not now');
      if (rounds === 3) seen.resolve();
    };
    const timer = runTimer({ name: 'spec', everyMs: 1, round, logger });
    await seen.promise;
    await timer.stop();
    const after = rounds;
    await pause(20);
    expect([rounds, warned.length]).toEqual([after, 1]);
  });
});
