import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { countdownOf, todayInChina } from '../deal/countdown.js';
import { objectionActions, pricingActions } from '../deal/deal-actions.js';
import { DealActions } from '../parts/deal-actions.js';
import { Amount } from '../parts/money.js';
import { OrganisationName } from '../parts/organisation.js';
import { Tag } from '../parts/tag.js';
import { Day, Instant } from '../parts/time.js';

interface Props {
  contract: ContractView;
  organisationId: string;
}
type Notice = NonNullable<NonNullable<ContractView['pricing']>['notice']>;
type Objection = Notice['objections'][number];

/** How long a notice still runs; its last day counts. */
export const Countdown = ({ endsOn }: { endsOn: string }) => {
  const { t } = useTranslation();
  const { key, count } = countdownOf(endsOn, todayInChina(new Date()));
  return <strong>{t(`deal.${key}`, { count })}</strong>;
};

const OneObjection = ({ objection, ...props }: Props & { objection: Objection }) => {
  const { t } = useTranslation();
  const { id, raisedBy, grounds, raisedAt, outcome, reasons } = objection;
  return (
    <li>
      <p className="row">
        <Tag tone={outcome ? 'plain' : 'amber'}>{outcome ? t(`deal.outcomes.${outcome}`) : t('deal.objectionOpen')}</Tag>
        <OrganisationName id={raisedBy} />
        <span className="hint">
          <Instant at={raisedAt} />
        </span>
      </p>
      <p>{grounds}</p>
      {reasons && <p className="hint">{reasons}</p>}
      {!outcome && <DealActions actions={objectionActions} params={{ oid: id }} {...props} />}
    </li>
  );
};

const NoticeFacts = ({ notice, ...props }: Props & { notice: Notice }) => {
  const { t } = useTranslation();
  const { opensOn, endsOn, ruleVersion, objections } = notice;
  const isRunning = props.contract.status === 'NOTICE_OPEN' || props.contract.status === 'NOTICE_FROZEN';
  return (
    <>
      <p>
        {t('deal.noticePeriod')} <Day on={opensOn} /> – <Day on={endsOn} /> {isRunning && <Countdown endsOn={endsOn} />}{' '}
        <span className="hint code">{ruleVersion}</span>
      </p>
      {objections.length > 0 && (
        <>
          <h3>{t('deal.objections')}</h3>
          <ul className="plain">
            {objections.map((objection) => (
              <OneObjection key={objection.id} objection={objection} {...props} />
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** How the price came about, and the public notice of the deal. */
export const ContractNotice = (props: Props) => {
  const { t } = useTranslation();
  const { pricing } = props.contract;
  if (!pricing) return null;
  const { mode, basis, fixedPrice, notice } = pricing;
  return (
    <section className="card" aria-labelledby="pricing">
      <h2 id="pricing">{t('deal.pricing')}</h2>
      {mode && (
        <p>
          {t('deal.pricingMode')} <Tag tone="brand">{t(`rules.codes.${mode}`)}</Tag>{' '}
          {basis && <span className="hint">{basis}</span>}
        </p>
      )}
      {fixedPrice && (
        <p>
          {t('deal.fixedPrice')} <Amount money={fixedPrice} />
        </p>
      )}
      {notice && <NoticeFacts notice={notice} {...props} />}
      <div className="decision">
        <DealActions actions={pricingActions} {...props} />
      </div>
    </section>
  );
};
