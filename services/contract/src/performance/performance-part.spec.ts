import { generateKeyPairSync } from 'node:crypto';
import type { Terms } from '@lastmile/protocol';
import {
  at,
  agreedTerms,
  concludedDay,
  contractOf,
  filing,
  office,
  seller,
  storedOf,
} from '../../test/after-signature.fixture.js';
import type { TestContract } from '../../test/after-signature.fixture.js';
import { hashOfTerms } from '../contract/terms.js';
import type { ContractCommand } from '../contract/contract.types.js';
import { deadlinesOf } from '../deadlines/deadlines-of.decider.js';
import { afterSignatureView } from '../projections/after-signature-view.js';
import { needsChange } from '../registration/registration-part.decider.js';
import { termsInForce } from './terms-in-force.decider.js';

const now = at('2026-03-05');
const money = (amount: string) => ({ amount, currency: 'CNY' as const });
const record = (amountMinor: number, change: object = {}): ContractCommand => ({
  type: 'RecordPayment',
  organisationId: 'e',
  what: 'LUMP_SUM',
  number: 1,
  amountMinor,
  paidOn: '2026-03-05',
  reference: '20260305-001',
  now,
  ...change,
});
const by = (organisationId: string, type: 'StartPerformance' | 'AcceptResult' | 'Complete', on = now): ContractCommand => ({
  type,
  organisationId,
  now: on,
});
const withMilestones: Terms = {
  ...agreedTerms,
  milestones: [{ id: 'm1', name: '样机', dueOn: '2026-06-30', acceptance: '按指标' }],
  payment: {
    kind: 'INSTALMENTS',
    instalments: [
      { amount: money('300000.00'), due: { on: '2026-03-10' } },
      { amount: money('700000.00'), due: { milestone: 'm1' } },
    ],
  },
};
const royalty: Terms = {
  ...agreedTerms,
  payment: {
    kind: 'ROYALTY',
    entryFee: money('0.00'),
    base: 'SALES',
    rate: { kind: 'FIXED', rate: 333 },
    everyMonths: 6,
    from: '2026-03-02',
    to: '2027-03-01',
    mayInspectAccounts: true,
  },
};

describe('the performance', () => {
  it('owes the price at conclusion where the terms are a text alone', () => {
    const { schedule } = afterSignatureView('c', contractOf().state()).performance ?? {};
    expect(schedule).toMatchObject([
      { what: 'LUMP_SUM', number: 1, dueOn: concludedDay, amount: money('1000000.00'), isMet: false },
    ]);
  });
  it('takes effect on its first day and not before', () => {
    const contract = contractOf({ ...agreedTerms, validFrom: '2026-04-01' });
    expect(contract.take({ type: 'TakeEffect', now: at('2026-03-31') })).toEqual([]);
    expect(contract.refused(by('u', 'StartPerformance'))).toBe('CONTRACT_NOT_IN_EFFECT');
    expect(contract.take({ type: 'TakeEffect', now: at('2026-04-01') })).toMatchObject([{ effectiveOn: '2026-04-01' }]);
    expect(contract.state().status).toBe('EFFECTIVE');
    contract.take(by('u', 'StartPerformance', at('2026-04-02')));
    expect(contract.state().status).toBe('PERFORMING');
  });
  it('counts as received what the buyer records and the seller confirms, and never more than is due', () => {
    const contract = contractOf();
    expect(contract.refused(record(1, { organisationId: 'u' }))).toBe('NOT_YOUR_STEP');
    expect(contract.refused(record(100_000_001))).toBe('PAYMENT_ABOVE_DUE');
    expect(contract.refused(record(1, { what: 'ENTRY_FEE' }))).toBe('PAYMENT_NOT_EXPECTED');
    expect(contract.refused(record(1, { paidOn: '2026-03-06' }))).toBe('PAYMENT_NOT_EXPECTED');
    contract.take(record(40_000_000));
    expect(contract.refused(record(60_000_001))).toBe('PAYMENT_ABOVE_DUE');
    const confirm: ContractCommand = { type: 'ConfirmPayment', organisationId: 'u', paymentId: '1', now };
    expect(contract.refused({ ...confirm, organisationId: 'e' })).toBe('NOT_YOUR_STEP');
    contract.take({ type: 'DenyPayment', organisationId: 'u', paymentId: '1', reasons: '未到账', now });
    expect(contract.refused(confirm)).toBe('PAYMENT_NOT_FOUND');
    contract.take(record(100_000_000));
    contract.take({ ...confirm, paymentId: '2' });
    expect(afterSignatureView('c', contract.state()).performance).toMatchObject({
      received: money('1000000.00'),
      schedule: [{ isMet: true }],
    });
    expect(deadlinesOf(contract.state()).map(({ kind }) => kind)).not.toContain('PAYMENT_DUE');
  });
  it('goes from milestone to acceptance to the end', () => {
    const contract = contractOf(withMilestones);
    contract.take(by('u', 'StartPerformance'));
    const milestone = { milestoneId: 'm1', now };
    const submit: ContractCommand = {
      type: 'SubmitMilestone',
      organisationId: 'u',
      deliverableHash: 'a'.repeat(64),
      ...milestone,
    };
    expect(contract.refused({ ...submit, milestoneId: 'm2' })).toBe('MILESTONE_NOT_FOUND');
    expect(contract.refused(by('e', 'AcceptResult'))).toBe('OBLIGATIONS_OPEN');
    contract.take(submit);
    expect(contract.refused({ type: 'AcceptMilestone', organisationId: 'u', ...milestone })).toBe('NOT_ALLOWED');
    contract.take({ type: 'RejectMilestone', organisationId: 'e', reasons: '不达标', ...milestone });
    contract.take(submit);
    contract.take({ type: 'AcceptMilestone', organisationId: 'e', ...milestone });
    expect(contract.refused(by('u', 'AcceptResult'))).toBe('NOT_YOUR_STEP');
    contract.take(by('e', 'AcceptResult'));
    expect(contract.refused(by('u', 'Complete'))).toBe('OBLIGATIONS_OPEN');
    for (const [number, amount] of [
      [1, 30_000_000],
      [2, 70_000_000],
    ] as const) {
      contract.take(record(amount, { what: 'INSTALMENT', number }));
      contract.take({ type: 'ConfirmPayment', organisationId: 'u', paymentId: String(number), now });
    }
    contract.take(by('u', 'Complete'));
    expect(contract.state().status).toBe('COMPLETED');
  });
  it('carries parts of a fen from one royalty to the next', () => {
    const contract = contractOf(royalty);
    const state = (number: number, on: string): ContractCommand => ({
      type: 'StateRoyalty',
      organisationId: 'e',
      number,
      baseMinor: 123_456_789,
      now: at(on),
    });
    expect(contract.refused(state(1, '2026-09-01'))).toBe('ROYALTY_NOT_EXPECTED');
    expect(contract.refused(state(2, '2027-03-10'))).toBe('ROYALTY_NOT_EXPECTED');
    expect(contract.take(state(1, '2026-09-02'))).toMatchObject([{ dueMinor: 4_111_111, carry: 737 }]);
    expect(contract.take(state(2, '2027-03-02'))).toMatchObject([{ dueMinor: 4_111_111, carry: 1_474, totalMinor: 8_222_222 }]);
    contract.take(record(4_111_111, { what: 'ROYALTY', now: at('2026-09-10') }));
    expect(afterSignatureView('c', contract.state()).performance?.payLater).toMatchObject({
      isPayLater: true,
      because: 'AFTER_FIRST_INCOME',
    });
  });
});

const amended: Terms = { ...agreedTerms, scope: '普通许可,含华北地区', validTo: '2032-02-29' };
const proposeAmendment = (terms: Terms, organisationId = 'u'): ContractCommand => {
  const stored = storedOf(terms);
  return { type: 'ProposeAmendment', organisationId, terms: stored, hash: hashOfTerms(stored), reasons: '扩大地域', now };
};
const { publicKey } = generateKeyPairSync('ed25519');
const rawKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const sign = (organisationId: string, terms: Terms, isValid = true): ContractCommand => ({
  type: 'SignAmendment',
  organisationId,
  signed: {
    keyId: `key-${organisationId}`,
    signature: `${'A'.repeat(86)}==`,
    termsHash: hashOfTerms(storedOf(terms)),
    key: { publicKey: rawKey, isRevoked: false },
    isValid,
  },
  now,
});
const amend = (contract: TestContract, terms: Terms): void => {
  contract.take(proposeAmendment(terms));
  const { version = 0, hash = '' } = contract.state().amendment.open ?? {};
  contract.take({ type: 'AcceptAmendment', organisationId: 'e', version, hash, now });
  contract.take(sign('u', terms));
  contract.take(sign('e', terms));
};

describe('an amendment', () => {
  it('is in force when both have accepted and signed it, and not before', () => {
    const contract = contractOf();
    const before = termsInForce(contract.state());
    contract.take(proposeAmendment(amended));
    expect(contract.refused(sign('u', amended))).toBe('TERMS_NOT_AGREED');
    const { version = 0, hash = '' } = contract.state().amendment.open ?? {};
    expect(version).toBe(2);
    contract.take({ type: 'AcceptAmendment', organisationId: 'e', version, hash, now });
    expect(contract.refused(sign('u', amended, false))).toBe('SIGNATURE_INVALID');
    expect(contract.refused(sign('x', amended))).toBe('NOT_A_PARTY');
    contract.take(sign('u', amended));
    expect(termsInForce(contract.state())).toEqual(before);
    expect(contract.take(sign('e', amended))).toMatchObject([
      { type: 'AmendmentSigned' },
      { type: 'ContractAmended', version: 2, termsHash: hash, previousHash: before.hash },
    ]);
    expect(termsInForce(contract.state())).toMatchObject({ version: 2, hash });
    expect(contract.refused(proposeAmendment(amended))).toBe('AMENDMENT_CHANGES_NOTHING');
  });
  it('is declined with reasons, and the next one is another version', () => {
    const contract = contractOf();
    contract.take(proposeAmendment(amended));
    contract.take({ type: 'DeclineAmendment', organisationId: 'e', version: 2, reasons: '不同意', now });
    contract.take(proposeAmendment(amended));
    expect(contract.state().amendment.open?.version).toBe(3);
  });
  it('leaves a place for what was paid', () => {
    const contract = contractOf();
    contract.take(record(40_000_000));
    const cheaper: Terms = { ...agreedTerms, price: money('399999.99'), technologyValue: money('300000.00') };
    expect(contract.refused(proposeAmendment(cheaper))).toBe('PAYMENT_PLAN_INVALID');
    expect(contract.refused(proposeAmendment({ ...cheaper, price: money('400000.00') }))).toBe('decided');
  });
  it('of a registered contract makes the office change what it registered', () => {
    const contract = contractOf();
    const filed = { region: '110108', isByDraft: false, filing, now };
    contract.take({ type: 'FileRegistration', by: seller, ...filed });
    const decide = (step: Extract<ContractCommand, { type: 'TakeRegistrationStep' }>['step']): ContractCommand => ({
      type: 'TakeRegistrationStep',
      by: office,
      step,
      now,
    });
    contract.take(decide({ type: 'Register', registrationNumber: '26110108000123' }));
    expect(needsChange(contract.state())).toBe(false);
    amend(contract, amended);
    expect(needsChange(contract.state())).toBe(true);
    const amounts = { contractValueMinor: 100_000_000, technologyValueMinor: 75_000_000 };
    contract.take(decide({ type: 'ChangeRegistration', ...amounts, reasons: '合同变更' }));
    expect(needsChange(contract.state())).toBe(false);
  });
});

describe('a termination', () => {
  const terminate = (organisationId: string, change: object = {}): ContractCommand => ({
    type: 'Terminate',
    organisationId,
    way: 'AGREEMENT',
    reasons: '目标已失去意义',
    now,
    ...change,
  });
  it('by agreement needs both', () => {
    const contract = contractOf();
    expect(contract.take(terminate('e'))).toMatchObject([{ type: 'TerminationProposed' }]);
    expect(contract.take(terminate('e'))).toEqual([]);
    expect(contract.take(terminate('u'))).toMatchObject([{ type: 'ContractTerminated', way: 'AGREEMENT' }]);
    expect(contract.refused(terminate('u'))).toBe('CONTRACT_NOT_OPEN');
  });
  it('for a cause takes effect by itself, and what was due stays owed', () => {
    const contract = contractOf();
    expect(contract.refused(terminate('u', { way: 'CAUSE' }))).toBe('REASONS_MISSING');
    contract.take(record(40_000_000));
    contract.take({ type: 'ConfirmPayment', organisationId: 'u', paymentId: '1', now });
    expect(contract.take(terminate('u', { way: 'CAUSE', ground: 'BREACH' }))).toMatchObject([
      { obligations: [{ what: 'LUMP_SUM', number: 1, openMinor: 60_000_000 }] },
    ]);
    expect(contract.state().status).toBe('TERMINATED');
    expect(contract.refused(record(60_000_000))).toBe('decided');
    expect(contract.refused(by('u', 'StartPerformance'))).toBe('CONTRACT_NOT_OPEN');
  });
});
