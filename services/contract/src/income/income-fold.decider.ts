import type { DistributionState, Income, IncomeEvent } from './income.types.js';

const changed = (slice: Income, id: string, change: (one: DistributionState) => DistributionState): Income => ({
  ...slice,
  distributions: slice.distributions.map((one) => (one.id === id ? change(one) : one)),
});

const proposed = (event: Extract<IncomeEvent, { type: 'DistributionProposed' }>): DistributionState => {
  const { type: _, distributionId: id, notice: noticeAsked, ...rest } = event;
  return { id, status: 'PROPOSED', ...rest, ...(noticeAsked && { noticeAsked }), objections: [] };
};

const paid = (one: DistributionState, event: Extract<IncomeEvent, { type: 'PayoutPaid' }>): DistributionState => {
  const { subjectId, paidOn, reference } = event;
  const payouts = one.payouts.map((payout) => (payout.subjectId === subjectId ? { ...payout, paidOn, reference } : payout));
  return { ...one, payouts, status: payouts.every((payout) => payout.paidOn !== undefined) ? 'PAID' : one.status };
};

/** What an event makes of the distributions known so far. */
export const evolveIncome = (slice: Income, event: IncomeEvent): Income => {
  switch (event.type) {
    case 'DistributionProposed':
      return { distributions: [...slice.distributions, proposed(event)] };
    case 'RewardNoticeOpened': {
      const { openedOn, endsOn, days, places } = event;
      return changed(slice, event.distributionId, (one) => ({ ...one, notice: { openedOn, endsOn, days, places } }));
    }
    case 'RewardObjectionRaised': {
      const { objectionId: id, reasons, raisedBy } = event;
      const raised = { id, reasons, raisedBy };
      return changed(slice, event.distributionId, (one) => ({ ...one, objections: [...one.objections, raised] }));
    }
    case 'RewardObjectionDecided': {
      const { objectionId, outcome, reasons } = event;
      return changed(slice, event.distributionId, (one) => ({
        ...one,
        objections: one.objections.map((each) => (each.id === objectionId ? { ...each, decision: { outcome, reasons } } : each)),
      }));
    }
    case 'DistributionWithdrawn':
      return changed(slice, event.distributionId, (one) => ({ ...one, status: 'WITHDRAWN' }));
    case 'IncomeDistributed':
      return changed(slice, event.distributionId, (one) => ({ ...one, status: 'EXECUTED', executedAt: event.executedAt }));
    case 'PayoutPaid':
      return changed(slice, event.distributionId, (one) => paid(one, event));
  }
};
