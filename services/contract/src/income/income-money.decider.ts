import { fromMinorUnits, toMinorUnits } from '@lastmile/protocol';
import type { InputOf, OutputOf, incomeMessages } from '@lastmile/protocol';
import type { DistributionState, IncomeCommand, SharedIncome } from './income.types.js';

type Asked = InputOf<typeof incomeMessages.propose>['distribution'];
type View = OutputOf<typeof incomeMessages.get>['items'][number];
type Proposal = Omit<Extract<IncomeCommand, { type: 'ProposeDistribution' }>, 'type' | 'organisationId' | 'now'>;

const sharedToStore = (shared: Asked['shared']): SharedIncome => {
  switch (shared.kind) {
    case 'NET_INCOME': {
      const { taxes, upkeep, deal } = shared.costs;
      const costs = { taxesMinor: toMinorUnits(taxes), upkeepMinor: toMinorUnits(upkeep), dealMinor: toMinorUnits(deal) };
      return { kind: shared.kind, grossMinor: toMinorUnits(shared.gross), costs };
    }
    case 'EQUITY':
      return shared;
    case 'OWN_EXPLOITATION':
      return { kind: shared.kind, profitMinor: toMinorUnits(shared.profit), year: shared.year };
  }
};

const sharedToShow = (shared: SharedIncome): View['shared'] => {
  switch (shared.kind) {
    case 'NET_INCOME': {
      const { taxesMinor, upkeepMinor, dealMinor } = shared.costs;
      const costs = { taxes: fromMinorUnits(taxesMinor), upkeep: fromMinorUnits(upkeepMinor), deal: fromMinorUnits(dealMinor) };
      return { kind: shared.kind, gross: fromMinorUnits(shared.grossMinor), costs };
    }
    case 'EQUITY':
      return shared;
    case 'OWN_EXPLOITATION':
      return { kind: shared.kind, profit: fromMinorUnits(shared.profitMinor), year: shared.year };
  }
};

export const proposalOf = ({ region, isStateUnit, shared, standard, teamShare, recipients }: Asked): Proposal => ({
  region,
  isStateUnit,
  shared: sharedToStore(shared),
  ...(standard && { standard }),
  ...(teamShare !== undefined && { teamShare }),
  recipients: recipients.map(({ subjectId: id, sealed, parts, isLeader }) => ({
    id,
    parts,
    isLeader,
    ...(sealed !== undefined && { sealed }),
  })),
});

export const distributionView = (one: DistributionState): View => {
  const quantity = (amount: number) => (one.shared.kind === 'EQUITY' ? { shares: amount } : fromMinorUnits(amount));
  const floor = ({ share, amountMinor, ruleVersion }: DistributionState['floors']['local']) => ({
    share,
    amount: quantity(amountMinor),
    ruleVersion,
  });
  const { id, status, region, isStateUnit, standard, teamShare, outcome, noticeAsked, notice, objections } = one;
  return {
    id,
    status,
    region,
    isStateUnit,
    shared: sharedToShow(one.shared),
    ...(standard && { standard }),
    whole: quantity(one.wholeMinor),
    teamShare,
    team: quantity(one.teamMinor),
    unit: quantity(one.unitMinor),
    outcome,
    floors: { local: floor(one.floors.local), national: floor(one.floors.national) },
    payouts: one.payouts.map(({ amountMinor, ...payout }) => ({ ...payout, amount: quantity(amountMinor) })),
    ...(noticeAsked && {
      noticeAsked: { daysAtLeast: noticeAsked.daysAtLeast, because: noticeAsked.because, ruleVersion: noticeAsked.ruleVersion },
    }),
    ...(notice && { notice: { ...notice, places: [...notice.places] } }),
    objections: objections.map((each) => ({ ...each })),
    ruleVersions: [...one.ruleVersions],
    proposedAt: one.proposedAt,
    ...(one.executedAt && { executedAt: one.executedAt }),
  };
};
