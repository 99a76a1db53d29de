import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useChecks } from '../api/deal.js';
import type { Check, Checks } from '../api/deal.js';
import { passChecks } from '../deal/deal-actions.js';
import { DealActions } from '../parts/deal-actions.js';
import { ProblemNote } from '../parts/problem-note.js';
import { RuleSource, RuleStatus } from '../parts/rule-source.js';
import { Tag } from '../parts/tag.js';
import { Day, Instant } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { useReading } from '../parts/words.js';

const tones = { PASSED: 'green', FAILED: 'amber', WARNING: 'blue' } as const;

const Missing = ({ missing }: Pick<Check, 'missing'>) => {
  const { t } = useTranslation();
  const read = useReading();
  return (
    <ul className="rule-values">
      {missing.map(({ what, name, supplier, about, aboutName, until }) => (
        <li key={`${what} ${about ?? ''}`}>
          {read(name)}
          {about && <strong> {aboutName ? read(aboutName) : about}</strong>}{' '}
          <span className="hint">
            {t('deal.suppliedBy', { who: read(supplier) })}
            {until && (
              <>
                {' '}
                · {t('deal.until')} <Day on={until} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};

const OneCheck = ({ check }: { check: Check }) => {
  const { t } = useTranslation();
  const read = useReading();
  return (
    <details className="check" open={check.status === 'FAILED'}>
      <summary>
        <Tag tone={tones[check.status]}>{t(`deal.checkStatus.${check.status}`)}</Tag> {read(check.name)}
      </summary>
      <Missing missing={check.missing} />
      <p className="row">
        <RuleStatus status={check.ruleStatus} /> <span className="hint code">{check.ruleVersion}</span>
      </p>
      <RuleSource source={check.source} />
    </details>
  );
};

const order = ['FAILED', 'WARNING', 'PASSED'];

const Checklist = ({ checks: { checks, maySign } }: { checks: Checks }) => {
  const { t } = useTranslation();
  const failed = checks.filter(({ status }) => status === 'FAILED').length;
  const sorted = [...checks].sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
  return (
    <>
      <p>
        <strong>{maySign ? t('deal.mayPass') : t('deal.lacking', { count: failed })}</strong>
      </p>
      {sorted.map((check) => (
        <OneCheck key={check.check} check={check} />
      ))}
    </>
  );
};

/** What is missing before the contract may be signed, from whom, and by which rule; open until the checks were passed. */
export const ContractChecks = ({ contract, organisationId }: { contract: ContractView; organisationId: string }) => {
  const { t } = useTranslation();
  const checks = useChecks(contract.id);
  return (
    <section className="card" aria-labelledby="checks">
      <h2 id="checks">{t('deal.checks')}</h2>
      {contract.checks ? (
        <p>
          {t('deal.checksPassed', { date: contract.checks.on })} <Instant at={contract.checks.checkedAt} />
        </p>
      ) : (
        <p className="hint">{t('deal.checksHint')}</p>
      )}
      {checks.isError && <ProblemNote error={checks.error} onRetry={() => void checks.refetch()} />}
      {checks.isPending && <Waiting />}
      {checks.data && <Checklist checks={checks.data} />}
      <div className="decision form-end">
        {checks.data?.maySign && <DealActions actions={[passChecks]} contract={contract} organisationId={organisationId} />}
      </div>
    </section>
  );
};
