import type { ContractView } from '@lastmile/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Amount } from '../parts/money.js';
import { OrganisationName } from '../parts/organisation.js';
import { Day } from '../parts/time.js';

const Row = ({ name, children }: { name: string; children: ReactNode }) =>
  children ? (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;

/** The text that is agreed on, complete: the fingerprint covers all of it. */
export const Terms = ({ terms }: Pick<ContractView, 'terms'>) => {
  const { t } = useTranslation();
  if (!terms) return <p className="hint">{t('contract.noTerms')}</p>;
  const { version, hash, proposedBy, content } = terms;
  const kind = t(`mode.${content.kind}`);
  return (
    <dl className="terms">
      <Row name={t('contract.edition')}>
        {t('contract.version', { version })} · {t('contract.proposedBy')} <OrganisationName id={proposedBy} />
      </Row>
      <Row name={t('contract.kind')}>{content.licenceMode ? `${kind} · ${t(`licence.${content.licenceMode}`)}` : kind}</Row>
      <Row name={t('contract.project')}>{content.projectName}</Row>
      <Row name={t('contract.price')}>
        <Amount money={content.price} />
      </Row>
      <Row name={t('contract.payment')}>{content.paymentPlan}</Row>
      <Row name={t('contract.period')}>
        <Day on={content.validFrom} /> – <Day on={content.validTo} />
      </Row>
      <Row name={t('contract.scope')}>{content.scope}</Row>
      <Row name={t('contract.acceptance')}>{content.acceptanceCriteria}</Row>
      <Row name={t('contract.ownership')}>{content.ownershipOfResults}</Row>
      <Row name={t('contract.secrecy')}>{content.confidentiality}</Row>
      <Row name={t('contract.hash')}>
        <span className="code">{hash}</span>
      </Row>
    </dl>
  );
};
