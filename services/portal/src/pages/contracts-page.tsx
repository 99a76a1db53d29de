import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useContracts } from '../api/queries.js';
import { Pages } from '../parts/pages.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Instant } from '../parts/time.js';

export const statusColours = { DRAFTED: 'default', AGREED: 'gold', SIGNING: 'blue', CONCLUDED: 'green' } as const;

const Row = ({ contract }: { contract: ContractView }) => {
  const { t } = useTranslation();
  return (
    <Link className="card card-link" to="/contracts/$id" params={{ id: contract.id }}>
      <h3>{contract.title}</h3>
      <Tag color={statusColours[contract.status]}>{t(`contract.status.${contract.status}`)}</Tag>{' '}
      <Instant at={contract.updatedAt} />
    </Link>
  );
};

const OwnContracts = () => {
  const { t } = useTranslation();
  return (
    <Pages query={useContracts(true)} empty={t('contract.empty')}>
      {(contract) => <Row contract={contract} />}
    </Pages>
  );
};

export const ContractsPage = () => {
  const { t } = useTranslation();
  return (
    <section className="narrow">
      <h1>{t('contract.list')}</h1>
      <SignedInOnly>{() => <OwnContracts />}</SignedInOnly>
    </section>
  );
};
