import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import { assertSide } from '../contract/contract-rules.decider.js';
import { assertFen } from '../income/money.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import { obligationsUnder } from './obligations.decider.js';
import type { PaymentPlan } from './payment-plan.decider.js';
import { royaltyPeriods } from './payment-schedule.decider.js';
import type { Payment, Performance, PerformanceCommand, PerformanceEvent } from './performance.types.js';
import { openAccount, stateRoyalty } from './royalty.decider.js';

type Of<Type extends PerformanceCommand['type']> = Extract<PerformanceCommand, { type: Type }>;
type PaymentCommand = Of<'RecordPayment'> | Of<'ConfirmPayment'> | Of<'DenyPayment'> | Of<'StateRoyalty'>;
type PaymentEvent = Extract<
  PerformanceEvent,
  { type: 'PaymentRecorded' | 'PaymentConfirmed' | 'PaymentDenied' | 'RoyaltyStated' }
>;

/** What was owed before the end may still be paid after it. */
const payable: readonly string[] = ['CONCLUDED', 'EFFECTIVE', 'PERFORMING', 'ACCEPTED', 'TERMINATED'];

const assertPayable = ({ status }: Started): void => {
  if (!payable.includes(status)) throw reject('CONTRACT_NOT_OPEN', { status });
};

const record = (command: Of<'RecordPayment'>, contract: Started, plan: PaymentPlan): PaymentEvent[] => {
  const { organisationId, what, number, amountMinor, paidOn, reference, now } = command;
  assertSide(contract, organisationId, 'DEMAND');
  assertPayable(contract);
  assertFen({ amountMinor });
  const expected = obligationsUnder(plan, contract.performance).find((one) => one.what === what && one.number === number);
  const owedMinor = expected?.amountMinor;
  if (!expected || owedMinor === undefined || paidOn > chinaDayOf(now)) throw reject('PAYMENT_NOT_EXPECTED', { what, number });
  const openMinor = owedMinor - expected.recordedMinor;
  if (amountMinor === 0 || amountMinor > openMinor)
    throw reject('PAYMENT_ABOVE_DUE', { open: fromMinorUnits(Math.max(0, openMinor)).amount });
  const paymentId = String(contract.performance.payments.length + 1);
  const recorded = { paymentId, what, number, amountMinor, paidOn, reference, recordedBy: organisationId, recordedAt: now };
  return [{ type: 'PaymentRecorded', ...recorded }];
};

const paymentOf = ({ performance }: Started, paymentId: string): Payment => {
  const found = performance.payments.find(({ id }) => id === paymentId);
  if (!found) throw reject('PAYMENT_NOT_FOUND');
  return found;
};

const answer = (command: Of<'ConfirmPayment'> | Of<'DenyPayment'>, contract: Started): PaymentEvent[] => {
  const { organisationId, paymentId, now } = command;
  assertSide(contract, organisationId, 'SUPPLY');
  const { status, amountMinor } = paymentOf(contract, paymentId);
  const isConfirming = command.type === 'ConfirmPayment';
  if (status === (isConfirming ? 'CONFIRMED' : 'DENIED')) return [];
  if (status !== 'RECORDED') throw reject('PAYMENT_NOT_FOUND');
  if (isConfirming) return [{ type: 'PaymentConfirmed', paymentId, amountMinor, confirmedBy: organisationId, confirmedAt: now }];
  if (command.reasons.trim() === '') throw reject('REASONS_MISSING');
  return [{ type: 'PaymentDenied', paymentId, reasons: command.reasons, deniedBy: organisationId, deniedAt: now }];
};

/** Period after period, each once it is over. */
const state = (command: Of<'StateRoyalty'>, contract: Started, plan: PaymentPlan): PaymentEvent[] => {
  const { organisationId, number, baseMinor, now } = command;
  assertSide(contract, organisationId, 'DEMAND');
  assertPayable(contract);
  const { statements, account } = contract.performance;
  const period = plan.kind === 'ROYALTY' ? royaltyPeriods(plan)[number - 1] : undefined;
  if (plan.kind !== 'ROYALTY' || !period || number !== statements.length + 1 || period.to >= chinaDayOf(now))
    throw reject('ROYALTY_NOT_EXPECTED', { number });
  const stated = stateRoyalty(plan, { periodFrom: period.from, baseMinor }, account ?? openAccount(plan));
  const { rate, dueMinor, isCapped } = stated;
  const royalty = { number, periodFrom: period.from, periodTo: period.to, baseMinor, rate, dueMinor, isCapped };
  return [{ type: 'RoyaltyStated', ...royalty, ...stated.account, statedBy: organisationId, statedAt: now }];
};

export const decidePayment = (command: PaymentCommand, contract: Started, plan: PaymentPlan): PaymentEvent[] => {
  switch (command.type) {
    case 'RecordPayment':
      return record(command, contract, plan);
    case 'ConfirmPayment':
    case 'DenyPayment':
      return answer(command, contract);
    case 'StateRoyalty':
      return state(command, contract, plan);
  }
};

const changed = (slice: Performance, id: string, change: Partial<Payment>): Performance => ({
  ...slice,
  payments: slice.payments.map((payment) => (payment.id === id ? { ...payment, ...change } : payment)),
});

export const evolvePayments = (slice: Performance, event: PaymentEvent): Performance => {
  switch (event.type) {
    case 'PaymentRecorded': {
      const { paymentId: id, what, number, amountMinor, paidOn, reference, recordedAt } = event;
      const payment: Payment = { id, what, number, amountMinor, paidOn, reference, status: 'RECORDED', recordedAt };
      return { ...slice, payments: [...slice.payments, payment] };
    }
    case 'PaymentConfirmed':
      return changed(slice, event.paymentId, { status: 'CONFIRMED', confirmedAt: event.confirmedAt });
    case 'PaymentDenied':
      return changed(slice, event.paymentId, { status: 'DENIED' });
    case 'RoyaltyStated': {
      const { number, periodFrom, periodTo, baseMinor, rate, dueMinor, isCapped, carry, totalMinor, statedAt } = event;
      const stated = { number, periodFrom, periodTo, baseMinor, rate, dueMinor, isCapped, statedAt };
      return { ...slice, statements: [...slice.statements, stated], account: { carry, totalMinor } };
    }
  }
};
