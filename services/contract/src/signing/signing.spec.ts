import { spec } from '@lastmile/eventsourcing/testing';
import type { SigningPolicy } from '@lastmile/protocol';
import fc from 'fast-check';
import { contractDecider } from '../contract/contract.decider.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { Contract, ContractCommand, ContractEvent } from '../contract/contract.types.js';
import { isSignedByAll } from './signing-policy.decider.js';
import type { PartyPolicy, SigningEvent, VerifiedSignature } from './signing.types.js';

const now = '2026-03-02T08:00:00.000Z';
const hash = 'a'.repeat(64);
const terms = {
  kind: 'LICENCE' as const,
  projectName: '填料',
  scope: '普通许可',
  priceMinor: 100,
  currency: 'CNY' as const,
  paymentPlan: '',
  validFrom: '2026-04-01',
  validTo: '2031-03-31',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};
const agreed: ContractEvent[] = [
  {
    type: 'ContractDrafted',
    matchId: 'm',
    listingId: 'l',
    demandId: 'd',
    title: '填料',
    parties: [
      { organisationId: 'a', side: 'SUPPLY' },
      { organisationId: 'b', side: 'DEMAND' },
    ],
    draftedAt: now,
  },
  { type: 'TermsProposed', version: 1, hash, proposedBy: 'a', terms, proposedAt: now },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'a', acceptedAt: now },
  { type: 'TermsAccepted', version: 1, hash, organisationId: 'b', acceptedAt: now },
  { type: 'TermsAgreed', version: 1, hash, agreedAt: now },
  { type: 'ChecksPassed', termsHash: hash, region: '110108', on: '2026-03-02', results: [], checkedBy: 'a', checkedAt: now },
];
const one: SigningPolicy = { mode: 'ONE', signatories: [] };
const policiesOf = (a: SigningPolicy, b: SigningPolicy = one): PartyPolicy[] => [
  { organisationId: 'a', policy: a },
  { organisationId: 'b', policy: b },
];
const opened = (a: SigningPolicy = one, b: SigningPolicy = one): SigningEvent => ({
  type: 'SigningOpened',
  termsHash: hash,
  policies: policiesOf(a, b),
  openedAt: now,
});

/** The holder is `<organisation>-<n>`, and each has one key. */
const sign = (by: string, change: Partial<VerifiedSignature['key']> = {}, policies?: PartyPolicy[]): ContractCommand => ({
  type: 'SignContract',
  organisationId: by[0] ?? '',
  signed: {
    keyId: `k-${by}`,
    signature: `s-${by}`,
    termsHash: hash,
    key: { publicKey: `p-${by}`, algorithm: 'SM2', userId: 'u', signatoryId: by, isRevoked: false, ...change },
    isValid: true,
  },
  policies,
  now,
});
const signed = (by: string): SigningEvent => ({
  type: 'ContractSigned',
  organisationId: by[0] ?? '',
  keyId: `k-${by}`,
  algorithm: 'SM2',
  userId: 'u',
  signatoryId: by,
  publicKey: `p-${by}`,
  signature: `s-${by}`,
  termsHash: hash,
  signedAt: now,
});
const concluded: SigningEvent = { type: 'ContractConcluded', termsHash: hash, concludedAt: now };
const given = (...events: ContractEvent[]) => spec(contractDecider).given([...agreed, ...events]);
const status = (events: ContractEvent[]): string =>
  [...agreed, ...events].reduce(contractDecider.evolve, contractDecider.initialState()).status;

describe('signing', () => {
  it('freezes the policies with the first signature, and concludes when both are met', () => {
    given()
      .when(sign('b-1'))
      .then([opened(), signed('b-1')]);
    given(opened(), signed('b-1'))
      .when(sign('a-1'))
      .then([signed('a-1'), concluded]);
  });
  it('keeps to the frozen policies, whatever is gathered later', () =>
    given(opened(), signed('b-1'))
      .when(sign('a-1', {}, policiesOf({ mode: 'ALL', signatories: ['a-1', 'a-2'] })))
      .then([signed('a-1'), concluded]));
  it('stays in signing while a policy is not met', () =>
    expect(status([opened({ mode: 'ALL', signatories: ['a-1', 'a-2'] }), signed('a-1'), signed('b-1')])).toBe('SIGNING'));

  it('by all who are named, in whatever order', () => {
    const all: SigningPolicy = { mode: 'ALL', signatories: ['a-1', 'a-2'] };
    given()
      .when(sign('a-2', {}, policiesOf(all)))
      .then([opened(all), signed('a-2')]);
    given(opened(all), signed('b-1'), signed('a-2'))
      .when(sign('a-1'))
      .then([signed('a-1'), concluded]);
  });
  it('by so many of those who are named', () => {
    const two: SigningPolicy = { mode: 'AT_LEAST', signatories: ['a-1', 'a-2', 'a-3'], atLeast: 2 };
    given(opened(two), signed('b-1'), signed('a-3'))
      .when(sign('a-1'))
      .then([signed('a-1'), concluded]);
    given(opened(two), signed('a-3'), signed('a-1')).when(sign('a-2')).thenRejects('ALREADY_SIGNED');
  });
  it('in order', () => {
    const order: SigningPolicy = { mode: 'IN_ORDER', signatories: ['a-1', 'a-2'] };
    given()
      .when(sign('a-2', {}, policiesOf(order)))
      .thenRejects('SIGNING_OUT_OF_ORDER');
    given(opened(order), signed('a-1'), signed('b-1'))
      .when(sign('a-2'))
      .then([signed('a-2'), concluded]);
  });
  it('refuses whom the policy does not name, and keys without a holder where it names any', () => {
    const named: SigningPolicy = { mode: 'ONE', signatories: ['a-1'] };
    given()
      .when(sign('a-2', {}, policiesOf(named)))
      .thenRejects('NOT_A_SIGNATORY');
    given()
      .when(sign('a-1', { signatoryId: undefined }, policiesOf(named)))
      .thenRejects('NOT_A_SIGNATORY');
  });
  it('refuses a second signature by the same signatory, also with another key, and by an organisation that is done', () => {
    const all: SigningPolicy = { mode: 'ALL', signatories: ['a-1', 'a-2'] };
    given(opened(all), signed('a-1'))
      .when(sign('a-2', { signatoryId: 'a-1' }))
      .thenRejects('ALREADY_SIGNED');
    given(opened(), signed('a-1')).when(sign('a-1')).thenRejects('ALREADY_SIGNED');
    given(opened(), signed('a-1')).when(sign('a-2')).thenRejects('ALREADY_SIGNED');
    given(opened(), signed('a-1'), signed('b-1'), concluded).when(sign('a-2')).thenRejects('ALREADY_SIGNED');
  });
  it('refuses one key for both parties, which no receipt could hold', () => {
    const theirs = sign('b-1') as Extract<ContractCommand, { type: 'SignContract' }>;
    given(opened(), signed('a-1'))
      .when({ ...theirs, signed: { ...theirs.signed, keyId: 'k-a-1' } })
      .thenRejects('SIGNING_KEY_TAKEN');
  });
  it('refuses a key that is past its end or replaced', () =>
    given()
      .when(sign('a-1', { isOver: true }))
      .thenRejects('SIGNING_KEY_EXPIRED'));
  it('goes on with a contract that was signed once before policies were there', () => {
    const {
      algorithm: _,
      userId: __,
      signatoryId: ___,
      ...old
    } = signed('b-1') as Extract<SigningEvent, { type: 'ContractSigned' }>;
    given(old)
      .when(sign('a-1'))
      .then([opened(), signed('a-1'), concluded]);
  });
});

const signatories = ['a-1', 'a-2', 'a-3'];
const anyPolicy: fc.Arbitrary<SigningPolicy> = fc.oneof(
  fc.constant(one),
  fc
    .tuple(
      fc.constantFrom('ONE' as const, 'ALL' as const, 'IN_ORDER' as const),
      fc.shuffledSubarray(signatories, { minLength: 1 }),
    )
    .map(([mode, named]) => ({ mode, signatories: named })),
  fc
    .shuffledSubarray(signatories, { minLength: 1 })
    .chain((named) =>
      fc.integer({ min: 1, max: named.length }).map((atLeast) => ({ mode: 'AT_LEAST' as const, signatories: named, atLeast })),
    ),
);

/** The meaning of the policies, said once more. */
const isMetByHand = ({ mode, signatories: named, atLeast }: SigningPolicy, own: readonly { signatoryId?: string }[]): boolean => {
  const there = named.filter((id) => own.some(({ signatoryId }) => signatoryId === id)).length;
  const needed = { ONE: 1, AT_LEAST: atLeast ?? 1, ALL: named.length, IN_ORDER: named.length }[mode];
  return named.length === 0 ? own.length >= needed : there >= needed;
};

describe('whoever signs, in whatever order', () => {
  const attempts = fc.array(fc.constantFrom(...signatories, 'b-1', 'b-2'), { maxLength: 14 });
  const run = (policy: SigningPolicy, order: readonly string[]): { events: ContractEvent[]; contract: Contract } =>
    order.reduce<{ events: ContractEvent[]; contract: Contract }>(
      ({ events, contract }, by) => {
        try {
          const fresh = contractDecider.decide(sign(by, {}, policiesOf(policy)), contract);
          return { events: [...events, ...fresh], contract: fresh.reduce(contractDecider.evolve, contract) };
        } catch (error) {
          if ((error as Error).name !== 'Rejection') throw error;
          return { events, contract };
        }
      },
      { events: [], contract: agreed.reduce(contractDecider.evolve, contractDecider.initialState()) },
    );

  it('a contract is concluded exactly when both policies are met, and nobody has signed twice', () =>
    fc.assert(
      fc.property(anyPolicy, attempts, (policy, order) => {
        const { events } = run(policy, order);
        const made = events.flatMap((event) => (event.type === 'ContractSigned' ? [event] : []));
        const by = (side: string) => made.filter(({ organisationId }) => organisationId === side);
        const isDone = isSignedByAll([{ organisationId: 'a' }, { organisationId: 'b' }], policiesOf(policy), made);
        expect(isDone).toBe(isMetByHand(policy, by('a')) && by('b').length > 0);
        expect(events.some(({ type }) => type === 'ContractConcluded')).toBe(isDone);
        expect(new Set(made.map(({ signatoryId }) => signatoryId)).size).toBe(made.length);
        expect(events.filter(({ type }) => type === 'SigningOpened').length).toBe(made.length > 0 ? 1 : 0);
        if (policy.mode === 'IN_ORDER')
          expect(by('a').map(({ signatoryId }) => signatoryId)).toEqual(policy.signatories.slice(0, by('a').length));
      }),
      { numRuns: 300 },
    ));
  it('every policy can be met by those whom it names', () =>
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const order = policy.signatories.length > 0 ? policy.signatories : ['a-1'];
        expect(run(policy, [...order, 'b-1']).contract.status).toBe('CONCLUDED');
      }),
    ));
  it('events survive the store', () =>
    fc.assert(
      fc.property(anyPolicy, attempts, (policy, order) => {
        for (const event of run(policy, order).events) {
          const kept = JSON.parse(JSON.stringify(contractEventsCodec.encode(event))) as { type: string; data: unknown };
          expect(contractEventsCodec.decode(kept)).toEqual(JSON.parse(JSON.stringify(event)));
        }
      }),
      { numRuns: 50 },
    ));
});
