import type { ContractView } from '@lastmile/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Amount } from '../parts/money.js';
import { OrganisationName } from '../parts/organisation.js';
import { Day } from '../parts/time.js';
import { useWords } from '../parts/words.js';

const Row = ({ name, children }: { name: string; children: ReactNode }) =>
  children ? (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;

/** Shown by a row of their own. */
const shown = new Set([
  ...['kind', 'licenceMode', 'projectName', 'price', 'paymentPlan', 'validFrom', 'validTo', 'scope', 'acceptanceCriteria'],
  ...['ownershipOfResults', 'confidentiality', 'technologyValue', 'facts', 'improvements', 'disputes'],
]);

/** The structured part: what the fingerprint covers is shown, also where there are no words for it. */
const Structured = ({ content }: { content: NonNullable<ContractView['terms']>['content'] }) => {
  const { t, exists } = useWords();
  const { technologyValue, facts = {}, improvements, disputes } = content;
  const said = Object.entries(facts);
  return (
    <>
      {technologyValue && (
        <Row name={t('terms.fields.technologyValue')}>
          <Amount money={technologyValue} />
        </Row>
      )}
      {said.length > 0 && (
        <Row name={t('terms.fields.facts')}>
          <ul className="tight">
            {said.map(([fact, holds]) => (
              <li key={fact}>
                {holds ? '✓' : '✕'} {t(`terms.facts.${fact}`)}
              </li>
            ))}
          </ul>
        </Row>
      )}
      {improvements && <Row name={t('terms.fields.improvements')}>{t(`terms.options.${improvements.choice}`)}</Row>}
      {disputes && (
        <Row name={t('terms.fields.disputes')}>
          {t(`terms.options.${disputes.way}`)} · {disputes.body}
        </Row>
      )}
      {Object.entries(content)
        .filter(([name, value]) => !shown.has(name) && value !== undefined)
        .map(([name, value]) => (
          <Row key={name} name={exists(`terms.fields.${name}`) ? t(`terms.fields.${name}`) : name}>
            <span className="code">{JSON.stringify(value)}</span>
          </Row>
        ))}
    </>
  );
};

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
      <Structured content={content} />
      <Row name={t('contract.hash')}>
        <span className="code">{hash}</span>
      </Row>
    </dl>
  );
};
