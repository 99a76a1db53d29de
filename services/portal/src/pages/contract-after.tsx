import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { fileRegistration, milestoneActions, officeActions, paymentActions, performanceActions } from '../deal/after-actions.js';
import { DealActions } from '../parts/deal-actions.js';
import { Amount } from '../parts/money.js';
import { Tag } from '../parts/tag.js';
import { Day } from '../parts/time.js';

interface Who {
  contract: ContractView;
  organisationId: string;
}
type Performance = NonNullable<ContractView['performance']>;
type Registration = NonNullable<ContractView['registration']>;
const concluded = ['CONCLUDED', 'EFFECTIVE', 'PERFORMING', 'ACCEPTED', 'COMPLETED'];

const RegistrationFacts = ({ registration }: { registration: Registration }) => {
  const { t } = useTranslation();
  const { status, registrationNumber, dueOn, ruleVersion, missing = [], reasons, warnings } = registration;
  return (
    <>
      <p className="row">
        <Tag tone={status === 'REGISTERED' ? 'green' : 'blue'}>{t(`deal.registrationStatus.${status}`)}</Tag>
        {registrationNumber && <span className="code">{registrationNumber}</span>}
        {dueOn && (
          <span>
            {t('deal.decidedBy')} <Day on={dueOn} /> <span className="hint code">{ruleVersion}</span>
          </span>
        )}
      </p>
      {reasons && <p>{reasons}</p>}
      {[...missing, ...warnings].map((text) => (
        <p key={text} className="hint">
          {text}
        </p>
      ))}
    </>
  );
};

/** Where the registration with the office stands, and the next step of seller and office. */
const RegistrationCard = (who: Who) => {
  const { t } = useTranslation();
  const { registration, status } = who.contract;
  if (!concluded.includes(status)) return null;
  const at = registration?.status ?? 'NOT_FILED';
  return (
    <section className="card" aria-labelledby="registration">
      <h2 id="registration">{t('deal.registration')}</h2>
      {registration ? <RegistrationFacts registration={registration} /> : <p>{t('deal.registrationStatus.NOT_FILED')}</p>}
      <div className="decision">
        {at === 'NOT_FILED' && <DealActions actions={[fileRegistration]} {...who} />}
        {officeActions
          .filter(({ from }) => from === at)
          .map((action) => (
            <DealActions key={action.name} actions={[action]} params={{ decision: action.decision }} {...who} />
          ))}
      </div>
    </section>
  );
};

const Milestones = ({ milestones, ...who }: Pick<Performance, 'milestones'> & Who) => {
  const { t } = useTranslation();
  return (
    <ul className="plain">
      {milestones.map(({ id, name, dueOn, status }) => (
        <li key={id} className="row">
          <Tag tone={status === 'ACCEPTED' ? 'green' : 'plain'}>{t(`deal.milestoneStatus.${status}`)}</Tag> {name}{' '}
          <span className="hint">
            {t('deal.until')} <Day on={dueOn} />
          </span>
          {(status === 'PLANNED' || status === 'REJECTED') && (
            <DealActions actions={[milestoneActions.submit]} params={{ milestone: id }} {...who} />
          )}
          {status === 'SUBMITTED' && (
            <DealActions actions={[milestoneActions.accept, milestoneActions.reject]} params={{ milestone: id }} {...who} />
          )}
        </li>
      ))}
    </ul>
  );
};

const Payments = ({ schedule, payments, ...who }: Pick<Performance, 'schedule' | 'payments'> & Who) => {
  const { t } = useTranslation();
  return (
    <>
      <ul className="rule-values">
        {schedule.map(({ what, number, dueOn, milestone, amount, isMet }) => (
          <li key={`${what} ${number}`}>
            {t(`deal.options.${what}`)} {number} {amount && <Amount money={amount} />} {dueOn && <Day on={dueOn} />} {milestone}{' '}
            {isMet && <Tag tone="green">{t('deal.met')}</Tag>}
          </li>
        ))}
      </ul>
      <ul className="plain">
        {payments.map(({ id, amount, paidOn, reference, status }) => (
          <li key={id} className="row">
            <Tag tone={status === 'CONFIRMED' ? 'green' : 'amber'}>{t(`deal.paymentStatus.${status}`)}</Tag>
            <Amount money={amount} /> <Day on={paidOn} /> <span className="hint">{reference}</span>
            {status === 'RECORDED' && <DealActions actions={paymentActions} params={{ payment: id }} {...who} />}
          </li>
        ))}
      </ul>
    </>
  );
};

const PerformanceCard = (who: Who) => {
  const { t } = useTranslation();
  const { performance } = who.contract;
  if (!performance) return null;
  return (
    <section className="card" aria-labelledby="performance">
      <h2 id="performance">{t('deal.performance')}</h2>
      <p>
        {t('deal.effectiveOn')} <Day on={performance.effectiveOn} /> · {t('deal.received')}{' '}
        <Amount money={performance.received} />
      </p>
      <Milestones milestones={performance.milestones} {...who} />
      <Payments schedule={performance.schedule} payments={performance.payments} {...who} />
      <div className="decision">
        <DealActions actions={performanceActions} {...who} />
      </div>
    </section>
  );
};

/** The life after the last signature: registration, milestones, payments. */
export const ContractAfter = (who: Who) => (
  <>
    <RegistrationCard {...who} />
    <PerformanceCard {...who} />
  </>
);
