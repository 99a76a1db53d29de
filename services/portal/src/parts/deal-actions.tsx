import type { ContractView } from '@lastmile/protocol';
import { isAllowed } from '@lastmile/protocol/tables';
import { useMe } from '../api/session.js';
import type { DealAction } from '../deal/action-form.js';
import type { PartyAction } from '../deal/deal-actions.js';
import { ActionButton } from './action-form.js';

interface ActionsProps<Action extends DealAction> {
  actions: readonly Action[];
  /** Further than the contract's id, such as an objection's. */
  params?: Readonly<Record<string, string>>;
}

/** The steps that the reader may take, by the table that the gateway guards with. */
export const AllowedActions = ({ actions, params = {} }: ActionsProps<DealAction>) => {
  const { data: me } = useMe();
  return actions
    .filter(({ route }) => isAllowed(route, me?.role ?? 'anonymous'))
    .map((action) => <ActionButton key={action.name} action={action} params={params} />);
};

interface DealActionsProps extends ActionsProps<PartyAction> {
  contract: ContractView;
  organisationId: string;
}

/** The steps that the deal's status and the reader's side allow. */
export const DealActions = ({ actions, contract, organisationId, params }: DealActionsProps) => {
  const { id, status, parties } = contract;
  const side = parties.find((party) => party.organisationId === organisationId)?.side;
  const own = actions.filter(
    ({ by, at }) => (by === 'OTHERS' ? !side : side && by.includes(side)) && (!at || at.includes(status)),
  );
  return <AllowedActions actions={own} params={{ id, ...params }} />;
};
