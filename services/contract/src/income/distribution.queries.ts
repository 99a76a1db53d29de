import { fromMinorUnits, toMinorUnits } from '@lastmile/protocol';
import type { InputOf, OutputOf, rulesMessages } from '@lastmile/protocol';
import { distribute } from './distribution.decider.js';
import type { Floor, Shared } from './floor.decider.js';
import { netIncome } from './net-income.decider.js';

type Asked = InputOf<typeof rulesMessages.previewDistribution>;
type Preview = OutputOf<typeof rulesMessages.previewDistribution>;

const sharedOf = (shared: Asked['shared']): Shared => {
  if (shared.kind === 'EQUITY') return { kind: 'EQUITY', amountMinor: shared.shares };
  if (shared.kind === 'OWN_EXPLOITATION') {
    return { kind: 'OWN_EXPLOITATION', amountMinor: toMinorUnits(shared.profit), year: shared.year };
  }
  const { taxes, upkeep, deal } = shared.costs;
  const costs = { taxesMinor: toMinorUnits(taxes), upkeepMinor: toMinorUnits(upkeep), dealMinor: toMinorUnits(deal) };
  return { kind: 'NET_INCOME', amountMinor: netIncome(toMinorUnits(shared.gross), costs) };
};

/** What each would receive by the rules of the place and day; nothing is stored. Refuses as `distribute` does. */
export const previewDistribution = (asked: Asked, today: string): Preview => {
  const { region, at = today, ...request } = asked;
  const result = distribute({ ...request, shared: sharedOf(asked.shared) }, { region, date: at });
  const quantity = (amount: number) => (asked.shared.kind === 'EQUITY' ? { shares: amount } : fromMinorUnits(amount));
  const floor = ({ amountMinor, ...rest }: Floor) => ({ ...rest, amount: quantity(amountMinor) });
  const { local, national, lowest } = result.floors;
  return {
    region,
    at,
    whole: quantity(result.wholeMinor),
    teamShare: result.teamShare,
    team: quantity(result.teamMinor),
    unit: quantity(result.unitMinor),
    payouts: result.payouts.map(({ amountMinor, ...payout }) => ({ ...payout, amount: quantity(amountMinor) })),
    outcome: result.outcome,
    floors: { local: floor(local), national: floor(national), ...(lowest && { lowest: floor(lowest) }) },
    isBelowLowestBound: result.isBelowLowestBound,
    ...(result.notice && { notice: { ...result.notice, leaders: [...result.notice.leaders] } }),
    ruleVersions: [...result.ruleVersions],
  };
};
