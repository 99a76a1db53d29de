import { Link } from '@tanstack/react-router';
import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useContracts } from '../api/queries.js';
import { Amount } from '../parts/money.js';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';
import { Instant } from '../parts/time.js';
import { PageLink } from '../parts/page-link.js';

const statusTones: Record<ContractView['status'], Tone> = {
  DRAFTED: 'blue',
  AGREED: 'amber',
  NOTICE_OPEN: 'amber',
  NOTICE_FROZEN: 'amber',
  NOTICE_CLOSED: 'amber',
  CHECKED: 'amber',
  SIGNING: 'amber',
  CONCLUDED: 'green',
  EFFECTIVE: 'green',
  PERFORMING: 'green',
  ACCEPTED: 'green',
  COMPLETED: 'green',
  TERMINATED: 'grey',
  ABANDONED: 'grey',
};

const Row = ({ contract }: { contract: ContractView }) => {
  const { t } = useTranslation();
  return (
    <Link className="card card-link" to="/contracts/$id" params={{ id: contract.id }}>
      <h2>{contract.title}</h2>
      <span className="row">
        <Tag tone={statusTones[contract.status]}>{t(`contract.status.${contract.status}`)}</Tag>
        {contract.terms && <Amount money={contract.terms.content.price} />}
        <span className="hint">
          {t('contract.updated')} <Instant at={contract.updatedAt} />
        </span>
      </span>
    </Link>
  );
};

const OwnContracts = () => {
  const { t } = useTranslation();
  const empty = (
    <Nothing text={t('contract.empty')}>
      <PageLink to="/matches" className="brand-button">
        {t('match.title')}
      </PageLink>
    </Nothing>
  );
  return (
    <Pages query={useContracts()} name={t('contract.list')} empty={empty}>
      {(contract) => <Row contract={contract} />}
    </Pages>
  );
};

export const ContractsPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('contract.list'));
  return (
    <section className="narrow">
      <h1>{t('contract.list')}</h1>
      <SignedInOnly page="/contracts">{() => <OwnContracts />}</SignedInOnly>
    </section>
  );
};
